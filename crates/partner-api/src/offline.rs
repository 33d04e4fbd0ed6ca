//! The two ends of an exchange without the connection between them: an operation to the bytes that leave, and the bytes
//! of an answer to what it means.
//!
//! [`Client::send`](crate::Client::send) goes through the same two functions. They stand here by themselves for whoever
//! has the bytes already: fuzzing, comparisons with other clients, recorded exchanges.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::StatusCode;
use uuid::Uuid;

use crate::client::answer;
use crate::client::exchange::Exchange;
use crate::envelope::{Call, ClientSecret, SealedRequest, seal};
use crate::{Error, Operation, WireTime};

/// Who sends a request: what Pokepay hands to a partner.
#[derive(Clone, Copy, Debug)]
pub struct Sender<'a> {
    /// `CLIENT_ID`
    pub client_id: &'a str,
    /// `CLIENT_SECRET`
    pub client_secret: &'a ClientSecret,
}

/// The body of the request that carries this operation, sealed, sent at this moment under this call id.
///
/// [`Error::InvalidRequest`] when the operation cannot be written as JSON; its documented limits are not looked at.
pub fn write_request<O: Operation>(
    operation: &O,
    sender: Sender<'_>,
    at: Timestamp,
    call_id: Uuid,
) -> Result<String, Error> {
    let call = Call { request_data: operation, timestamp: WireTime::from(at), partner_call_id: call_id.to_string() };
    let unencodable = |error: serde_json::Error| Error::InvalidRequest {
        parameter: O::NAME,
        problem: format!("cannot be written as JSON: {error}"),
    };
    let text = serde_json::to_string(&call).map_err(unencodable)?;
    serde_json::to_string(&SealedRequest {
        partner_client_id: sender.client_id.to_owned(),
        data: seal(sender.client_secret, &text),
        request_method: Some(O::METHOD.as_str().to_owned()),
    })
    .map_err(unencodable)
}

/// What an answer's status and body mean to the operation that was sent under this call id.
pub fn read_answer<O: Operation>(
    status: u16,
    body: Vec<u8>,
    client_secret: &ClientSecret,
    call_id: Uuid,
) -> Result<O::Response, Error> {
    let status = StatusCode::from_u16(status).map_err(|_| Error::Unusable {
        status,
        reason: "the status is none of HTTP".to_owned(),
        server_date: None,
        retry_after: None,
    })?;
    let received =
        Exchange { operation: O::NAME, status, body, server_date: None, retry_after: None, round_trip: Duration::ZERO };
    read_exchange::<O>(&received, client_secret, call_id)
}

pub(crate) fn read_exchange<O: Operation>(
    received: &Exchange,
    client_secret: &ClientSecret,
    call_id: Uuid,
) -> Result<O::Response, Error> {
    let text = answer::read(received, O::SEALED.then_some((client_secret, call_id)))?;
    answer::decode(received, &text)
}
