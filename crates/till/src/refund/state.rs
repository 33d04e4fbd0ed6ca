use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::view::NotCarriedOut;

/// Where a refund stands with the server. Each variant owns exactly its own data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefundState {
    /// The intent is written; whether the transaction was taken back already is being read. Nothing was sent.
    Intended,
    /// The request leaves, or is under way.
    Asking {
        /// From then on, by the server's clock, this request surely cannot be carried out any more.
        over_at: Timestamp,
    },
    /// The request may have been carried out, or may still be; the transaction is read until it is known.
    Unanswered {
        /// As in `Asking`.
        over_at: Timestamp,
    },
    /// Taken back by this till. Final.
    Refunded {
        /// What the server says of it.
        facts: RefundFacts,
    },
    /// Taken back, and not by this till: at another till, or in the issuer's own pages. Final.
    RefundedElsewhere {
        /// What the server says of it.
        facts: RefundFacts,
    },
    /// The server refused. Nothing was taken back; it may be tried again.
    Refused {
        /// Its own words.
        refusal: Refusal,
    },
    /// Surely not carried out; it may be tried again.
    NotCarriedOut {
        /// Why.
        why: NotCarriedOut,
    },
}

/// What the server says of a refund.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundFacts {
    /// When it happened, by the server's clock. Where the server does not say, when the till learnt of it.
    pub refunded_at: Timestamp,
}

/// Why the server refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The machine name, for example `account_balance_not_enough`; may be empty.
    #[serde(default)]
    pub error_type: String,
    /// The server's sentence; may be empty.
    #[serde(default)]
    pub error_message: String,
}

impl RefundState {
    /// Whether it has settled: the till asks nothing more by itself.
    pub fn is_settled(&self) -> bool {
        match self {
            Self::Intended | Self::Asking { .. } | Self::Unanswered { .. } => false,
            Self::Refunded { .. }
            | Self::RefundedElsewhere { .. }
            | Self::Refused { .. }
            | Self::NotCarriedOut { .. } => true,
        }
    }

    /// Whether staff may ask for it again: it has settled, and nothing was taken back.
    pub fn may_be_tried_again(&self) -> bool {
        match self {
            Self::Refused { .. } | Self::NotCarriedOut { .. } => true,
            Self::Intended
            | Self::Asking { .. }
            | Self::Unanswered { .. }
            | Self::Refunded { .. }
            | Self::RefundedElsewhere { .. } => false,
        }
    }

    /// One word for logs, errors and the journal's `state` column.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Intended => "intended",
            Self::Asking { .. } => "asking",
            Self::Unanswered { .. } => "unanswered",
            Self::Refunded { .. } => "refunded",
            Self::RefundedElsewhere { .. } => "refunded_elsewhere",
            Self::Refused { .. } => "refused",
            Self::NotCarriedOut { .. } => "not_carried_out",
        }
    }
}
