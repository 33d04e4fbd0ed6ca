//! `POST /transactions/topup`
//!
//! Tops up a customer's wallet from a shop's.

use jiff::Timestamp;
use serde::Serialize;

use crate::ids::{PrivateMoneyId, RequestId, ShopId, UserId};
use crate::limits::check_text;
use crate::operation::{Method, Operation, Repeat};
use crate::parameters::{Metadata, MoneyOrPoints};
use crate::schema::Transaction;
use crate::wire_time::serialize_optional;

/// Moves money, points or both from a shop to a customer, at once. Answers 422 `account_can_not_topup`,
/// `account_balance_exceeded` and many more.
///
/// A repeat with the same `request_id` answers the transaction that is already there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CreateTopupTransaction {
    /// The shop that gives.
    pub shop_id: ShopId,
    /// The customer who receives.
    pub customer_id: UserId,
    /// The money.
    pub private_money_id: PrivateMoneyId,
    /// The shop that the points are paid from; the server's default is the issuer's head office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bear_point_shop_id: Option<ShopId>,
    /// What the customer is given, in the money's unit.
    #[serde(flatten)]
    pub amount: MoneyOrPoints,
    /// Until when the points are good; the server's default is the money's rule.
    #[serde(serialize_with = "serialize_optional", skip_serializing_if = "Option::is_none")]
    pub point_expires_at: Option<Timestamp>,
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

impl CreateTopupTransaction {
    /// With nothing set that may be left out.
    pub fn new(
        shop_id: ShopId,
        customer_id: UserId,
        private_money_id: PrivateMoneyId,
        amount: MoneyOrPoints,
        request_id: RequestId,
    ) -> Self {
        Self {
            shop_id,
            customer_id,
            private_money_id,
            bear_point_shop_id: None,
            amount,
            point_expires_at: None,
            description: None,
            metadata: None,
            request_id,
        }
    }
}

impl Operation for CreateTopupTransaction {
    type Response = Transaction;
    const NAME: &'static str = "CreateTopupTransaction";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/transactions/topup";
    const REPEAT: Repeat = Repeat::WithSameRequestId;

    fn check(&self) -> Result<(), crate::Error> {
        self.amount.check()?;
        check_text("description", self.description.as_deref(), 200)
    }
}
