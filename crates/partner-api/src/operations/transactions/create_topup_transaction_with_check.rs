//! `POST /transactions/topup/check`
//!
//! Uses a check for a customer, as the customer's phone would.

use serde::Serialize;

use crate::ids::{CheckId, RequestId, UserId};
use crate::operation::{Method, Operation, Repeat};
use crate::schema::Transaction;

/// Tops up a customer's wallet by a check. Answers 422 `check_not_found` and `customer_user_not_found` among many more.
///
/// A repeat with the same `request_id` answers the transaction that is already there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CreateTopupTransactionWithCheck {
    /// The check.
    pub check_id: CheckId,
    /// The customer who receives.
    pub customer_id: UserId,
    /// The call's own id, made once and kept for a repeat: UUID version 4. Answers 422 `request_id_conflict` when
    /// another user's transaction has it.
    pub request_id: RequestId,
}

impl Operation for CreateTopupTransactionWithCheck {
    type Response = Transaction;
    const NAME: &'static str = "CreateTopupTransactionWithCheck";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/transactions/topup/check";
    const REPEAT: Repeat = Repeat::WithSameRequestId;
}
