//! `POST /transactions/exchange`
//!
//! Changes a user's money into another one.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::ids::{PrivateMoneyId, RequestId, UserId};
use crate::limits::{check_amount_of_one_or_more, check_text};
use crate::operation::{Method, Operation, Repeat};
use crate::schema::Transaction;

/// Moves value from one wallet of a user into the same user's wallet of another money. Answers 422
/// `can_not_exchange_between_same_private_money`, `transaction_restricted` and more.
///
/// A repeat with the same `request_id` answers the transaction that is already there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CreateExchangeTransaction {
    /// The customer or the shop.
    pub user_id: UserId,
    /// The money that is given away.
    pub sender_private_money_id: PrivateMoneyId,
    /// The money that is received.
    pub receiver_private_money_id: PrivateMoneyId,
    /// What is given away, in its money's unit; at least 1.
    #[serde(with = "crate::number")]
    pub amount: Decimal,
    /// Appears on the transaction; up to 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The call's own id, made once and kept for a repeat: UUID version 4. Answers 422 `request_id_conflict` when
    /// another user's transaction has it.
    pub request_id: RequestId,
}

impl Operation for CreateExchangeTransaction {
    type Response = Transaction;
    const NAME: &'static str = "CreateExchangeTransaction";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/transactions/exchange";
    const REPEAT: Repeat = Repeat::WithSameRequestId;

    fn check(&self) -> Result<(), crate::Error> {
        check_amount_of_one_or_more("amount", Some(self.amount))?;
        check_text("description", self.description.as_deref(), 200)
    }
}
