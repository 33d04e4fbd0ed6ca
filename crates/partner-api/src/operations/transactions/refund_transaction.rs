//! `POST /transactions/{transaction_id}/refund`
//!
//! Gives a movement of money back, whole and once.

use jiff::Timestamp;
use serde::Serialize;

use crate::ids::TransactionId;
use crate::limits::check_text;
use crate::operation::{Method, Operation, Repeat};
use crate::schema::Transaction;
use crate::wire_time::serialize_optional;

/// Refunds a transaction. A second refund is refused with 422
/// `transaction_already_refunded`. The issuer of the money has to permit it.
///
/// There is no `request_id`: when the answer is lost, [`GetTransaction`](super::GetTransaction) says by `is_modified`
/// whether it happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RefundTransaction {
    /// The transaction to give back.
    #[serde(skip)]
    pub transaction_id: TransactionId,
    /// Appears on the refund; up to 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Until when points that come back are good; the server's default is the private money's rule. Known to later
    /// versions of the API only.
    #[serde(serialize_with = "serialize_optional", skip_serializing_if = "Option::is_none")]
    pub returning_point_expires_at: Option<Timestamp>,
}

impl Operation for RefundTransaction {
    type Response = Transaction;
    const NAME: &'static str = "RefundTransaction";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/transactions/{transaction_id}/refund";
    const REPEAT: Repeat = Repeat::Never;

    fn check(&self) -> Result<(), crate::Error> {
        check_text("description", self.description.as_deref(), 200)
    }

    fn path(&self) -> String {
        format!("/transactions/{}/refund", self.transaction_id)
    }
}
