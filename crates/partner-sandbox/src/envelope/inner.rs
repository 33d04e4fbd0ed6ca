//! The sealed call: opened with the caller's key, not too old, not seen before.

use std::time::Instant;

use jiff::Timestamp;
use partner_api::InvalidParameters;
use partner_api::envelope::open;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use uuid::Uuid;

use super::outer::Outer;
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::world::World;

/// A call that may be answered.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) parameters: Result<Parameters, Refusal>,
    /// As the caller wrote them: the answer repeats both.
    pub(super) stamp: Stamp,
}

/// What is known of a call that did open. An answer repeats the first two.
#[derive(Clone, Debug)]
pub(super) struct Stamp {
    pub(super) timestamp: String,
    pub(super) call_id: String,
    /// `request_data` as it was sent.
    pub(super) sent: String,
}

/// A refusal by the envelope layer.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) refusal: Refusal,
    /// Set where the answer could be sealed, because the call did open.
    pub(super) stamp: Option<Stamp>,
}

#[derive(Deserialize)]
struct Inner {
    #[serde(default)]
    request_data: Option<Box<RawValue>>,
    #[serde(default)]
    timestamp: Option<Value>,
    #[serde(default)]
    partner_call_id: Option<Value>,
}

/// Opens a call and checks when it was sent and that it is the first of its id.
pub(super) fn open_call(world: &World, outer: &Outer) -> Result<Call, Box<Refused>> {
    let client_id = outer.client_id().ok_or_else(|| plain(Refusal::invalid("partner_client_id")))?;
    if client_id != world.client.client_id {
        return Err(plain(Refusal::of("partner_client_not_found")));
    }
    let failed = || plain(Refusal::of("partner_decryption_failed"));
    let text = open(&world.client.client_secret, outer.data().ok_or_else(failed)?).map_err(|_| failed())?;
    let inner: Inner = serde_json::from_str(&text).map_err(|_| failed())?;

    let (stamp, sent_at, call_id) = read_stamp(&inner).map_err(plain)?;
    let refused = |kind| Box::new(Refused { refusal: Refusal::of(kind), stamp: Some(stamp.clone()) });
    if let Some(window) = world.switches.timestamp_window_seconds
        && distance_seconds(world.clock.now(), sent_at) > f64::from(window)
    {
        return Err(refused("partner_request_expired"));
    }
    if !world.call_ids().remember(Instant::now(), call_id) {
        return Err(refused("partner_request_already_done"));
    }
    Ok(Call { parameters: Parameters::read(inner.request_data.as_deref()), stamp })
}

fn plain(refusal: Refusal) -> Box<Refused> {
    Box::new(Refused { refusal, stamp: None })
}

fn distance_seconds(one: Timestamp, other: Timestamp) -> f64 {
    one.duration_since(other).abs().as_secs_f64()
}

fn read_stamp(inner: &Inner) -> Result<(Stamp, Timestamp, Uuid), Refusal> {
    let mut wrong = InvalidParameters::default();
    let mut field = |name: &str, value: &Option<Value>| match value {
        None => {
            wrong.missing.push(name.to_owned());
            None
        }
        Some(value) => {
            let text = value.as_str().map(str::to_owned);
            if text.is_none() {
                wrong.invalid.push(name.to_owned());
            }
            text
        }
    };
    let timestamp = field("timestamp", &inner.timestamp);
    let call_id = field("partner_call_id", &inner.partner_call_id);
    let (Some(timestamp), Some(call_id)) = (timestamp, call_id) else {
        return Err(Refusal::invalid_parameters(wrong));
    };
    let sent_at = timestamp.parse().map_err(|_| Refusal::invalid("timestamp"))?;
    let id = call_id.parse().map_err(|_| Refusal::invalid("partner_call_id"))?;
    let sent = inner.request_data.as_deref().map_or("null", RawValue::get).to_owned();
    Ok((Stamp { timestamp, call_id, sent }, sent_at, id))
}
