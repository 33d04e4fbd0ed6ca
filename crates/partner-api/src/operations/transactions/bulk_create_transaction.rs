//! `POST /transactions/bulk`
//!
//! Hands in a list of top-ups and payments, to be done one after the other.

use serde::Serialize;

use crate::ids::{PrivateMoneyId, RequestId};
use crate::limits::check_text;
use crate::operation::{Method, Operation, Repeat};
use crate::schema::BulkTransaction;

/// Starts a bulk job. Its lines are done later: [`GetBulkTransaction`](super::GetBulkTransaction) says how far it is.
/// Answers 409 when this `request_id` was used before: after a lost answer that means the first copy arrived. Answers
/// 403 `organization_not_issuer` to all but the money's issuer, and 422 `bulk_transaction_invalid_csv_format`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BulkCreateTransaction {
    /// A name for the list; up to 32 characters.
    pub name: String,
    /// A description for the list; up to 128 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// CSV with a header line: `type` (`topup` or `payment`), `sender_id`, `receiver_id`, `private_money_id`,
    /// `money_amount`, `point_amount`, `description`, `bear_account_id`, `point_expires_at`.
    pub content: String,
    /// The list's own id, made once and kept for a repeat. Sent as the 36 characters of a UUID.
    pub request_id: RequestId,
    /// The money of all lines. Known to later versions of the API only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_money_id: Option<PrivateMoneyId>,
    /// Where the server reports the end of the job. Known to later versions of the API only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback_url: Option<String>,
}

impl BulkCreateTransaction {
    /// With nothing set that may be left out.
    pub fn new(name: impl Into<String>, content: impl Into<String>, request_id: RequestId) -> Self {
        Self {
            name: name.into(),
            description: None,
            content: content.into(),
            request_id,
            private_money_id: None,
            callback_url: None,
        }
    }
}

impl Operation for BulkCreateTransaction {
    type Response = BulkTransaction;
    const NAME: &'static str = "BulkCreateTransaction";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/transactions/bulk";
    const REPEAT: Repeat = Repeat::WithSameRequestId;

    fn check(&self) -> Result<(), crate::Error> {
        check_text("name", Some(&self.name), 32)?;
        check_text("description", self.description.as_deref(), 128)
    }
}
