//! What leaves: compared with what the official SDKs sent for the same parameters.

use partner_api::operations::accounts::DeleteAccount;
use partner_api::operations::cashtrays::{CancelCashtray, CreateCashtray, GetCashtray, UpdateCashtray};
use partner_api::operations::system::{GetPing, SendEcho};
use partner_api::operations::transactions::ListTransactions;
use partner_api::{Config, Error, Operation};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::far_side::{CLIENT_ID, FarSide, Received, http};

const ID: &str = "5ca2bbb1-3216-48f0-b171-26ec05dfcc03";

#[derive(Deserialize)]
struct Captures {
    requests: Vec<Capture>,
}

#[derive(Deserialize)]
struct Capture {
    sdk: String,
    path: String,
    effective_method: String,
    decrypted: Option<String>,
}

/// What an official SDK put into `request_data`, as text, in the order it was recorded.
fn recorded(sdk: &str, method: &str, path: &str) -> Vec<String> {
    #[derive(Deserialize)]
    struct Inner {
        request_data: Box<serde_json::value::RawValue>,
    }
    let captures: Captures = serde_json::from_str(include_str!("../fixtures/wire-captures.json")).expect("JSON");
    let fitting = captures
        .requests
        .into_iter()
        .filter(|capture| capture.sdk == sdk && capture.effective_method == method && capture.path == path);
    let inner = fitting
        .map(|capture| serde_json::from_str::<Inner>(&capture.decrypted.expect("sealed")).expect("the inner message"));
    inner.map(|inner| inner.request_data.get().to_owned()).collect()
}

/// Sends it and says what arrived. The answer does not matter here.
async fn arrives<O: Operation>(operation: &O) -> Received {
    let mut far_side = FarSide::answering(json!({})).await;
    let _ = far_side.client().send(operation).await;
    let mut received = far_side.received();
    assert_eq!(received.len(), 1, "one request leaves");
    received.remove(0)
}

/// Every SDK means the same: some print whole numbers with `.0`, and PHP has `[]` for no parameters.
fn meaning(text: &str) -> Value {
    fn plain(value: Value) -> Value {
        match value {
            Value::Number(number) => json!(number.as_f64()),
            Value::Array(list) if list.is_empty() => json!({}),
            Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, plain(value))).collect(),
            other => other,
        }
    }
    plain(serde_json::from_str(text).expect("JSON"))
}

async fn sends_what_every_sdk_sends<O: Operation>(operation: &O) {
    sends_what_the_node_sdk_sends(operation, 0).await;
    let ours = meaning(&serde_json::to_string(operation).expect("JSON"));
    for sdk in ["node", "python", "ruby", "php", "java"] {
        let theirs = &recorded(sdk, O::METHOD.as_str(), &operation.path())[0];
        assert_eq!(meaning(theirs), ours, "{} of {sdk}", O::NAME);
    }
}

async fn sends_what_the_node_sdk_sends<O: Operation>(operation: &O, nth: usize) {
    let received = arrives(operation).await;
    let sealed = received.sealed();
    assert_eq!((received.method.as_str(), sealed.partner_client_id.as_str()), ("POST", CLIENT_ID));
    assert_eq!(sealed.request_method.as_deref(), Some(O::METHOD.as_str()));
    let expected = &recorded("node", O::METHOD.as_str(), &received.path)[nth];
    let sent = received.call().request_data;
    assert_eq!(sent, serde_json::from_str::<Value>(expected).expect("JSON"), "{}", O::NAME);
}

#[tokio::test]
async fn every_recorded_operation_is_sent_as_the_official_sdks_send_it() {
    let cashtray_id = ID.parse().expect("a UUID");
    sends_what_every_sdk_sends(&SendEcho { message: "たい焼き(小倉) hello".to_owned() }).await;
    let create = CreateCashtray {
        private_money_id: ID.parse().expect("a UUID"),
        shop_id: ID.parse().expect("a UUID"),
        amount: (-1100).into(),
        description: Some("たい焼き(小倉)".to_owned()),
        expires_in: Some(180),
    };
    sends_what_every_sdk_sends(&create).await;
    sends_what_every_sdk_sends(&GetCashtray { cashtray_id }).await;
    let amend = UpdateCashtray { cashtray_id, amount: Some(1500.into()), description: None, expires_in: None };
    sends_what_every_sdk_sends(&amend).await;
    sends_what_every_sdk_sends(&CancelCashtray { cashtray_id }).await;
    // The others name, order and fill in the filters of lists in ways of their own.
    let list = ListTransactions {
        from: "2021-10-29T04:05:32Z".parse().ok(),
        per_page: Some(50),
        is_modified: Some(true),
        types: vec!["topup".to_owned(), "payment".to_owned()],
        ..ListTransactions::default()
    };
    sends_what_the_node_sdk_sends(&list, 0).await;
    sends_what_the_node_sdk_sends(&ListTransactions::default(), 1).await;
    let close = DeleteAccount { account_id: ID.parse().expect("a UUID"), cashback: Some(true) };
    sends_what_every_sdk_sends(&close).await;
}

