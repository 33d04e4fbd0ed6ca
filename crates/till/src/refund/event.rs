use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{RefundFacts, RefundIntent, RefundRequest, Refusal};
use crate::view::NotCarriedOut;

/// What the journal stores of a refund, in order: first its beginning, then what happened to it.
///
/// Stored as JSON with the field `entry` naming the variant. Readers ignore fields they do not know; a field that is
/// added later has to be optional or defaulted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "snake_case")]
pub enum RefundEntry {
    /// Staff asked for it.
    Begun(RefundIntent),
    /// Something happened to it.
    Happened(RefundEvent),
}

/// What can happen to a refund.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum RefundEvent {
    /// The request is about to leave.
    Sent {
        /// From then on, by the server's clock, it surely cannot be carried out any more.
        over_at: Timestamp,
    },
    /// No answer says how the request ended.
    Unanswered,
    /// The transaction is taken back, and this till did it.
    Refunded {
        /// What the server says of it.
        facts: RefundFacts,
    },
    /// The transaction is taken back, and not by this till.
    FoundRefunded {
        /// What the server says of it.
        facts: RefundFacts,
    },
    /// The server refused.
    Refused {
        /// Its own words.
        refusal: Refusal,
    },
    /// It surely was not carried out.
    NotCarriedOut {
        /// Why.
        why: NotCarriedOut,
    },
    /// Staff asked again.
    TriedAgain {
        /// Who, why and when.
        request: RefundRequest,
    },
    /// Staff have seen how it ended.
    Acknowledged,
}

impl RefundEvent {
    /// One word for logs and errors.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Sent { .. } => "sent",
            Self::Unanswered => "unanswered",
            Self::Refunded { .. } => "refunded",
            Self::FoundRefunded { .. } => "found_refunded",
            Self::Refused { .. } => "refused",
            Self::NotCarriedOut { .. } => "not_carried_out",
            Self::TriedAgain { .. } => "tried_again",
            Self::Acknowledged => "acknowledged",
        }
    }
}
