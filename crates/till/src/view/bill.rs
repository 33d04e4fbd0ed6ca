//! A bill as a window draws it, and what staff do with one.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::money::Direction;

/// What a customer settles in several steps, and how far that is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct BillView {
    /// Which; every act names it, so that a key pressed a moment late meets no other one.
    pub number: u32,
    /// Payment or top-up.
    pub direction: Direction,
    /// All of it.
    pub total: String,
    /// The staff's note; may be empty.
    pub note: String,
    /// What its transactions have moved.
    pub settled_amount: String,
    /// What is still open; `0` once nothing is.
    pub open_amount: String,
    /// The parts that are certain, oldest first.
    pub settled: Vec<BillPart>,
    /// The parts that are still open, the next one first. They add up to what is open.
    pub open_parts: Vec<String>,
    /// The number of its sale that is not certain yet. No other step is begun before it is.
    pub under_way: Option<String>,
    /// Where it stands.
    pub state: BillStateView,
}

/// A part of a bill that is certain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct BillPart {
    /// The sale's number.
    pub number: String,
    /// What its transaction moved.
    pub amount: String,
}

/// Where a bill stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BillStateView {
    /// A top-up comes first; its amount is typed.
    TopupFirst,
    /// The next part comes back by itself and waits for Enter.
    Next,
    /// One sale of less than what is open comes next; the rest is for cash.
    Lower,
    /// Only cash is left: to be taken for a payment, to be handed back for a top-up.
    Cash,
    /// All of it is settled.
    Done,
}

/// What staff do with a bill.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "step", rename_all = "snake_case")]
#[ts(export)]
pub enum BillAct {
    /// A payment found too little in the wallet: top up first, then the same payment comes back.
    TopupFirst {
        /// The number of the sale that failed.
        sale: String,
    },
    /// A sale was over a limit: in parts that add up exactly.
    Split {
        /// The number of the sale that failed.
        sale: String,
    },
    /// A sale was too much for the wallet: a smaller amount, and the rest in cash.
    Lower {
        /// The number of the sale that failed.
        sale: String,
    },
    /// What was typed is over the limit: in parts that add up exactly.
    SplitAmount {
        /// Payment or top-up.
        direction: Direction,
        /// All of it, as typed.
        amount: String,
        /// The staff's note; may be empty.
        note: String,
    },
    /// Enter: a QR for the next step.
    Next {
        /// Which bill.
        bill: u32,
        /// The amount of this step, as typed.
        amount: String,
    },
    /// The rest was taken or handed back in cash.
    CashSettled {
        /// Which bill.
        bill: u32,
    },
    /// What is open is not asked for any more. What was settled stays so.
    GiveUp {
        /// Which bill.
        bill: u32,
    },
}
