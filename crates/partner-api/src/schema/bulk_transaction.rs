use serde::{Deserialize, Serialize};

use super::reading::{null_as_empty, present};
use crate::ids::BulkTransactionId;
use crate::wire_time::WireTime;

/// A list of transactions that the server works through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkTransaction {
    /// The job's id.
    pub id: BulkTransactionId,
    /// The caller's id for it, as it was sent: 36 characters.
    pub request_id: String,
    /// Up to 32 characters.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub name: String,
    /// Up to 128 characters; may be empty.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub description: String,
    /// `submitted`, `examining`, `queued`, `processing`, and in the end `error` or `done`.
    pub status: String,
    /// What is wrong with the list; null unless the status is `error`.
    #[serde(deserialize_with = "present")]
    pub error: Option<String>,
    /// In which line of it; null unless the status is `error`.
    #[serde(deserialize_with = "present")]
    pub error_lineno: Option<u64>,
    /// When it was handed in.
    pub submitted_at: WireTime,
    /// When its status last changed.
    pub updated_at: WireTime,
    /// When the server is to begin; null for at once. Sent by later versions of the API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheduled_at: Option<WireTime>,
}
