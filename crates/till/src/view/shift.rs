//! The shift as a window draws it: what is open now, what staff may do with it, and what its books say.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::money::Direction;

/// The open shift, in short. [`ShiftReport`] has its totals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ShiftView {
    /// Counts up from 1; a number is never used again.
    pub number: u32,
    /// The day it belongs to, `2026-11-20`; a day lasts until the hour that the shop's day begins (04:00).
    pub business_day: String,
    /// When it was opened.
    pub opened_at: String,
    /// Who opened it; `None` while it was only opened by a first sale, so that who and float can still be entered.
    pub opened_by: Option<String>,
    /// The cash in the drawer at the opening; `None` when nobody has said.
    pub float: Option<String>,
    /// Its day is over and nobody has closed it: offer the closing.
    pub is_overdue: bool,
    /// The sales whose outcome is not certain, oldest first. They hold the closing.
    pub unsettled: Vec<String>,
}

/// What staff do with a shift.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case")]
#[ts(export)]
pub enum ShiftAct {
    /// Opens a shift, or enters who and float of one that a first sale has opened.
    Open {
        /// Who; at most 60 characters, may be empty.
        staff: String,
        /// The cash in the drawer as it was typed; empty when it was not counted.
        float: String,
    },
    /// Closes it (精算). Pressed twice it is closed once, with the figures of the first press.
    Close {
        /// Which shift; what the window shows.
        shift: u32,
        /// Who; at most 60 characters, may be empty.
        staff: String,
        /// The counted cash as it was typed; empty when it was not counted.
        counted: String,
        /// Who answers for closing over sales whose outcome is not certain; they follow into the next shift. `None`:
        /// such sales hold the closing.
        carried_by: Option<String>,
    },
}

/// Why an act was not carried out. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
#[ts(export)]
pub enum ShiftProblem {
    /// A shift is open, with who and float entered.
    #[error("shift {shift} is open")]
    ShiftOpen {
        /// Its number.
        shift: u32,
    },
    /// The shift that is to be closed is not the one that is open; the screen was behind.
    #[error("that shift is not the open one")]
    ShiftNotOpen,
    /// The float is not an amount of cash: whole units, zero or more.
    #[error("the float is not an amount")]
    FloatNotAnAmount,
    /// The counted cash is not an amount of cash: whole units, zero or more.
    #[error("the counted cash is not an amount")]
    CountedNotAnAmount,
    /// A name is longer than 60 characters.
    #[error("the name has more than {limit} characters")]
    NameTooLong {
        /// How long it may be.
        limit: u32,
    },
    /// Closing over unsettled sales wants the name of who answers for it.
    #[error("who carries the unsettled sales over is missing")]
    CarriedByMissing,
    /// These sales are not certain yet. They are followed; try again, or carry them over.
    #[error("{} sales are not settled", numbers.len())]
    Unsettled {
        /// The sales, oldest first.
        numbers: Vec<String>,
    },
    /// The journal cannot be written.
    #[error("the journal cannot be written")]
    JournalUnavailable,
    /// The till is closing, or none sells.
    #[error("the till is closing")]
    Closing,
}

/// The books of a shift: of an open one as they stand (点検), of a closed one as they were closed (精算).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ShiftReport {
    /// The shift's number.
    pub number: u32,
    /// See [`ShiftView::business_day`].
    pub business_day: String,
    /// When it was opened.
    pub opened_at: String,
    /// See [`ShiftView::opened_by`].
    pub opened_by: Option<String>,
    /// When it was closed; `None` while it is open.
    pub closed_at: Option<String>,
    /// Who closed it.
    pub closed_by: Option<String>,
    /// Who closed it over unsettled sales, if somebody had to.
    pub carried_by: Option<String>,
    /// Its lines.
    pub totals: ShiftTotals,
    /// The drawer.
    pub cash: CashView,
    /// Sales whose outcome is not certain: now, or when it was closed, after which they follow into the next shift.
    pub unsettled: Vec<UnsettledSale>,
    /// Payments and top-ups of each hour in which there were any, for a chart.
    pub hours: Vec<HourView>,
    /// The journal's chain of entries, computed anew with every report.
    pub chain: ChainView,
}

