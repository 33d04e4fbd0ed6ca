//! A bill: what a customer wants to settle when that takes more than one sale.
//!
//! The wallet holds too little: a top-up comes first and the payment comes back after it, or a part is paid and the rest
//! is settled in cash. The amount is over a limit: it is split into parts that add up exactly. Pure data and pure
//! functions; each part is a sale of its own with a tray, an end and a row of its own, and only its transaction counts.

mod next;
pub(crate) mod parts;
#[cfg(test)]
mod tests;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use next::IllegalBill;
pub use parts::{MOST_PARTS, propose};

use crate::money::{Amount, Direction};
use crate::tag::SaleNumber;

/// Which bill; counts up from 1 in a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BillNumber(pub u32);

/// What is to be settled in all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillTerms {
    /// Payment or top-up.
    pub direction: Direction,
    /// All of it.
    pub total: Amount,
    /// The staff's note, which every part gets; may be empty.
    #[serde(default)]
    pub note: String,
}

/// How it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "way", rename_all = "snake_case")]
pub enum BillWay {
    /// The customer tops up first; then what is open is asked for again.
    TopupFirst,
    /// In parts of at most so much.
    Split {
        /// The most that one part may be.
        most: Amount,
    },
    /// One sale of less than what is open; the rest is settled in cash.
    Lower,
}

/// What the journal stores of a bill, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "snake_case")]
pub enum BillEntry {
    /// Staff chose to settle it in steps.
    Begun {
        /// What is to be settled.
        terms: BillTerms,
        /// How it begins.
        how: BillWay,
    },
    /// Something happened to it.
    Happened(BillEvent),
}

/// What can happen to a bill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum BillEvent {
    /// Staff chose another way to go on.
    Chosen {
        /// The way.
        how: BillWay,
    },
    /// The top-up that was to come first is certain.
    ToppedUp {
        /// Which sale it was.
        sale: SaleNumber,
    },
    /// A part is certain.
    Settled {
        /// Which sale it was.
        sale: SaleNumber,
        /// What its transaction moved.
        amount: Decimal,
    },
    /// Staff have taken or handed back the rest in cash.
    CashSettled,
    /// Staff gave up what was open.
    GivenUp,
}

impl BillEvent {
    /// One word for logs and errors.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Chosen { .. } => "chosen",
            Self::ToppedUp { .. } => "topped_up",
            Self::Settled { .. } => "settled",
            Self::CashSettled => "cash_settled",
            Self::GivenUp => "given_up",
        }
    }
}

/// Where a bill stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BillState {
    /// A top-up comes first.
    TopupFirst,
    /// The next part is asked for.
    Next,
    /// One sale of less than what is open comes next; the rest is for cash.
    Lower,
    /// Only cash is left.
    Cash,
    /// All of it is settled. Final.
    Done,
    /// What was open is given up. Final.
    GivenUp,
}

impl BillState {
    /// Whether nothing more is asked for.
    pub fn is_final(self) -> bool {
        match self {
            Self::Done | Self::GivenUp => true,
            Self::TopupFirst | Self::Next | Self::Lower | Self::Cash => false,
        }
    }

    /// One word for logs and errors.
    pub fn name(self) -> &'static str {
        match self {
            Self::TopupFirst => "topup_first",
            Self::Next => "next",
            Self::Lower => "lower",
            Self::Cash => "cash",
            Self::Done => "done",
            Self::GivenUp => "given_up",
        }
    }
}

/// A part that is certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettledPart {
    /// Which sale it was.
    pub sale: SaleNumber,
    /// What its transaction moved.
    pub amount: Decimal,
}

/// One bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// Which.
    pub number: BillNumber,
    /// What is to be settled.
    pub terms: BillTerms,
    /// Where it stands.
    pub state: BillState,
    /// The most that one part may be; `None` while it is not split.
    pub most: Option<Amount>,
    /// The parts that are certain, oldest first.
    pub settled: Vec<SettledPart>,
    /// The top-ups that came first, oldest first.
    pub topped_up: Vec<SaleNumber>,
}

impl Bill {
    /// A bill that is begun.
    pub fn begin(number: BillNumber, terms: BillTerms, how: BillWay) -> Self {
        let bill =
            Self { number, terms, state: BillState::Next, most: None, settled: Vec::new(), topped_up: Vec::new() };
        bill.going(how)
    }

    /// What its transactions have moved.
    pub fn settled_amount(&self) -> Decimal {
        self.settled.iter().map(|part| part.amount).sum()
    }

    /// What is still open; `None` once nothing is.
    pub fn open(&self) -> Option<Amount> {
        Amount::try_from(self.terms.total.value() - self.settled_amount()).ok()
    }

    /// The parts that are still open, the next one first; together they are exactly what is open.
    pub fn open_parts(&self) -> Vec<Amount> {
        match (self.open(), self.most) {
            (Some(open), Some(most)) => propose(open, most),
            (Some(open), None) => vec![open],
            (None, _) => Vec::new(),
        }
    }
}
