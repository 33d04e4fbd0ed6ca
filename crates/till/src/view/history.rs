//! The history as a window draws it: pages of every sale of this till, and one sale with all that happened to it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CreateProblem, SaleRowState};
use crate::money::Direction;

/// Which part of the history is wanted. Newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, TS)]
pub struct HistoryQuery {
    /// What the sales must be.
    #[serde(default)]
    pub filter: HistoryFilter,
    /// Freezes the list: [`HistoryPage::up_to`] of the first page, so that no row moves under the finger while new
    /// sales are made. `None` for the list as it is now.
    #[serde(default)]
    pub up_to: Option<u32>,
    /// How many rows to leave out at the top.
    #[serde(default)]
    pub offset: u32,
    /// How many rows are wanted; at most 500 come.
    pub limit: u32,
}

/// What the sales must be: everything that is set must fit. The default lets all pass.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, TS)]
#[serde(default)]
pub struct HistoryFilter {
    /// In one of these states; empty for all.
    pub states: Vec<SaleRowState>,
    /// Only payments, or only top-ups.
    pub direction: Option<Direction>,
    /// Only those that count in this shift, and those that were begun in it and are not certain yet.
    pub shift: Option<u32>,
    /// Begun at this time or later; RFC 3339.
    pub from: Option<String>,
    /// Begun before this time; RFC 3339.
    pub to: Option<String>,
    /// What was typed. Every word must be found: a number such as `A-0042`, an amount, a time `14:35`, a day
    /// `11-20`, a part of the note, or the last digits of the transaction's id.
    pub search: String,
}

/// A part of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct HistoryPage {
    /// Give this back as [`HistoryQuery::up_to`] to stay on the same list. 0 for an empty one.
    pub up_to: u32,
    /// How many sales fit, on this list.
    pub total: u32,
    /// As asked for.
    pub offset: u32,
    /// The sales.
    pub rows: Vec<HistoryRow>,
}

/// One sale in the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct HistoryRow {
    /// The sale's number.
    pub number: String,
    /// Payment or top-up.
    pub direction: Direction,
    /// What the transaction moved, or what is asked for while there is none.
    pub amount: String,
    /// Where it stands.
    pub state: SaleRowState,
    /// When Enter was pressed.
    pub started_at: String,
    /// When its end became certain.
    pub ended_at: Option<String>,
    /// The customer's name with its middle hidden, for `succeeded`.
    pub customer: Option<String>,
    /// The staff's note; may be empty.
    pub note: String,
    /// The machine name of the refusal, for `failed` and `not_created`.
    pub error_type: Option<String>,
    /// The transaction's id, for `succeeded`.
    pub transaction_id: Option<String>,
    /// The shift it counts in, or was begun in while it is not certain.
    pub shift: u32,
    /// Its refund, when one was asked for.
    pub refund: Option<RefundMark>,
    /// What may be tried with it. The till decides when it is.
    pub actions: Vec<HistoryAction>,
}

/// The refund of a sale in the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RefundMark {
    /// Where it stands.
    pub state: RefundMarkState,
    /// Why, in staff's words.
    pub reason: String,
    /// Who asked; empty where nobody signs in.
    pub staff: String,
    /// When it settled, or was asked for while it has not.
    pub at: String,
}

/// Where the refund of a sale in the history stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RefundMarkState {
    /// Not certain yet. Hand no cash over.
    Checking,
    /// Given back by this till.
    Refunded,
    /// Given back, not by this till.
    RefundedElsewhere,
    /// The server refused; nothing was given back.
    Refused,
    /// Surely not carried out; nothing was given back.
    NotCarriedOut,
}

/// What staff may do with a sale in the history. Each is the command of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HistoryAction {
    /// Ask the server again: `check_now`.
    CheckNow,
    /// Withdraw its tray, which may still be open or has expired: `cancel_sale`.
    Cancel,
    /// The same amount with a new QR: `new_qr`.
    NewQr,
    /// Give it back: `refund_sale`.
    Refund,
    /// Print its receipt again.
    Reprint,
}