/// The lines of a shift. Everything counts in the shift in which it became certain; amounts are what the
/// transactions moved, never what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ShiftTotals {
    /// Payments that succeeded, refunded ones among them.
    pub payments: SumView,
    /// Refunds of payments, by this till.
    pub payment_refunds: SumView,
    /// Payments less their refunds.
    pub payments_net: SumView,
    /// Top-ups that succeeded, refunded ones among them.
    pub topups: SumView,
    /// Refunds of top-ups, by this till.
    pub topup_refunds: SumView,
    /// Top-ups less their refunds.
    pub topups_net: SumView,
    /// Scanned and refused.
    pub failed: CountView,
    /// Cancelled.
    pub canceled: CountView,
    /// Expired.
    pub expired: CountView,
    /// No QR was ever shown.
    pub not_created: CountView,
}

/// Transactions of one kind. For a net line the count is that of what was not refunded, and amounts may be below zero
/// when more was refunded in the shift than was sold in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SumView {
    /// How many.
    pub count: i32,
    /// Money and points together.
    pub amount: String,
    /// The part moved as money.
    pub money: String,
    /// The part moved as points.
    pub points: String,
}

/// How many sales ended so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct CountView {
    /// Payments.
    pub payments: u32,
    /// Top-ups. Cash that had been taken for them was given back.
    pub topups: u32,
}

/// The drawer: `expected = float + taken - handed_back`, `difference = counted - expected`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CashView {
    /// At the opening; `None` when nobody has said, and then it counts as zero.
    pub float: Option<String>,
    /// Taken for top-ups that succeeded.
    pub taken: String,
    /// Handed back for refunds of top-ups.
    pub handed_back: String,
    /// What the drawer should hold.
    pub expected: String,
    /// What was counted at the closing.
    pub counted: Option<String>,
    /// Below zero: cash is missing.
    pub difference: Option<String>,
}

/// A sale whose outcome is not certain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct UnsettledSale {
    /// The sale's number.
    pub number: String,
    /// Payment or top-up.
    pub direction: Direction,
    /// What is asked for.
    pub amount: String,
    /// When it was started.
    pub started_at: String,
}

/// What succeeded in one hour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct HourView {
    /// When the hour begins.
    pub from: String,
    /// The hour of the day on the shop's clock, 0 to 23.
    pub hour: u8,
    /// How many payments.
    pub payments: u32,
    /// What they moved.
    pub payments_amount: String,
    /// How many top-ups.
    pub topups: u32,
    /// What they moved.
    pub topups_amount: String,
}

/// Whether the journal is as it was written since the shift before was closed, the audit log in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ChainView {
    /// Every entry is.
    Intact {
        /// How many entries the journal has, up to the closing of a closed shift.
        entries: u64,
        /// The newest link of the chain, in hexadecimal digits. On paper it shows later that nothing up to here was
        /// written anew.
        head: String,
    },
    /// An entry was changed, removed or added from outside. The server stays the truth: reconcile.
    Broken {
        /// The first entry that does not fit.
        position: u64,
    },
}

/// Closed shifts and the open one, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ShiftsPage {
    /// The shifts of this page.
    pub shifts: Vec<ShiftRow>,
    /// How many there are in all.
    pub total: u32,
}

/// One line of the list of shifts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ShiftRow {
    /// The shift's number.
    pub number: u32,
    /// See [`ShiftView::business_day`].
    pub business_day: String,
    /// When it was opened.
    pub opened_at: String,
    /// When it was closed; `None` while it is open.
    pub closed_at: Option<String>,
    /// Who opened it.
    pub opened_by: Option<String>,
    /// Who closed it.
    pub closed_by: Option<String>,
}
