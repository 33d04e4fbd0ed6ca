//! Does to an answer what a fault rule asks for.

use axum::body::Body;
use axum::http::Response;
use axum::http::header::{LOCATION, RETRY_AFTER};
use partner_api::envelope::{ClientSecret, SealedResponse, seal};

use super::answer::{Cut, Reply};
use crate::credentials::make_secret;
use crate::faults::{Action, GatewayBody, Malformed};
use crate::refusal::Refusal;
use crate::world::World;

const PAGE: &str = "<!DOCTYPE html><html><head><title>Gateway</title></head><body><h1>Gateway</h1></body></html>";

/// More than any answer of this API, and more than a client should read.
const HUGE_BYTES: usize = 2 * 1024 * 1024;

/// The harmed answer.
///
/// `untouched` gives the operation's own answer, with its effect where that has not happened yet; it is asked for only
/// by actions that need one. `refuse` puts a refusal into the form the caller expects.
pub(super) async fn inflict(
    world: &World,
    action: Action,
    untouched: impl FnOnce() -> Reply,
    refuse: impl FnOnce(Refusal) -> Reply,
) -> Result<Response<Body>, Cut> {
    let reply = match action {
        Action::Answer => untouched(),
        Action::Cut => return Err(Cut),
        Action::CutInside => return Ok(untouched().into_broken_response()),
        Action::Stall => {
            world.closing.cancelled().await;
            return Err(Cut);
        }
        Action::Status { status, retry_after_seconds, body } => {
            let reply = match body {
                GatewayBody::Empty => Reply::html(status, ""),
                GatewayBody::Html => Reply::html(status, PAGE),
                GatewayBody::Json => {
                    Reply::json(status, r#"{"type":"temporarily_unavailable","message":"Service Unavailable"}"#.into())
                }
            };
            match retry_after_seconds {
                Some(seconds) => reply.with_header(RETRY_AFTER, seconds.to_string()),
                None => reply,
            }
        }
        Action::Malformed(malformed) => malform(world, malformed, untouched),
        Action::Redirect { location } => Reply::html(302, "").with_header(LOCATION, location),
        Action::Refuse { kind } => refuse(Refusal::of(&kind)),
    };
    Ok(reply.into_response())
}

fn malform(world: &World, malformed: Malformed, untouched: impl FnOnce() -> Reply) -> Reply {
    match malformed {
        Malformed::Html => Reply::html(200, PAGE),
        Malformed::NoEnvelope => Reply::json(200, "{}".to_owned()),
        Malformed::Huge => Reply::json(200, " ".repeat(HUGE_BYTES)),
        Malformed::Truncated => {
            let reply = untouched();
            let half = reply.body.chars().count() / 2;
            Reply { body: reply.body.chars().take(half).collect(), ..reply }
        }
        Malformed::WrongKey => resealed(untouched(), &make_secret(), "{}"),
        Malformed::WrongShape => resealed(untouched(), &world.client.client_secret, r#"{"unexpected":[]}"#),
    }
}

/// The same answer around another text, or sealed with another key. An answer in clear stays as it is.
fn resealed(reply: Reply, secret: &ClientSecret, text: &str) -> Reply {
    let Ok(mut envelope) = serde_json::from_str::<SealedResponse>(&reply.body) else { return reply };
    envelope.response_data = seal(secret, text);
    let body = serde_json::to_string(&envelope).expect("three texts become JSON");
    Reply { body, ..reply }
}
