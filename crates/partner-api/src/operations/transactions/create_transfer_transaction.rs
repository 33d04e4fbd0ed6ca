//! `POST /transactions/transfer`
//!
//! Moves money from one customer to another.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::ids::{PrivateMoneyId, RequestId, UserId};
use crate::limits::{check_amount, check_text};
use crate::operation::{Method, Operation, Repeat};
use crate::parameters::Metadata;
use crate::schema::Transaction;

/// Moves money between two customers, at once. Answers 422 `c2c_transfer_not_allowed` where the money does not permit
/// it, and `customer_user_not_found` among many more.
///
/// A repeat with the same `request_id` answers the transaction that is already there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CreateTransferTransaction {
    /// The customer who gives.
    pub sender_id: UserId,
    /// The customer who receives.
    pub receiver_id: UserId,
    /// The money.
    pub private_money_id: PrivateMoneyId,
    /// What is moved, in the money's unit. Not negative.
    #[serde(with = "crate::number")]
    pub amount: Decimal,
    /// Appears on the transaction; up to 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Texts of the caller's own, kept with the transaction. Known to later versions of the API only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<Metadata>,
    /// The call's own id, made once and kept for a repeat: UUID version 4. Answers 422 `request_id_conflict` when
    /// another user's transaction has it.
    pub request_id: RequestId,
}

impl Operation for CreateTransferTransaction {
    type Response = Transaction;
    const NAME: &'static str = "CreateTransferTransaction";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/transactions/transfer";
    const REPEAT: Repeat = Repeat::WithSameRequestId;

    fn check(&self) -> Result<(), crate::Error> {
        check_amount("amount", Some(self.amount))?;
        check_text("description", self.description.as_deref(), 200)
    }
}
