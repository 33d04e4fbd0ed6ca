use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Attempt, CancelCause, Failure, Intent, Success, Tray};
use crate::money::Amount;
use crate::view::CreateProblem;

/// What the journal stores of a sale, in order: first its beginning, then what happened to it.
///
/// Stored as JSON with the field `entry` naming the variant. Readers ignore fields they do not know; a field that is
/// added later has to be optional or defaulted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "snake_case")]
pub enum Entry {
    /// Enter was pressed.
    Begun(Intent),
    /// Something happened to it.
    Happened(SaleEvent),
    /// A sale of this till that the journal had lost was found in the server's list.
    Adopted {
        /// What the transaction and its description say of it.
        intent: Intent,
        /// What the transaction says.
        success: Success,
    },
}

/// What can happen to a sale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum SaleEvent {
    /// Staff left before a QR was there.
    Abandoned,
    /// The server made the tray that was asked for.
    Opened {
        /// The tray.
        tray: Tray,
    },
    /// The server made a tray that must not be shown: for another amount, direction, shop or money.
    OpenedUnfit {
        /// The tray, with the amount that was asked for.
        tray: Tray,
    },
    /// No tray was made, or none that can be shown.
    NotOpened {
        /// Why.
        problem: CreateProblem,
    },
    /// The tray is to be withdrawn.
    CancelAsked {
        /// Why.
        cause: CancelCause,
    },
    /// Staff asked for another amount.
    AmendAsked {
        /// The amount.
        to: Amount,
    },
    /// Staff asked for a longer life.
    ExtendAsked,
    /// The server says the tray can still be read, for this amount and until then. Ends a change.
    Confirmed {
        /// The amount.
        amount: Amount,
        /// When the server ends it.
        expires_at: Timestamp,
    },
    /// Somebody read the QR, and the server has not said how that ended.
    AttemptSeen {
        /// The reading.
        attempt: Attempt,
    },
    /// The server says money moved.
    Succeeded {
        /// What the transaction says.
        success: Success,
    },
    /// The server says nothing moved and the tray is spent, or can no longer say anything else.
    Failed {
        /// Why.
        failure: Failure,
    },
    /// The server says it was withdrawn before anybody read it.
    Canceled,
    /// The server says it expired before anybody read it.
    Expired,
    /// The server's list has a transaction of a sale that had ended without one (reliability, R15).
    FoundInList {
        /// What was asked for.
        asked: Amount,
        /// What the transaction says.
        success: Success,
    },
    /// The server's list has no transaction of it, and none can come any more.
    NotInList,
    /// Staff set the sale aside.
    Parked,
    /// Staff have seen how it ended.
    Acknowledged,
}

impl SaleEvent {
    /// One word for logs and errors.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Abandoned => "abandoned",
            Self::Opened { .. } => "opened",
            Self::OpenedUnfit { .. } => "opened_unfit",
            Self::NotOpened { .. } => "not_opened",
            Self::CancelAsked { .. } => "cancel_asked",
            Self::AmendAsked { .. } => "amend_asked",
            Self::ExtendAsked => "extend_asked",
            Self::Confirmed { .. } => "confirmed",
            Self::AttemptSeen { .. } => "attempt_seen",
            Self::Succeeded { .. } => "succeeded",
            Self::Failed { .. } => "failed",
            Self::Canceled => "canceled",
            Self::Expired => "expired",
            Self::FoundInList { .. } => "found_in_list",
            Self::NotInList => "not_in_list",
            Self::Parked => "parked",
            Self::Acknowledged => "acknowledged",
        }
    }
}
