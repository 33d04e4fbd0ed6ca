//! The 46 requests that the five official SDKs sent to a recorder, sent again byte by byte.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use partner_api::envelope::{ClientSecret, open};
use partner_sandbox::{Client, Options, Sandbox, Switches};
use serde::Deserialize;
use serde_json::Value;

use crate::support::{Site, options};

#[derive(Deserialize)]
struct Recording {
    client_id: String,
    requests: Vec<Recorded>,
}

#[derive(Deserialize)]
struct Recorded {
    sdk: String,
    http_method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: String,
    effective_method: String,
}

/// The secret of the recording: the bytes 0 to 31.
fn secret() -> ClientSecret {
    let bytes: Vec<u8> = (0..32).collect();
    ClientSecret::parse(&URL_SAFE_NO_PAD.encode(bytes)).expect("32 bytes")
}

/// What the sandbox says to each: the recorded ids name nothing here, so the envelope and the route are what is tested.
fn expected(request: &Recorded) -> (u16, Option<&'static str>) {
    let path = request.path.split("/5ca2bbb1").next().unwrap_or_default();
    match (request.effective_method.as_str(), path) {
        ("GET", "/ping" | "/transactions") | ("POST", "/echo") => (200, None),
        ("POST", "/cashtrays") => (422, Some("shop_user_not_found")),
        ("DELETE", "/accounts") => (422, Some("account_not_found")),
        (_, "/cashtrays" | "/accounts") => (404, Some("notfound")),
        other => panic!("no expectation for {other:?}"),
    }
}

#[tokio::test]
async fn every_official_sdk_is_understood() {
    let recording: Recording =
        serde_json::from_str(include_str!("fixtures/recorded-requests.json")).expect("the recording");
    let directory = tempfile::tempdir().expect("a directory");
    let switches = Switches { timestamp_window_seconds: None, ..Switches::default() };
    let client = Some(Client { client_id: recording.client_id, client_secret: secret() });
    let sandbox = Sandbox::start(Options { client, ..options(&directory, switches) }).await.expect("it serves");
    let site = Site { sandbox, directory };
    let http = site.raw(true);
    let mut answered = BTreeMap::<String, u32>::new();
    for request in &recording.requests {
        let name = format!("{} {} {}", request.sdk, request.effective_method, request.path);
        let method = request.http_method.parse().expect("a method");
        let mut sent = http.request(method, site.url(&request.path)).body(request.body.clone());
        // What belongs to the connection of the recording is made anew.
        let of_connection = ["host", "content-length", "connection", "accept-encoding"];
        for (header, value) in &request.headers {
            if !of_connection.contains(&header.to_ascii_lowercase().as_str()) {
                sent = sent.header(header, value);
            }
        }
        let response = sent.send().await.expect("an answer");
        let (status, kind) = expected(request);
        assert_eq!(response.status().as_u16(), status, "{name}");
        let body: Value = response.json().await.expect("JSON");
        let inner = match body["response_data"].as_str() {
            Some(sealed) => serde_json::from_str(&open(&secret(), sealed).expect("sealed with our key")).expect("JSON"),
            None => body,
        };
        match (kind, request.path.as_str()) {
            (Some(kind), _) => assert_eq!(inner["type"], kind, "{name}"),
            (None, "/ping") => assert_eq!(inner["pong"], "ok", "{name}"),
            (None, "/echo") => assert_eq!(inner["message"], "たい焼き(小倉) hello", "{name}"),
            (None, _) => assert_eq!(inner["count"], 0, "{name}"),
        }
        *answered.entry(request.sdk.clone()).or_default() += 1;
    }
    assert_eq!(answered.len(), 5, "all five SDKs");
    assert_eq!(answered.values().sum::<u32>(), 46);
}
