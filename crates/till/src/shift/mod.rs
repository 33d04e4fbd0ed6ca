//! A shift: the time from opening the till to closing its books, and what counts in it.
//!
//! Pure data and pure functions. The journal stores the [`ShiftEntry`]s; [`Shift::begin`] and [`Shift::after`] replay
//! them and move the live shift alike. A sale counts in the shift that was open when its outcome became certain; what
//! becomes certain between two shifts counts in the later one. Nothing here knows clocks, requests or windows.

mod day;
mod figures;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use day::{ShopDay, UnknownZone};
pub use figures::{Count, Figures, Sum};

use crate::tag::SaleNumber;

/// The shift's number on this till; counts up from 1 and is never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ShiftNumber(pub u32);

/// Who opened a shift, and with what in the drawer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opener {
    /// Who; may be empty.
    pub staff: String,
    /// The cash in the drawer; `None` when it was not counted.
    pub float: Option<Decimal>,
}

/// How a shift was closed. What stands here was signed for and never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// Who; may be empty.
    pub staff: String,
    /// The counted cash; `None` when it was not counted.
    pub counted: Option<Decimal>,
    /// Who answered for closing over unsettled sales.
    pub carried_by: Option<String>,
    /// The sales that were not certain yet; they count in the shift in which they settle.
    pub carried: Vec<SaleNumber>,
    /// The lines as they were.
    pub figures: Box<Figures>,
}

/// What the journal stores of a shift, in order, as JSON with the field `entry` naming the variant. Readers ignore
/// fields they do not know; a field that is added later has to be optional or defaulted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "snake_case")]
pub enum ShiftEntry {
    /// It was opened.
    Opened {
        /// The day it belongs to.
        business_day: Date,
        /// The time zone it lives in: an IANA name or an offset.
        zone: String,
        /// When a day begins there.
        day_starts: Time,
        /// Who opened it; `None` when a first sale did, before anybody had.
        opener: Option<Opener>,
    },
    /// Who and float were entered of one that a first sale had opened.
    TakenOver {
        /// Who, and with what.
        opener: Opener,
    },
    /// It was closed.
    Closed {
        /// How.
        closing: Closing,
    },
}

impl ShiftEntry {
    /// One word for logs and errors.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "opened",
            Self::TakenOver { .. } => "taken_over",
            Self::Closed { .. } => "closed",
        }
    }
}

/// Whether a shift is open. Each variant owns exactly its own data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShiftState {
    /// A first sale opened it; who and float can still be entered.
    OpenedBySale,
    /// It is open.
    Open {
        /// Who opened it, and with what.
        opener: Opener,
    },
    /// It is closed. Final.
    Closed {
        /// Who opened it, and with what; `None` when nobody ever said.
        opener: Option<Opener>,
        /// When it was closed.
        at: Timestamp,
        /// How.
        closing: Closing,
    },
}

/// One shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// Its number.
    pub number: ShiftNumber,
    /// The day it belongs to.
    pub business_day: Date,
    /// How its days are counted.
    pub day: ShopDay,
    /// When it was opened, by the server's clock.
    pub opened_at: Timestamp,
    /// Whether it is open.
    pub state: ShiftState,
}

/// An entry that cannot be one of a shift in this state.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IllegalShiftEntry {
    /// It does not begin with being opened.
    #[error("a shift begins with being opened, not with {0}")]
    NoBeginning(&'static str),
    /// This cannot happen to it as it stands.
    #[error("{entry} cannot happen to a shift that is {state}")]
    Illegal {
        /// The shift's state.
        state: &'static str,
        /// The entry's name.
        entry: &'static str,
    },
    /// Its time zone is unknown here.
    #[error(transparent)]
    Zone(#[from] UnknownZone),
}

impl Shift {
    /// The shift that its first entry makes.
    pub fn begin(number: ShiftNumber, at: Timestamp, entry: &ShiftEntry) -> Result<Self, IllegalShiftEntry> {
        match entry {
            ShiftEntry::Opened { business_day, zone, day_starts, opener } => Ok(Self {
                number,
                business_day: *business_day,
                day: ShopDay::of(zone, *day_starts)?,
                opened_at: at,
                state: match opener {
                    Some(opener) => ShiftState::Open { opener: opener.clone() },
                    None => ShiftState::OpenedBySale,
                },
            }),
            ShiftEntry::TakenOver { .. } | ShiftEntry::Closed { .. } => {
                Err(IllegalShiftEntry::NoBeginning(entry.name()))
            }
        }
    }

    /// The shift after a later entry. Total: what is not listed is illegal; what is closed never changes.
    pub fn after(&self, at: Timestamp, entry: &ShiftEntry) -> Result<Self, IllegalShiftEntry> {
        let closed = |opener, closing: &Closing| ShiftState::Closed { opener, at, closing: closing.clone() };
        let state = match (&self.state, entry) {
            (ShiftState::OpenedBySale, ShiftEntry::TakenOver { opener }) => ShiftState::Open { opener: opener.clone() },
            (ShiftState::OpenedBySale, ShiftEntry::Closed { closing }) => closed(None, closing),
            (ShiftState::Open { opener }, ShiftEntry::Closed { closing }) => closed(Some(opener.clone()), closing),
            (ShiftState::OpenedBySale, ShiftEntry::Opened { .. })
            | (ShiftState::Open { .. }, ShiftEntry::Opened { .. } | ShiftEntry::TakenOver { .. })
            | (
                ShiftState::Closed { .. },
                ShiftEntry::Opened { .. } | ShiftEntry::TakenOver { .. } | ShiftEntry::Closed { .. },
            ) => {
                return Err(IllegalShiftEntry::Illegal { state: self.state.name(), entry: entry.name() });
            }
        };
        Ok(Self { state, ..self.clone() })
    }

    /// Whether sales count in it now.
    pub fn is_open(&self) -> bool {
        match &self.state {
            ShiftState::OpenedBySale | ShiftState::Open { .. } => true,
            ShiftState::Closed { .. } => false,
        }
    }

    /// Who opened it, and with what; `None` when nobody has said.
    pub fn opener(&self) -> Option<&Opener> {
        match &self.state {
            ShiftState::OpenedBySale => None,
            ShiftState::Open { opener } => Some(opener),
            ShiftState::Closed { opener, .. } => opener.as_ref(),
        }
    }

    /// How it was closed, and when.
    pub fn closing(&self) -> Option<(Timestamp, &Closing)> {
        match &self.state {
            ShiftState::Closed { at, closing, .. } => Some((*at, closing)),
            ShiftState::OpenedBySale | ShiftState::Open { .. } => None,
        }
    }

    /// Whether its day is over and it is still open.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.is_open() && self.day.business_day(now) > self.business_day
    }
}

impl ShiftState {
    /// One word for logs and errors.
    pub fn name(&self) -> &'static str {
        match self {
            Self::OpenedBySale => "opened by a sale",
            Self::Open { .. } => "open",
            Self::Closed { .. } => "closed",
        }
    }
}
