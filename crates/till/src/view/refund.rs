use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::SaleAction;
use crate::money::Direction;

/// One refund as a window draws it: a whole sale taken back, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RefundView {
    /// The number of the sale that is taken back.
    pub number: String,
    /// The sale's direction. A refunded payment goes back to the customer's wallet; a refunded top-up leaves it, and
    /// the customer gets the cash back, but not before it is certain.
    pub direction: Direction,
    /// All that the sale moved, money and points together.
    pub amount: String,
    /// The part that was money.
    pub money_amount: String,
    /// The part that was points.
    pub point_amount: String,
    /// The last four characters of the transaction's id.
    pub transaction_last4: String,
    /// Why, in staff's words.
    pub reason: String,
    /// Who asked; empty where nobody signs in.
    pub staff: String,
    /// When staff asked last.
    pub asked_at: String,
    /// Where it stands.
    #[serde(flatten)]
    pub state: RefundStateView,
    /// What staff may do now: `check_now`, `refund` (once more) or `done`, with the sale's number.
    pub actions: Vec<SaleAction>,
}

/// Where a refund stands. Only `refunded` and `refunded_elsewhere` are for ever; after `refused` and `not_carried_out`
/// nothing was taken back, and staff may ask again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum RefundStateView {
    /// Whether it was carried out is not certain. Hand no cash over.
    Checking {
        /// Why it takes time.
        why: RefundCheckingReason,
        /// Milliseconds spent so far, counted up to this snapshot.
        checking_for_ms: u64,
        /// Milliseconds until it is certain at the latest, while the server answers; counted from this snapshot.
        /// `null` while the request is under way.
        certain_in_ms: Option<u64>,
    },
    /// Taken back by this till.
    Refunded {
        /// When, as the server says.
        refunded_at: String,
        /// True when it was learnt after the program had been started again.
        after_restart: bool,
    },
    /// Taken back already, not by this till: nothing was done here, so no cash is owed from this drawer.
    RefundedElsewhere {
        /// When, as the server says; when the till learnt of it, where the server does not say.
        refunded_at: String,
    },
    /// The server refused; nothing was taken back.
    Refused {
        /// Why, as far as staff can act on it.
        why: RefundRefusal,
        /// The machine name; may be empty.
        error_type: String,
        /// The server's sentence; may be empty.
        error_message: String,
    },
    /// Surely not carried out; nothing was taken back.
    NotCarriedOut {
        /// Why.
        why: NotCarriedOut,
    },
}

/// Why a refund is not certain yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RefundCheckingReason {
    /// It is being asked for.
    Asking,
    /// The request had no answer, so the transaction is being read. The request may still be carried out late.
    Unanswered,
    /// As `unanswered`, and the program was started again meanwhile.
    Restarted,
    /// The outcome is known but cannot be written to the disk yet.
    Storing,
}

/// Why the server refused a refund, as far as staff can act on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RefundRefusal {
    /// This shop's keys may not refund; the issuer must do it.
    NotPermitted,
    /// The customer has spent what was topped up.
    AlreadySpent,
    /// The shop's own wallet holds too little to give a payment back.
    ShopBalanceTooLow,
    /// The server does not know the transaction.
    TransactionNotFound,
    /// A transaction of this kind cannot be taken back.
    NotRefundable,
    /// The customer's or the shop's wallet is closed.
    WalletClosed,
    /// Anything else; the server's own sentence says it.
    Other,
}

/// Why a refund surely was not carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NotCarriedOut {
    /// No connection to the server; nothing was sent.
    Unreachable,
    /// The server's certificate, or ours, was not accepted; nothing was sent.
    Tls,
    /// The server did not say in time whether the transaction was taken back already; nothing was sent.
    NoAnswer,
    /// The server asks to slow down.
    Busy,
    /// What the server said of the transaction cannot be relied on; nothing was sent.
    UnusableAnswer,
    /// This machine's clock is too far off for the server.
    ClockWrong,
    /// The program ended before the request left.
    Interrupted,
    /// The journal could not be written; nothing was sent.
    JournalUnavailable,
    /// The request had no answer, and it can no longer be carried out.
    NeverArrived,
}

impl NotCarriedOut {
    /// The machine name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Tls => "tls",
            Self::NoAnswer => "no_answer",
            Self::Busy => "busy",
            Self::UnusableAnswer => "unusable_answer",
            Self::ClockWrong => "clock_wrong",
            Self::Interrupted => "interrupted",
            Self::JournalUnavailable => "journal_unavailable",
            Self::NeverArrived => "never_arrived",
        }
    }
}

/// How a refund has settled, for a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RefundOutcome {
    /// Taken back by this till.
    Refunded,
    /// Taken back, not by this till.
    RefundedElsewhere,
    /// The server refused.
    Refused,
    /// Surely not carried out.
    NotCarriedOut,
}
