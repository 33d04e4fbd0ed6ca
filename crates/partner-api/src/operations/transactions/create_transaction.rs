//! `POST /transactions`
//!
//! Tops up a customer's wallet. Pokepay has withdrawn it in favour of `CreateTopupTransaction`.

use jiff::Timestamp;
use serde::Serialize;

use crate::ids::{PrivateMoneyId, ShopId, UserId};
use crate::limits::check_text;
use crate::operation::{Method, Operation, Repeat};
use crate::parameters::MoneyOrPoints;
use crate::schema::Transaction;
use crate::wire_time::serialize_optional;

/// Moves money or points from a shop to a customer. [`CreateTopupTransaction`](super::CreateTopupTransaction) does the
/// same and can be repeated safely; this one is here because the documents still have it.
///
/// There is no `request_id`: a repeat may top up twice. When the answer is lost,
/// [`ListTransactions`](super::ListTransactions) says whether it happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CreateTransaction {
    /// The shop that gives.
    pub shop_id: ShopId,
    /// The customer who receives.
    pub customer_id: UserId,
    /// The money.
    pub private_money_id: PrivateMoneyId,
    /// What the customer is given, in the money's unit.
    #[serde(flatten)]
    pub amount: MoneyOrPoints,
    /// Until when the points are good; the server's default is the money's rule.
    #[serde(serialize_with = "serialize_optional", skip_serializing_if = "Option::is_none")]
    pub point_expires_at: Option<Timestamp>,
    /// Appears on the transaction; up to 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

impl Operation for CreateTransaction {
    type Response = Transaction;
    const NAME: &'static str = "CreateTransaction";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/transactions";
    const REPEAT: Repeat = Repeat::Never;

    fn check(&self) -> Result<(), crate::Error> {
        self.amount.check()?;
        check_text("description", self.description.as_deref(), 200)
    }
}
