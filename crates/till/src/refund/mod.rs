//! A refund: what was asked for, where it stands, and the one function that moves it.
//!
//! There is at most one for a sale, because the server takes a transaction back whole and once. Like a sale it is pure
//! data and pure functions: the journal stores the [`RefundEntry`]s, and replaying them gives what the live till had.
//! Nothing here knows clocks, requests, files or windows.
//!
//! `RefundTransaction` has no request id, so it is never repeated by itself: when its answer is lost, the transaction
//! is read until `is_modified` decides, or until the lost request surely cannot be carried out any more.

mod event;
mod next;
mod state;
#[cfg(test)]
pub(crate) mod tests;

use jiff::Timestamp;
use partner_api::ids::TransactionId;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use event::{RefundEntry, RefundEvent};
pub use next::{IllegalRefund, next};
pub use state::{RefundFacts, RefundState, Refusal};

use crate::money::Direction;
use crate::tag::{SaleNumber, Tag};

/// What is to be taken back. Durable before anything is sent (reliability, R14).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundIntent {
    /// The sale whose transaction it is.
    pub sale: SaleNumber,
    /// The transaction.
    pub transaction_id: TransactionId,
    /// The sale's direction; the refund moves the other way.
    pub direction: Direction,
    /// What the transaction moved, money and points together, in the money's unit. All of it is taken back.
    pub amount: Decimal,
    /// The part moved as money.
    pub money_amount: Decimal,
    /// The part moved as points.
    pub point_amount: Decimal,
    /// The refund's description with the server, the same for every try: by it a refund that the server shows is known
    /// as this till's.
    pub tag: Tag,
    /// Who asked first, why and when.
    #[serde(flatten)]
    pub request: RefundRequest,
}

/// Who asked for a refund, why and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundRequest {
    /// Why, in staff's own words. Not empty; never sent.
    pub reason: String,
    /// Who; empty where nobody signs in.
    #[serde(default)]
    pub staff: String,
    /// When, by the server's clock.
    pub asked_at: Timestamp,
}

/// One refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refund {
    /// What is to be taken back.
    pub intent: RefundIntent,
    /// The newest try's request.
    pub request: RefundRequest,
    /// Where it stands with the server.
    pub state: RefundState,
    /// Whether staff have seen how it ended.
    pub is_filed: bool,
}

impl Refund {
    /// A refund whose transaction is about to be read.
    pub fn begin(intent: RefundIntent) -> Self {
        Self { request: intent.request.clone(), intent, state: RefundState::Intended, is_filed: false }
    }

    /// The refund after an event, or why the event cannot have happened to it.
    pub fn after(&self, event: &RefundEvent) -> Result<Self, IllegalRefund> {
        let state = next(self.state.clone(), event)?;
        let mut after = Self { state, ..self.clone() };
        match event {
            RefundEvent::TriedAgain { request } => {
                after.request = request.clone();
                after.is_filed = false;
            }
            RefundEvent::Acknowledged => after.is_filed = true,
            RefundEvent::Sent { .. }
            | RefundEvent::Unanswered
            | RefundEvent::Refunded { .. }
            | RefundEvent::FoundRefunded { .. }
            | RefundEvent::Refused { .. }
            | RefundEvent::NotCarriedOut { .. } => {}
        }
        Ok(after)
    }
}
