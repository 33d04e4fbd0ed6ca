use std::time::Duration;

/// Which way bytes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the till to the server.
    Up,
    /// From the server to the till.
    Down,
}

/// How a connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// In order, with a FIN.
    Fin,
    /// With a RST: what was not read yet is lost.
    Reset,
}

/// What goes wrong. Bytes are counted per connection and direction, from the moment the trouble strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nobody listens; connections that are there are reset.
    Refuse,
    /// Every connection ends as soon as it is made, and those that are there.
    AcceptThen(End),
    /// A new connection is taken and never answered; those that are there are reset.
    AcceptThenSilence,
    /// A new connection is answered in plain HTTP; those that are there are reset.
    PlainText,
    /// A new connection is closed after so many bytes in this direction, inside the TLS handshake when they are few;
    /// those that are there are reset.
    CutHandshake {
        /// Which bytes count.
        direction: Direction,
        /// How many pass.
        after: u64,
    },
    /// Connections that are there end; new ones work.
    EndKept(End),
    /// Connections that are there are dead for ever, without a word; new ones work. A NAT that forgot.
    HalfOpen,
    /// No connection beside one that is there, and that one is this slow.
    OneConnection(Duration),
    /// So many bytes pass, then the connection ends.
    Cut {
        /// Which bytes count.
        direction: Direction,
        /// How many pass.
        after: u64,
        /// How it ends.
        end: End,
    },
    /// So many bytes pass, then the rest is held back until the trouble is over.
    Stall {
        /// Which bytes count.
        direction: Direction,
        /// How many pass.
        after: u64,
    },
    /// Nothing passes in either direction until the trouble is over.
    Blackhole,
    /// Bytes in this direction are lost for ever.
    Lose(Direction),
    /// One byte at a time with this gap.
    Drip {
        /// Which bytes drip.
        direction: Direction,
        /// The time between two bytes.
        gap: Duration,
    },
    /// Everything comes this much later.
    Delay(Duration),
    /// Everything comes in small pieces.
    Slices,
    /// One bit is wrong.
    FlipBit {
        /// In which direction.
        direction: Direction,
        /// In which byte.
        at: u64,
    },
}

impl Trouble {
    /// How connections end that are there when it strikes; `None` when they live on.
    pub(super) fn ends_kept(self) -> Option<End> {
        match self {
            Self::EndKept(end) | Self::AcceptThen(end) => Some(end),
            Self::Refuse | Self::AcceptThenSilence | Self::PlainText | Self::CutHandshake { .. } => Some(End::Reset),
            Self::HalfOpen
            | Self::OneConnection(_)
            | Self::Cut { .. }
            | Self::Stall { .. }
            | Self::Blackhole
            | Self::Lose(_)
            | Self::Drip { .. }
            | Self::Delay(_)
            | Self::Slices
            | Self::FlipBit { .. } => None,
        }
    }
}
