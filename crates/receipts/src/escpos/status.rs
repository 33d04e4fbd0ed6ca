//! What a printer says about itself. Each kind of answer has fixed bits, by which it is told from all others.

/// DLE EOT 2 and 4: the cause of being offline, and the paper sensors. Answered at once, whatever the printer does.
pub(crate) const ASK_CAUSE: &[u8] = b"\x10\x04\x02";
/// See [`ASK_CAUSE`].
pub(crate) const ASK_PAPER: &[u8] = b"\x10\x04\x04";
/// GS r 1: the paper sensors, answered when everything before it has been printed.
pub(crate) const ASK_WHEN_DONE: &[u8] = b"\x1dr\x01";

/// Whether a byte answers DLE EOT.
pub(crate) fn answers_in_real_time(byte: u8) -> bool {
    byte & 0b1001_0011 == 0b0001_0010
}

/// Whether a byte answers GS r.
pub(crate) fn answers_in_order(byte: u8) -> bool {
    byte & 0b1001_0000 == 0
}

/// What keeps a printer from printing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hindrance {
    /// Nothing.
    None,
    /// The cover stands open.
    CoverOpen,
    /// There is no paper.
    OutOfPaper,
    /// The knife is stuck, the head too hot, or worse.
    Fault,
}

impl Hindrance {
    /// Read from the answers to DLE EOT 2 and DLE EOT 4.
    pub(crate) fn of(cause: u8, paper: u8) -> Self {
        if cause & 0x04 != 0 {
            Self::CoverOpen
        } else if cause & 0x20 != 0 || paper & 0x60 != 0 {
            Self::OutOfPaper
        } else if cause & 0x40 != 0 {
            Self::Fault
        } else {
            Self::None
        }
    }
}

/// Whether the paper's end is near, by the answer to GS r 1.
pub(crate) fn is_paper_low(answer: u8) -> bool {
    answer & 0x0f != 0
}
