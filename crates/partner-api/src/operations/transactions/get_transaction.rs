//! `GET /transactions/{transaction_id}`
//!
//! Reads one movement of money: what was really paid, and whether it was refunded since.

use serde::Serialize;

use crate::ids::TransactionId;
use crate::operation::{Method, Operation, Repeat};
use crate::schema::Transaction;

/// Reads a transaction. `is_modified` is the documented sign of a refund, by whomever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GetTransaction {
    /// The transaction.
    #[serde(skip)]
    pub transaction_id: TransactionId,
}

impl Operation for GetTransaction {
    type Response = Transaction;
    const NAME: &'static str = "GetTransaction";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/transactions/{transaction_id}";
    const REPEAT: Repeat = Repeat::Harmless;

    fn path(&self) -> String {
        format!("/transactions/{}", self.transaction_id)
    }
}