#[tokio::test]
async fn the_envelope_carries_the_given_clock_and_a_fresh_call_id() {
    let mut far_side = FarSide::answering(json!({ "status": "ok", "message": "hello" })).await;
    let client = far_side.client();
    for _ in 0..2 {
        client.send(&SendEcho { message: "hello".to_owned() }).await.expect("an answer");
    }
    let calls: Vec<_> = far_side.received().iter().map(Received::call).collect();
    assert_eq!(calls[0].timestamp.text(), "2026-11-20T06:56:43.091034Z");
    assert_ne!(calls[0].partner_call_id, calls[1].partner_call_id);
    for call in calls {
        let id: uuid::Uuid = call.partner_call_id.parse().expect("a UUID");
        assert_eq!((id.get_version_num(), id.to_string()), (4, call.partner_call_id));
    }
}

#[tokio::test]
async fn a_ping_is_a_bare_get_and_everything_names_its_language_and_program() {
    let mut far_side = FarSide::sending(http(200, "", r#"{"pong":"ok"}"#)).await;
    let answer = far_side.client().send(&GetPing {}).await.expect("a pong");
    assert_eq!(answer.value.pong, "ok");
    let ping = far_side.received().remove(0);
    assert_eq!((ping.method.as_str(), ping.path.as_str(), ping.body.as_str()), ("GET", "/ping", ""));

    let echo = arrives(&SendEcho { message: String::new() }).await;
    assert_eq!(echo.headers["content-type"], "application/json");
    for Received { headers, .. } in [ping, echo] {
        assert_eq!(headers["accept-language"], "ja");
        assert_eq!(headers["cache-control"], "no-store");
        assert_eq!(headers["user-agent"], concat!("cashtray-terminal/", env!("CARGO_PKG_VERSION")));
        assert!(!headers.contains_key("accept-encoding"), "a compressed body could outgrow the limit");
    }
}

#[tokio::test]
async fn a_path_behind_the_address_is_kept_and_its_last_slash_is_not_doubled() {
    for (path, expected) in
        [("", "/echo"), ("/", "/echo"), ("/pokepay", "/pokepay/echo"), ("/pokepay/", "/pokepay/echo")]
    {
        let mut far_side = FarSide::answering(json!({ "status": "ok", "message": "" })).await;
        let mut config = far_side.config();
        config.base_url = format!("{}{path}", config.base_url.as_str().trim_end_matches('/')).parse().expect("a URL");
        let client = partner_api::Client::new(config).expect("a sound configuration");
        client.send(&SendEcho { message: String::new() }).await.expect("an answer");
        assert_eq!(far_side.received()[0].path, expected);
    }
}

#[tokio::test]
async fn a_request_that_breaks_a_documented_limit_never_leaves() {
    let mut far_side = FarSide::answering(json!({})).await;
    let create = CreateCashtray {
        private_money_id: ID.parse().expect("a UUID"),
        shop_id: ID.parse().expect("a UUID"),
        amount: (-1100).into(),
        description: Some("円".repeat(201)),
        expires_in: Some(180),
    };
    let client = far_side.client();
    let too_long = client.send(&create).await.expect_err("201 characters");
    assert!(matches!(too_long, Error::InvalidRequest { parameter: "description", .. }), "{too_long}");
    let too_short = CreateCashtray { description: None, expires_in: Some(0), ..create };
    let too_short = client.send(&too_short).await.expect_err("no life at all");
    assert!(matches!(too_short, Error::InvalidRequest { parameter: "expires_in", .. }), "{too_short}");
    assert!(far_side.received().is_empty());
}

#[tokio::test]
async fn english_is_asked_for_where_it_is_configured() {
    let mut far_side = FarSide::sending(http(200, "", r#"{"pong":"ok"}"#)).await;
    let config = Config { accept_language: partner_api::Language::En, ..far_side.config() };
    partner_api::Client::new(config).expect("a sound configuration").send(&GetPing {}).await.expect("a pong");
    assert_eq!(far_side.received()[0].headers["accept-language"], "en");
}
