//! `POST /transactions/cashtray`
//!
//! Scans a Cashtray for a customer, as the customer's phone would: the money moves at once.

use serde::Serialize;

use crate::ids::{CashtrayId, RequestId, UserId};
use crate::operation::{Method, Operation, Repeat};
use crate::parameters::PaymentStrategy;
use crate::schema::Transaction;

/// Pays or tops up by a Cashtray, whose amount says the direction. For partners whose customers have an app of the
/// partner's own. Answers 422 `cashtray_not_found`, `cashtray_already_proceed`, `cashtray_expired`,
/// `cashtray_already_canceled`, `account_not_found` and whatever else can keep a payment from happening; such a refusal
/// can spend the tray.
///
/// A repeat with the same `request_id` answers the transaction that is already there. Not in Pokepay's description of
/// 2021; from the documents of 2026.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CreateTransactionWithCashtray {
    /// The tray.
    pub cashtray_id: CashtrayId,
    /// The customer who reads it.
    pub customer_id: UserId,
    /// Which part of the balance goes first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strategy: Option<PaymentStrategy>,
    /// The call's own id, made once and kept for a repeat: UUID version 4. Answers 422 `request_id_conflict` when
    /// another user's transaction has it.
    pub request_id: RequestId,
}

impl Operation for CreateTransactionWithCashtray {
    type Response = Transaction;
    const NAME: &'static str = "CreateTransactionWithCashtray";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/transactions/cashtray";
    const REPEAT: Repeat = Repeat::WithSameRequestId;
}
