//! From the bytes of an answer to its typed value, or to the refusal it is.
//!
//! The rule of wire protocol section 5: a JSON object with a string `response_data` is opened, any other is the message
//! itself; that holds for errors at every status. A success in clear is none, except where the operation says so.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use super::exchange::Exchange;
use crate::envelope::{ClientSecret, open};
use crate::{Error, InvalidParameters, Refusal};

/// The text of a success. `sealed` is the key and the call's id, or `None` for an operation answered in clear.
///
/// A `partner_call_id` that is another UUID than the call's means an answer to another request, mixed up on the way:
/// unusable. That the server repeats the id is only inferred from its documents, so an answer without one is taken.
pub(crate) fn read(received: &Exchange, sealed: Option<(&ClientSecret, Uuid)>) -> Result<String, Error> {
    let unusable = |reason: &str| received.unusable(reason.to_owned());
    let body = std::str::from_utf8(&received.body).map_err(|_| unusable("the body is not UTF-8"))?;
    let Ok(Value::Object(outer)) = serde_json::from_str(body) else {
        return Err(unusable("the body is not a JSON object"));
    };
    if let (Some((_, call_id)), Some(Value::String(answered))) = (sealed, outer.get("partner_call_id"))
        && answered.parse::<Uuid>().is_ok_and(|answered| answered != call_id)
    {
        return Err(unusable("it answers another request"));
    }
    let text = match (sealed, outer.get("response_data")) {
        (Some((secret, _)), Some(Value::String(data))) => {
            open(secret, data).map_err(|_| unusable("the envelope does not open with this client secret"))?
        }
        (Some(_), _) if received.status.is_success() => return Err(unusable("a success without envelope")),
        _ => body.to_owned(),
    };
    if received.status.is_success() { Ok(text) } else { Err(refusal(received, &text)) }
}

/// The typed value of a success.
pub(crate) fn decode<T: DeserializeOwned>(received: &Exchange, text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| received.unusable(misfit(received.operation, &error)))
}

/// Says where an answer does not fit, without repeating any of it: it may hold names and tokens.
fn misfit(operation: &str, error: &serde_json::Error) -> String {
    let message = error.to_string();
    if message.starts_with("missing field") {
        return format!("not the documented answer to {operation}: {message}");
    }
    format!("not the documented answer to {operation}, at line {} column {}", error.line(), error.column())
}

#[derive(Deserialize)]
struct Documented {
    #[serde(rename = "type")]
    kind: Option<String>,
    message: Option<String>,
    #[serde(default)]
    errors: Value,
}

fn refusal(received: &Exchange, text: &str) -> Error {
    match serde_json::from_str(text) {
        Ok(Documented { kind: None, message: None, .. }) | Err(_) => {
            received.unusable("not a documented error".to_owned())
        }
        Ok(Documented { kind, message, errors }) => Error::Refused(Box::new(Refusal {
            status: received.status.as_u16(),
            kind: kind.unwrap_or_default(),
            message: message.unwrap_or_default(),
            parameters: parameters(&errors),
            server_date: received.server_date,
            retry_after: received.retry_after,
        })),
    }
}

/// Only the lists that are not empty are sent; whatever else is there is not worth losing the refusal for.
fn parameters(errors: &Value) -> InvalidParameters {
    let list = |name: &str| {
        let names = errors.get(name).and_then(Value::as_array).into_iter().flatten();
        names.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    InvalidParameters { missing: list("missing"), invalid: list("invalid"), unpermitted: list("unpermitted") }
}
