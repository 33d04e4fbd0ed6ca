use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CreateProblem, RefundView};
use crate::money::Direction;

/// One sale as a window draws it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SaleView {
    /// The sale's number on this till, as staff say it: `A-0042`.
    pub number: String,
    /// Payment or top-up.
    pub direction: Direction,
    /// What is asked for; once there is a transaction, what it really moved.
    pub amount: String,
    /// The staff's note; may be empty.
    pub note: String,
    /// When Enter was pressed.
    pub started_at: String,
    /// Where the sale stands.
    #[serde(flatten)]
    pub state: SaleStateView,
    /// The bill that it is a step of.
    pub bill: Option<u32>,
    /// What staff may do now. A window offers exactly these; the till refuses everything else.
    pub actions: Vec<SaleAction>,
    /// What the QR carries, present only while it may be shown. For drawing; never sent to a window as text.
    #[serde(skip)]
    #[ts(skip)]
    pub token: Option<String>,
}

/// Where a sale stands. Only `succeeded`, `failed`, `canceled`, `expired` and `not_created` are final.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum SaleStateView {
    /// The request for a QR is under way.
    Creating,
    /// The QR is on the screen; nobody has scanned it as far as the last answer says.
    Waiting {
        /// Milliseconds until the server ends the tray, counted from this snapshot.
        expires_in_ms: u64,
    },
    /// The QR is covered and the outcome is being asked for. Hand nothing over.
    Checking {
        /// Why.
        reason: CheckingReason,
        /// Milliseconds spent checking, counted up to this snapshot.
        checking_for_ms: u64,
        /// Milliseconds until the server ends the tray, counted from this snapshot; 0 once it is past.
        expires_in_ms: u64,
    },
    /// Paid, or topped up. Final.
    Succeeded {
        /// The transaction's id.
        transaction_id: String,
        /// When it happened.
        done_at: String,
        /// The customer's name with its middle hidden; absent when the server gave none.
        customer: Option<String>,
        /// The part moved as money.
        money_amount: String,
        /// The part moved as points.
        point_amount: String,
        /// The amount that was on the screen, when another one was charged. The difference must be settled by hand.
        shown_amount: Option<String>,
        /// What staff had asked for when the customer turned out to have scanned before.
        scanned_first: Option<ScannedFirst>,
        /// The number of an earlier sale with the same customer and amount within a few minutes: likely a mistake.
        twice_of: Option<String>,
        /// True when the outcome was learnt after the program had been started again.
        after_restart: bool,
        /// The refund of this sale, once staff asked for one.
        refund: Option<Box<RefundView>>,
    },
    /// Nothing moved, and the tray is spent. Final.
    Failed {
        /// The machine name, for example `account_balance_not_enough`; `unresolved` when the server never said more.
        error_type: String,
        /// The server's sentence; may be empty.
        error_message: String,
        /// See `succeeded`.
        after_restart: bool,
    },
    /// Cancelled; nothing moved. Final.
    Canceled {
        /// See `succeeded`.
        after_restart: bool,
    },
    /// Expired unscanned; nothing moved. Final.
    Expired {
        /// See `succeeded`.
        after_restart: bool,
    },
    /// No QR was ever shown, so nothing can have moved. Final.
    NotCreated {
        /// Why.
        problem: CreateProblem,
    },
}

impl SaleStateView {
    /// Whether the sale has ended.
    pub fn is_final(&self) -> bool {
        match self {
            Self::Creating | Self::Waiting { .. } | Self::Checking { .. } => false,
            Self::Succeeded { .. }
            | Self::Failed { .. }
            | Self::Canceled { .. }
            | Self::Expired { .. }
            | Self::NotCreated { .. } => true,
        }
    }
}

/// What the customer was quicker than.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ScannedFirst {
    /// Than the withdrawal of the QR.
    Cancel,
    /// Than the change of the amount.
    Amend,
}

/// Why the QR is covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckingReason {
    /// The server has not answered for too long.
    Silence,
    /// A cancel is under way.
    Canceling,
    /// A change of the amount is under way.
    Amending,
    /// A longer life was asked for.
    Extending,
    /// The end of its life is here; the last answers are awaited.
    Expiring,
    /// Somebody scanned it, and the server has not said yet how it ended.
    Undecided,
    /// It was scanned before, and the server has not said yet what came of that. No new QR meanwhile.
    UsedQr,
    /// The program was started again and asks how the sale ended.
    Restarted,
    /// The outcome is known but cannot be written to the disk yet.
    Storing,
}

/// What staff may do with a sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SaleAction {
    /// Withdraw the QR.
    Cancel,
    /// Change the amount.
    Amend,
    /// Three more minutes.
    Extend,
    /// Ask the server at once.
    CheckNow,
    /// Set it aside and go on selling.
    Park,
    /// The same amount with a new QR.
    NewQr,
    /// Take the whole sale back, with a reason. Also for one that is in the list only.
    Refund,
    /// Too little in the wallet: top up first, then the same payment comes back.
    TopupFirst,
    /// Over a limit: in parts that add up exactly.
    Split,
    /// A smaller amount, and the rest in cash.
    Lower,
    /// Acknowledge the result.
    Done,
}

/// One line of the list of results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SaleRow {
    /// The sale's number.
    pub number: String,
    /// Payment or top-up.
    pub direction: Direction,
    /// As in [`SaleView::amount`].
    pub amount: String,
    /// When it ended, or was started while it has not ended.
    pub at: String,
    /// Where it stands.
    pub state: SaleRowState,
    /// The machine name of the refusal, for `failed` and `not_created`.
    pub error_type: Option<String>,
    /// The customer's name with its middle hidden, for `succeeded`.
    pub customer: Option<String>,
    /// The last four characters of the transaction's id, for `succeeded`.
    pub transaction_last4: Option<String>,
    /// The refund of this sale, once staff asked for one.
    pub refund: Option<RefundView>,
    /// What staff may do with it from the list: `refund`, or nothing.
    pub actions: Vec<SaleAction>,
}

/// Where a sale in the list stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SaleRowState {
    /// Not ended yet.
    Open,
    /// Paid, or topped up.
    Succeeded,
    /// Nothing moved.
    Failed,
    /// Cancelled; nothing moved.
    Canceled,
    /// Expired; nothing moved.
    Expired,
    /// No QR was ever shown.
    NotCreated,
}
