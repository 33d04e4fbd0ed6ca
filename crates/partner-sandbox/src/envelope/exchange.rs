//! One request and its answer.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::header::{ACCEPT_LANGUAGE, DATE};
use axum::http::{HeaderValue, Method, Request, Response};

use super::answer::{Cut, Reply};
use super::harm;
use super::inner::{Call, Stamp, open_call};
use super::number_form::with_points;
use super::outer::Outer;
use crate::faults::When;
use crate::operations::{self, Asked};
use crate::recent::RecentRequest;
use crate::refusal::{Language, Refusal};
use crate::switches::{NotFoundBody, NumberForm};
use crate::world::World;

/// The largest body that is read, in bytes. The documents name no limit; no operation needs a tenth of it.
const MAX_BODY_BYTES: usize = 1024 * 1024;

/// What of a request decides its answer.
struct Received {
    /// True for a bare `GET /ping`, which is answered in clear and without looking at its body.
    is_bare_ping: bool,
    outer: Outer,
    method: String,
    path: String,
    asked: Option<Asked>,
    language: Language,
}

/// Answers a request, or cuts its connection.
pub(crate) async fn serve(world: &World, request: Request<Body>) -> Result<Response<Body>, Cut> {
    let path = request.uri().path().to_owned();
    let mut response = match receive(world, request).await {
        Err(reply) => reply.into_response(),
        Ok(received) => {
            let name = received.asked.map_or("", |asked| asked.route.name);
            let harm = world.faults().take(name, &path);
            match harm {
                None => received.answer(world).into_response(),
                Some(harm) => {
                    let pause = tokio::time::sleep(Duration::from_millis(harm.delay_ms));
                    let effect = match harm.when {
                        When::Before => {
                            pause.await;
                            None
                        }
                        When::After => {
                            let reply = received.answer(world);
                            pause.await;
                            Some(reply)
                        }
                    };
                    let untouched = || effect.unwrap_or_else(|| received.answer(world));
                    harm::inflict(world, harm.action, untouched, |refusal| received.refuse(world, &refusal)).await?
                }
            }
        }
    };
    let date = httpdate::fmt_http_date(world.clock.now().into());
    if let Ok(date) = HeaderValue::from_str(&date) {
        response.headers_mut().insert(DATE, date);
    }
    Ok(response)
}

async fn receive(world: &World, request: Request<Body>) -> Result<Received, Reply> {
    let (head, body) = request.into_parts();
    let asked_for = head.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let language = asked_for.and_then(Language::asked_for).unwrap_or(world.switches.default_language);
    let path = head.uri.path();
    let is_bare_ping = head.method == Method::GET && path == "/ping";
    let body = to_bytes(body, MAX_BODY_BYTES).await.map_err(|_| {
        Reply::json(
            413,
            r#"{"type":"payload_too_large","message":"The body is larger than 1 MiB or broke off."}"#.into(),
        )
    })?;
    let outer = Outer::read(&head.headers, &body);
    let method = outer.method().unwrap_or(head.method.as_str()).to_owned();
    let asked = Asked::find(&method, path);
    tracing::debug!(%method, path, operation = asked.map(|asked| asked.route.name), "request");
    Ok(Received { is_bare_ping, outer, path: path.to_owned(), method, asked, language })
}

impl Received {
    /// The answer, with all its effects.
    fn answer(&self, world: &World) -> Reply {
        if self.is_bare_ping {
            return match operations::ping() {
                Err(refusal) => self.plain(world, refusal),
                Ok(pong) => {
                    self.note(world, None, 200, &pong);
                    Reply::json(200, pong)
                }
            };
        }
        let Some(asked) = self.asked else { return self.plain(world, Refusal::not_found()) };
        let Call { parameters, stamp } = match open_call(world, &self.outer) {
            Ok(call) => call,
            Err(refused) => {
                return match refused.stamp.filter(|_| world.switches.encrypted_envelope_errors) {
                    Some(stamp) => self.sealed_refusal(world, refused.refusal, stamp),
                    None => self.plain(world, refused.refusal),
                };
            }
        };
        let answered = parameters.and_then(|parameters| {
            world.change(|ledger| {
                asked.answer(&mut operations::Request {
                    ledger,
                    now: world.clock.now(),
                    parameters,
                    switches: &world.switches,
                    language: self.language,
                })
            })
        });
        match answered {
            Ok(json) => {
                let json = match world.switches.number_form {
                    NumberForm::Shortest => json,
                    NumberForm::WithPoint => with_points(&json),
                };
                self.note(world, Some(&stamp), 200, &json);
                Reply::sealed(200, &world.client.client_secret, stamped(world, stamp), &json)
            }
            Err(refusal) => self.sealed_refusal(world, refusal, stamp),
        }
    }

    /// A refusal on purpose, in the form an operation refuses in: sealed, as far as the call opens.
    fn refuse(&self, world: &World, refusal: &Refusal) -> Reply {
        // After the effect the call was seen before, and its stamp is still known.
        let stamp = open_call(world, &self.outer).map_or_else(|refused| refused.stamp, |call| Some(call.stamp));
        match stamp {
            Some(stamp) => self.sealed_refusal(world, refusal.clone(), stamp),
            None => self.plain(world, refusal.clone()),
        }
    }

    fn sealed_refusal(&self, world: &World, refusal: Refusal, stamp: Stamp) -> Reply {
        let refusal = in_form(world, refusal);
        let body = refusal.body(self.language);
        self.note(world, Some(&stamp), refusal.status, &body);
        Reply::sealed(refusal.status, &world.client.client_secret, stamped(world, stamp), &body)
    }

    fn plain(&self, world: &World, refusal: Refusal) -> Reply {
        let refusal = in_form(world, refusal);
        let body = refusal.body(self.language);
        self.note(world, None, refusal.status, &body);
        Reply::json(refusal.status, body)
    }

    /// Remembers the exchange for whoever looks at the control side.
    fn note(&self, world: &World, stamp: Option<&Stamp>, status: u16, answer: &str) {
        world.recent().note(RecentRequest {
            at: world.clock.now().into(),
            times: 1,
            operation: self.asked.map(|asked| asked.route.name),
            method: self.method.clone(),
            path: self.path.clone(),
            partner_call_id: stamp.map(|stamp| stamp.call_id.clone()),
            request: stamp.map(|stamp| stamp.sent.clone()),
            status,
            answer: answer.to_owned(),
        });
    }
}

/// A 404 in the form that the switch says.
fn in_form(world: &World, refusal: Refusal) -> Refusal {
    let is_old = refusal.kind == "notfound" && world.switches.not_found_body == NotFoundBody::ApiError;
    if is_old { Refusal { kind: "api_error".to_owned(), ..refusal } } else { refusal }
}

fn stamped(world: &World, stamp: Stamp) -> Stamp {
    if world.switches.echoed_timestamp {
        return stamp;
    }
    Stamp { timestamp: format!("{:.6}", world.clock.now()), ..stamp }
}