/// One sale with all that happened to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SaleDetail {
    /// Its line.
    #[serde(flatten)]
    pub row: HistoryRow,
    /// What was asked for last.
    pub asked_amount: String,
    /// The part moved as money, for `succeeded`.
    pub money_amount: Option<String>,
    /// The part moved as points, for `succeeded`.
    pub point_amount: Option<String>,
    /// When the transaction was made, in the server's words, for `succeeded`.
    pub done_at: Option<String>,
    /// The server's sentence, for `failed` and `not_created`; may be empty.
    pub error_message: Option<String>,
    /// The tray's id, for support. The token is never shown.
    pub cashtray_id: Option<String>,
    /// The mark in the transaction's description, by which support finds it.
    pub tag: String,
    /// What happened, oldest first.
    pub timeline: Vec<TimelineItem>,
}

/// One thing that happened to a sale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct TimelineItem {
    /// When, by the server's clock.
    pub at: String,
    /// What.
    #[serde(flatten)]
    pub what: TimelineEvent,
}

/// What happened to a sale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum TimelineEvent {
    /// Enter was pressed; the intent is on the disk.
    Begun {
        /// What was asked for.
        amount: String,
    },
    /// Staff left before a QR was there.
    Abandoned,
    /// The server made the tray; its QR could be shown from now on.
    Opened {
        /// The tray's id.
        cashtray_id: String,
        /// What it is for.
        amount: String,
        /// When it ends.
        expires_at: String,
    },
    /// The server made a tray for something else; it was never shown.
    OpenedUnfit {
        /// The tray's id.
        cashtray_id: String,
    },
    /// No QR was shown.
    NotOpened {
        /// Why.
        problem: CreateProblem,
    },
    /// The tray was to be withdrawn.
    CancelAsked {
        /// Why.
        cause: TimelineCause,
    },
    /// Another amount was asked for.
    AmendAsked {
        /// The amount.
        amount: String,
    },
    /// A longer life was asked for.
    ExtendAsked,
    /// The server said that the tray can be read, for this amount and until then.
    Confirmed {
        /// The amount.
        amount: String,
        /// When it ends.
        expires_at: String,
    },
    /// Somebody read the QR, and the end was not known yet.
    AttemptSeen {
        /// The machine name; empty when the reading claims success.
        error_type: String,
    },
    /// The server said that money moved.
    Succeeded {
        /// The transaction.
        transaction_id: String,
        /// What it moved.
        amount: String,
    },
    /// The server said that nothing moved and the tray is spent.
    Failed {
        /// The machine name.
        error_type: String,
        /// The server's sentence; may be empty.
        error_message: String,
    },
    /// The server said that it was withdrawn unread.
    Canceled,
    /// The server said that it expired unread.
    Expired,
    /// Staff set the sale aside.
    Parked,
    /// Staff have seen how it ended.
    Acknowledged,
    /// The server's list has no transaction of it, and none can come any more.
    NotInList,
    /// The journal had lost it; the server's list has it.
    Adopted {
        /// The transaction.
        transaction_id: String,
        /// What it moved.
        amount: String,
    },
    /// It had been taken for ended without money; the server says that money moved.
    FoundPaid {
        /// The transaction.
        transaction_id: String,
        /// What it moved.
        amount: String,
    },
}

/// Why a tray was to be withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TimelineCause {
    /// Staff asked for it.
    Staff,
    /// Staff had left before its QR was there.
    Abandoned,
    /// It was for another amount, direction, shop or money.
    WrongTray,
    /// A change of the amount had no answer.
    AmendUnanswered,
    /// Later answers no longer fitted what was asked for.
    Unreliable,
}

/// What asking the server again about a sale that has ended found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "finding", rename_all = "snake_case")]
#[ts(export)]
pub enum Recheck {
    /// The sale is followed anyway; the answer comes with the snapshots.
    Followed,
    /// The server says what the journal says.
    Same,
    /// The server did not answer. Nothing new is known.
    Unanswered,
    /// **The journal said that nothing had moved; the server says that money moved.** The sale is now a paid one and
    /// counts in the open shift.
    FoundPaid {
        /// The transaction.
        transaction_id: String,
        /// What it moved.
        amount: String,
    },
    /// **The journal says that this was paid; the server knows no transaction.** Nothing was changed: call support.
    NotPaidThere,
    /// **The amounts differ.** The journal was not changed: call support.
    AmountDiffers {
        /// What the journal says.
        here: String,
        /// What the server says.
        there: String,
    },
    /// It was given back, and not by this till.
    RefundedThere,
}
