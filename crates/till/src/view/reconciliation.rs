//! The journal beside the server's list, as a window draws it.

use serde::Serialize;
use ts_rs::TS;

use super::SaleRowState;
use crate::money::Direction;

/// What comparing a shift with the server's list of the shop's transactions found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Reconciliation {
    /// The shift.
    pub shift: u32,
    /// The list was asked for from this time,
    pub from: String,
    /// until this time; `None` for an open shift: until now.
    pub to: Option<String>,
    /// How many are the same on both sides.
    pub matched: u32,
    /// Everything, what wants attention first, then by time.
    pub rows: Vec<ReconciliationRow>,
    /// What this till says its sales moved.
    pub here: ReconciliationTotals,
    /// What the server says of the same till's transactions.
    pub there: ReconciliationTotals,
    /// What the server says of the shop's other transactions: other tills, other programs.
    pub others: ReconciliationTotals,
}

/// Sums of one side, as the transactions were made, without their refunds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ReconciliationTotals {
    /// How many payments.
    pub payments: u32,
    /// What they moved.
    pub payments_amount: String,
    /// How many top-ups.
    pub topups: u32,
    /// What they moved.
    pub topups_amount: String,
    /// How many of both are refunded.
    pub refunded: u32,
}

/// A sale of the journal and a transaction of the list that belong together, or one without the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ReconciliationRow {
    /// Where it is found.
    pub class: ReconciliationClass,
    /// Why it is so.
    pub cause: ReconciliationCause,
    /// What staff do about it.
    pub step: ReconciliationStep,
    /// What the journal says.
    pub here: Option<HereView>,
    /// What the server says.
    pub there: Option<ThereView>,
}

/// Where a transaction is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReconciliationClass {
    /// On both sides, and they contradict each other.
    Contradiction,
    /// Only here.
    OnlyHere,
    /// Only on the server.
    OnlyThere,
    /// On both sides, and the same.
    Matched,
}

/// Why a row is in its class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ReconciliationCause {
    /// The transaction's id is the same.
    SameTransaction,
    /// The amounts differ.
    AmountDiffers,
    /// One side says payment, the other top-up.
    DirectionDiffers,
    /// Refunded on the server, not by this till.
    RefundedThere,
    /// This till says refunded, the server does not.
    NotRefundedThere,
    /// This till asked for it and missed the result.
    MissedResult,
    /// It carries this till's mark, and this till knows no such sale: an older journal, or a till of the same code.
    UnknownHere,
    /// It carries another till's mark.
    OtherTill {
        /// That till's code.
        till: String,
    },
    /// It carries no till's mark: the management pages or another program.
    OtherProgram,
    /// Paid here, and not on the server's list.
    NotOnList,
    /// Not certain yet.
    Unsettled,
}

/// What staff do about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReconciliationStep {
    /// Nothing.
    None,
    /// Ask the server again about the sale (`check_now`): it takes the result over.
    CheckSale,
    /// Wait; it is followed.
    Wait,
    /// Compare again in a moment; after that call support.
    CompareAgain,
    /// See the other till's books.
    SeeOtherTill,
    /// Call support with both ids.
    CallSupport,
}

/// A sale as the journal has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct HereView {
    /// The sale's number.
    pub number: String,
    /// Payment or top-up.
    pub direction: Direction,
    /// What it moved, or what is asked for.
    pub amount: String,
    /// Where it stands.
    pub state: SaleRowState,
    /// When it ended, or began.
    pub at: String,
    /// Whether this till gave it back.
    pub is_refunded: bool,
}

/// A transaction as the server lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ThereView {
    /// The transaction's id.
    pub transaction_id: String,
    /// Payment or top-up; `None` for another kind.
    pub direction: Option<Direction>,
    /// The server's word for its kind.
    pub kind: String,
    /// What it moved.
    pub amount: String,
    /// When, in the server's words.
    pub done_at: String,
    /// The customer's name with its middle hidden.
    pub customer: Option<String>,
    /// Whether it was given back.
    pub is_refunded: bool,
    /// Its description.
    pub description: String,
}
