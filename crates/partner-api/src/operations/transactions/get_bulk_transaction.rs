//! `GET /bulk-transactions/{bulk_transaction_id}`
//!
//! Asks how far a list of transactions is.

use serde::Serialize;

use crate::ids::BulkTransactionId;
use crate::operation::{Method, Operation, Repeat};
use crate::schema::BulkTransaction;

/// Reads a bulk job. Answers 404 for one that is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GetBulkTransaction {
    /// The job.
    #[serde(skip)]
    pub bulk_transaction_id: BulkTransactionId,
}

impl Operation for GetBulkTransaction {
    type Response = BulkTransaction;
    const NAME: &'static str = "GetBulkTransaction";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/bulk-transactions/{bulk_transaction_id}";
    const REPEAT: Repeat = Repeat::Harmless;

    fn path(&self) -> String {
        format!("/bulk-transactions/{}", self.bulk_transaction_id)
    }
}
