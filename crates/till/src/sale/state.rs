use jiff::Timestamp;
use partner_api::ids::CashtrayId;
use serde::{Deserialize, Serialize};

use super::{Attempt, Failure, SaleEvent, Success, UNRESOLVED};
use crate::money::Amount;
use crate::view::CreateProblem;

/// A Cashtray of ours. Its id is durable before its QR is drawn (reliability, R2).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tray {
    /// The id; nothing lists trays, so whoever loses it cannot ask again.
    pub id: CashtrayId,
    /// What the QR carries, verbatim. It works for whoever holds it until the tray ends: never logged.
    pub token: String,
    /// The amount on the QR.
    pub amount: Amount,
    /// When the server ends it, by the server's clock. Reckoned from the life asked for where the server's date
    /// could not be read.
    pub expires_at: Timestamp,
}

impl std::fmt::Debug for Tray {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tray")
            .field("id", &self.id)
            .field("amount", &self.amount)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

/// Why a tray is withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum CancelCause {
    /// Staff asked for it.
    Staff,
    /// Staff had left before its QR was there; it was never shown.
    Abandoned,
    /// The answer was about another amount, direction, shop or money; it was never shown.
    WrongTray,
    /// A change of the amount had no answer and may still be carried out (reliability, R12).
    AmendUnanswered {
        /// The amount that is wanted.
        to: Amount,
    },
    /// It was shown, and later answers no longer fit what was asked for.
    Unreliable,
}

/// What staff had asked for when the customer turned out to have read the QR before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overtaken {
    /// To withdraw the tray.
    Cancel,
    /// Another amount.
    Amend,
}

/// What the server's list of transactions has to do with a sale (reliability, R15).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trace {
    /// Nothing: the till knows its tray.
    Needless,
    /// A tray may have been made that the till knows nothing of, or its end was never told: the list is to be asked.
    Sought,
    /// The list has no transaction of it, and none can come any more.
    Absent,
    /// The list had a transaction of it.
    Found,
    /// It is known from the list only.
    Adopted,
}

impl Trace {
    /// After an event that was possible.
    pub(super) fn after(self, event: &SaleEvent) -> Self {
        match event {
            SaleEvent::NotOpened { problem } if problem.may_have_made_tray() => Self::Sought,
            SaleEvent::Failed { failure } if failure.error_type == UNRESOLVED => Self::Sought,
            SaleEvent::FoundInList { .. } => Self::Found,
            SaleEvent::NotInList => Self::Absent,
            SaleEvent::Abandoned
            | SaleEvent::Opened { .. }
            | SaleEvent::OpenedUnfit { .. }
            | SaleEvent::NotOpened { .. }
            | SaleEvent::CancelAsked { .. }
            | SaleEvent::AmendAsked { .. }
            | SaleEvent::ExtendAsked
            | SaleEvent::Confirmed { .. }
            | SaleEvent::AttemptSeen { .. }
            | SaleEvent::Succeeded { .. }
            | SaleEvent::Failed { .. }
            | SaleEvent::Canceled
            | SaleEvent::Expired
            | SaleEvent::Parked
            | SaleEvent::Acknowledged => self,
        }
    }
}

