//! The side of the sandbox that has no counterpart at Pokepay: the customers' phones, and the levers for trouble.
//!
//! Plain HTTP on loopback. Whoever reaches it can move practice money, so a web page of another origin is refused: a
//! request must name this very address as its host, and as its origin where it names one.

mod guard;
mod page;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{Response, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use partner_api::ids::CashtrayId;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::clock::MAX_OFFSET_SECONDS;
use crate::envelope::Reply;
use crate::faults::FaultRule;
use crate::ledger::Ledger;
use crate::world::{ScanTarget, World};

type Answer = Response<axum::body::Body>;
type Shared = State<Arc<World>>;

/// Everything the control side answers.
pub(crate) fn router(world: Arc<World>, address: SocketAddr) -> Router {
    Router::new()
        .merge(page::router())
        .route("/customers", get(list_customers))
        .route("/cashtrays", get(list_open_cashtrays))
        .route("/scan", post(scan))
        .route("/faults", get(list_faults).post(add_faults).delete(clear_faults))
        .route("/clock", get(get_clock).post(set_clock))
        .route("/ledger", get(get_ledger))
        .route("/requests", get(list_requests))
        .fallback(|| async { problem(StatusCode::NOT_FOUND, "there is nothing at this path") })
        .layer(from_fn_with_state(address, guard::refuse_strangers))
        .with_state(world)
}

async fn list_customers(State(world): Shared) -> Answer {
    json(&world.read(Ledger::customers))
}

async fn list_open_cashtrays(State(world): Shared) -> Answer {
    json(&world.read(|ledger| ledger.open_cashtrays(world.clock.now())))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scan {
    token: Option<String>,
    cashtray_id: Option<CashtrayId>,
    customer: String,
    /// What the customer enters for a bill that leaves the amount open.
    #[serde(default, with = "partner_api::number::optional")]
    amount: Option<Decimal>,
}

async fn scan(State(world): Shared, body: Bytes) -> Answer {
    let scan: Scan = match read(&body) {
        Ok(scan) => scan,
        Err(wrong) => return problem(StatusCode::BAD_REQUEST, &wrong),
    };
    let target = match (scan.token, scan.cashtray_id) {
        (Some(token), None) => ScanTarget::Token(token),
        (None, Some(id)) => ScanTarget::Cashtray(id),
        _ => return problem(StatusCode::BAD_REQUEST, "send either token or cashtray_id"),
    };
    match world.scan(&target, &scan.customer, scan.amount) {
        Ok(result) => json(&result),
        Err(refused) => {
            let body = serde_json::to_string(&refused).expect("texts and a number become JSON");
            Reply::json(refused.status, body).into_response()
        }
    }
}

async fn list_faults(State(world): Shared) -> Answer {
    json(&world.faults().rules())
}

async fn add_faults(State(world): Shared, body: Bytes) -> Answer {
    // One rule or a list of them: told apart by the first character, so that the sentence about a wrong rule is exact.
    let is_list = body.trim_ascii_start().starts_with(b"[");
    let rules = if is_list { read(&body) } else { read(&body).map(|rule: FaultRule| vec![rule]) };
    let rules = match rules {
        Ok(rules) => rules,
        Err(wrong) => return problem(StatusCode::BAD_REQUEST, &wrong),
    };
    let mut faults = world.faults();
    faults.add(rules);
    json(&faults.rules())
}

async fn clear_faults(State(world): Shared) -> Answer {
    world.faults().set(Vec::new());
    json(&world.faults().rules())
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct ClockShift {
    offset_seconds: i64,
}

async fn get_clock(State(world): Shared) -> Answer {
    json(&ClockShift { offset_seconds: world.clock.offset_seconds() })
}

async fn set_clock(State(world): Shared, body: Bytes) -> Answer {
    let shift: ClockShift = match read(&body) {
        Ok(shift) => shift,
        Err(wrong) => return problem(StatusCode::BAD_REQUEST, &wrong),
    };
    if shift.offset_seconds.unsigned_abs() > MAX_OFFSET_SECONDS.unsigned_abs() {
        return problem(StatusCode::BAD_REQUEST, "the clock can be shifted by ten years at most");
    }
    world.clock.set_offset_seconds(shift.offset_seconds);
    json(&shift)
}

async fn get_ledger(State(world): Shared) -> Answer {
    json(&world.read(|ledger| ledger.report(world.switches.shown_attempt)))
}

async fn list_requests(State(world): Shared) -> Answer {
    json(world.recent().all())
}

/// The JSON of a body, or the sentence about what is wrong with it.
fn read<T: for<'de> Deserialize<'de>>(body: &[u8]) -> Result<T, String> {
    serde_json::from_slice(body).map_err(|error| error.to_string())
}

fn json(answer: &impl Serialize) -> Answer {
    Reply::json(200, serde_json::to_string(answer).expect("the control side's answers become JSON")).into_response()
}

fn problem(status: StatusCode, message: &str) -> Answer {
    let body = serde_json::json!({ "type": "bad_request", "message": message });
    Reply::json(status.as_u16(), body.to_string()).into_response()
}
