//! The messages around and inside the sealed text.

use serde::{Deserialize, Serialize};

use crate::WireTime;

/// A request's body: who asks, and the sealed [`Call`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedRequest {
    /// `CLIENT_ID`: which key the sealed text opens with.
    pub partner_client_id: String,
    /// The sealed [`Call`].
    pub data: String,
    /// The intended HTTP method in upper case, where the request itself is a POST. Some SDKs leave it out and use the
    /// method itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_method: Option<String>,
}

/// What a request seals.
///
/// `Parameters` is any JSON object. The receiver must also take `[]`, null and nothing for "no parameters" (wire
/// protocol, section 2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call<Parameters> {
    /// All parameters that are not in the path.
    pub request_data: Parameters,
    /// When it was sent. Outside the server's window it is refused as `partner_request_expired`.
    pub timestamp: WireTime,
    /// A fresh lower-case UUID for each call. A second call with the same one is refused as
    /// `partner_request_already_done`.
    pub partner_call_id: String,
}

/// An answer's body. Only `GET /ping` and some errors are answered in clear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedResponse {
    /// The sealed answer.
    pub response_data: String,
    /// Most likely the request's own timestamp (wire protocol, section 3); nothing may rest on it.
    pub timestamp: WireTime,
    /// The request's own `partner_call_id`.
    pub partner_call_id: String,
}