/// Where a sale stands with the server. Each variant owns exactly its own data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaleState {
    /// The intent is written; a tray is being asked for.
    Creating,
    /// As `Creating`, but staff have left: a tray that comes is withdrawn unseen.
    Abandoned,
    /// The tray can be read.
    Open {
        /// The tray.
        tray: Tray,
    },
    /// It is being withdrawn.
    Canceling {
        /// The tray.
        tray: Tray,
        /// Why.
        cause: CancelCause,
    },
    /// Its amount is being changed.
    Amending {
        /// The tray, with the amount that was last shown.
        tray: Tray,
        /// The amount that is wanted.
        to: Amount,
    },
    /// Its life is being prolonged.
    Extending {
        /// The tray.
        tray: Tray,
    },
    /// Somebody read it, and the server has not said how that ended (reliability, R6).
    Undecided {
        /// The tray.
        tray: Tray,
        /// What was asked for when it was read.
        asked: Amount,
        /// The reading.
        attempt: Attempt,
        /// What it was quicker than.
        overtaken: Option<Overtaken>,
    },
    /// Money moved. Final.
    Succeeded {
        /// What was asked for; the success says what was really moved.
        asked: Amount,
        /// What the transaction says.
        success: Success,
        /// What the customer was quicker than.
        overtaken: Option<Overtaken>,
    },
    /// Nothing moved, and the tray is spent. Final, unless the server's list shows otherwise.
    Failed {
        /// What was asked for.
        asked: Amount,
        /// Why.
        failure: Failure,
    },
    /// Withdrawn before anybody read it. Final.
    Canceled {
        /// What was asked for.
        asked: Amount,
    },
    /// Expired before anybody read it. Final.
    Expired {
        /// What was asked for.
        asked: Amount,
    },
    /// No QR was ever shown, so nothing can have moved. Final, unless the server's list shows otherwise.
    NotCreated {
        /// Why.
        problem: CreateProblem,
    },
}

impl SaleState {
    /// The tray, while it has to be followed.
    pub fn tray(&self) -> Option<&Tray> {
        match self {
            Self::Open { tray }
            | Self::Canceling { tray, .. }
            | Self::Amending { tray, .. }
            | Self::Extending { tray }
            | Self::Undecided { tray, .. } => Some(tray),
            Self::Creating
            | Self::Abandoned
            | Self::Succeeded { .. }
            | Self::Failed { .. }
            | Self::Canceled { .. }
            | Self::Expired { .. }
            | Self::NotCreated { .. } => None,
        }
    }

    /// The amount asked for, where the state knows better than the intent.
    pub fn asked(&self) -> Option<Amount> {
        match self {
            Self::Creating | Self::Abandoned | Self::NotCreated { .. } => None,
            Self::Canceling { cause: CancelCause::AmendUnanswered { to }, .. } | Self::Amending { to, .. } => Some(*to),
            Self::Open { tray } | Self::Canceling { tray, .. } | Self::Extending { tray } => Some(tray.amount),
            Self::Undecided { asked, .. }
            | Self::Succeeded { asked, .. }
            | Self::Failed { asked, .. }
            | Self::Canceled { asked }
            | Self::Expired { asked } => Some(*asked),
        }
    }

    /// Whether it has ended. Only the server's list can change it then, and only to a success.
    pub fn is_final(&self) -> bool {
        match self {
            Self::Succeeded { .. }
            | Self::Failed { .. }
            | Self::Canceled { .. }
            | Self::Expired { .. }
            | Self::NotCreated { .. } => true,
            Self::Creating
            | Self::Abandoned
            | Self::Open { .. }
            | Self::Canceling { .. }
            | Self::Amending { .. }
            | Self::Extending { .. }
            | Self::Undecided { .. } => false,
        }
    }

    /// Whether the same may be asked for once more: it has ended, and surely moved nothing.
    pub fn may_be_repeated(&self) -> bool {
        match self {
            Self::Failed { failure, .. } => failure.error_type != UNRESOLVED,
            Self::Canceled { .. } | Self::Expired { .. } | Self::NotCreated { .. } => true,
            Self::Creating
            | Self::Abandoned
            | Self::Open { .. }
            | Self::Canceling { .. }
            | Self::Amending { .. }
            | Self::Extending { .. }
            | Self::Undecided { .. }
            | Self::Succeeded { .. } => false,
        }
    }

    /// One word for logs, errors and the journal's `state` column.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Creating => "creating",
            Self::Abandoned => "abandoned",
            Self::Open { .. } => "open",
            Self::Canceling { .. } => "canceling",
            Self::Amending { .. } => "amending",
            Self::Extending { .. } => "extending",
            Self::Undecided { .. } => "undecided",
            Self::Succeeded { .. } => "succeeded",
            Self::Failed { .. } => "failed",
            Self::Canceled { .. } => "canceled",
            Self::Expired { .. } => "expired",
            Self::NotCreated { .. } => "not_created",
        }
    }
}
