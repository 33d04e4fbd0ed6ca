//! Malformed messages of every kind get an error answer.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use partner_api::envelope::{ClientSecret, open, seal};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

use super::serve;
use crate::ledger::Ledger;
use crate::operations::ROUTES;
use crate::switches::Switches;
use crate::world::{Client, World};

const CLIENT_ID: &str = "5ca2bbb1-3216-48f0-b171-26ec05dfcc03";

fn secret() -> ClientSecret {
    ClientSecret::parse(&"A".repeat(43)).expect("32 bytes")
}

fn world() -> World {
    let client = Client { client_id: CLIENT_ID.to_owned(), client_secret: secret() };
    World::new(Ledger::new(1, 0), Switches::default(), client)
}

/// Something to send: a path, a content type and a body, of which at least one thing is wrong.
fn malformed(world: &World, rng: &mut StdRng) -> (&'static str, String, &'static str, Vec<u8>) {
    let route = ROUTES[1..].choose(rng).expect("routes");
    let path = route.path.split('{').next().unwrap_or_default();
    let after = route.path.split_once('}').map_or("", |(_, after)| after);
    let path = if route.path.contains('{') { format!("{path}{CLIENT_ID}{after}") } else { path.to_owned() };
    let mut inner = json!({"request_data": {}, "timestamp": world.clock.now().to_string(),
        "partner_call_id": uuid::Uuid::from_u128(rng.random())});
    let nonsense =
        [json!(null), json!(5), json!("x"), json!([1]), json!({"a": 1}), json!(""), json!(1e300), json!(true)];
    let nonsense = || nonsense.choose(&mut StdRng::seed_from_u64(7)).cloned().unwrap_or_default();
    let mut secret = secret();
    let mut outer_id = json!(CLIENT_ID);
    let mut bytes_wrong = false;
    match rng.random_range(0..8) {
        0 => inner["request_data"] = json!("nonsense"),
        1 => inner["timestamp"] = nonsense(),
        2 => inner["partner_call_id"] = nonsense(),
        3 => inner["timestamp"] = json!("2020-01-01T00:00:00Z"),
        4 => inner = json!([inner]),
        5 => outer_id = nonsense(),
        6 => secret = ClientSecret::parse(&"B".repeat(43)).expect("32 bytes"),
        _ => bytes_wrong = true,
    }
    let mut data = seal(&secret, &inner.to_string());
    if bytes_wrong {
        let length = rng.random_range(0..data.len() - 1);
        data.truncate(length);
        // Cut in the middle of a block, or not base64 at all; what is left must not be a whole message.
        data.push('!');
    }
    let content_type =
        *["application/json", "application/x-www-form-urlencoded", "text/plain", ""].choose(rng).expect("types");
    let body = if content_type.contains("form") {
        let id = outer_id.as_str().unwrap_or_default().to_owned();
        format!("partner_client_id={id}&data={data}&request_method={}", route.method.as_str()).into_bytes()
    } else {
        let outer = json!({"partner_client_id": outer_id, "data": data, "request_method": route.method.as_str()});
        let mut body = outer.to_string().into_bytes();
        match rng.random_range(0..6) {
            0 => body.truncate(rng.random_range(0..body.len())),
            1 => (0..4).for_each(|_| {
                let at = rng.random_range(0..body.len());
                body[at] = 0xff;
            }),
            _ => {}
        }
        body
    };
    ("POST", path, content_type, body)
}

#[tokio::test]
async fn ten_thousand_malformed_messages_get_an_error_answer_and_change_nothing() {
    let world = world();
    let mut rng = StdRng::seed_from_u64(11);
    let before = world.read(Ledger::revision);
    for _ in 0..10_000 {
        let (method, path, content_type, body) = malformed(&world, &mut rng);
        let shown = String::from_utf8_lossy(&body).into_owned();
        let request = Request::builder().method(method).uri(&path).header("content-type", content_type);
        let answer = serve(&world, request.body(Body::from(body)).expect("a request")).await.expect("an answer");
        let status = answer.status().as_u16();
        let text = to_bytes(answer.into_body(), usize::MAX).await.expect("a body");
        let body: Value = serde_json::from_slice(&text).expect("JSON");
        let error: Value = match body["response_data"].as_str() {
            Some(sealed) => serde_json::from_str(&open(&secret(), sealed).expect("sealed")).expect("JSON"),
            None => body,
        };
        assert!((400..500).contains(&status), "{path} {shown}: {status} {error}");
        assert!(error["type"].is_string() && error["message"].is_string(), "{path} {shown}: {error}");
    }
    assert_eq!(world.read(Ledger::revision), before);
}
