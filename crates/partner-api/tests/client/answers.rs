//! What comes back: which bytes are a success, which a refusal, and which neither.

use std::time::Duration;

use partner_api::envelope::{ClientSecret, seal};
use partner_api::operations::cashtrays::GetCashtray;
use partner_api::operations::system::{GetPing, SendEcho};
use partner_api::{Answer, Client, Config, Error, InvalidParameters, Method, Operation, Refusal, Repeat};
use serde::Serialize;
use serde_json::{Value, json};

use crate::far_side::{FarSide, Received, Reply, http, sealed, secret};

fn echo() -> SendEcho {
    SendEcho { message: "hello".to_owned() }
}

async fn answer_to(reply: impl Fn(&Received) -> String + Send + Sync + 'static) -> Result<Answer<Value>, Error> {
    /// An echo that takes any answer.
    #[derive(Serialize)]
    struct AnyEcho {}
    impl Operation for AnyEcho {
        type Response = Value;
        const NAME: &'static str = "SendEcho";
        const METHOD: Method = Method::Post;
        const PATH: &'static str = "/echo";
        const REPEAT: Repeat = Repeat::Harmless;
    }
    FarSide::start(move |request| Reply::Answer(reply(request))).await.client().send(&AnyEcho {}).await
}

fn refusal(result: Result<Answer<Value>, Error>) -> Refusal {
    match result {
        Err(Error::Refused(refusal)) => *refusal,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

fn unusable(result: Result<Answer<Value>, Error>) -> (u16, String) {
    match result {
        Err(error @ Error::Unusable { .. }) => {
            assert!(error.is_outcome_unknown(), "what was done is not known: {error}");
            (error.status().expect("there was an answer"), error.to_string())
        }
        other => panic!("expected no usable answer, got {other:?}"),
    }
}

#[tokio::test]
async fn a_sealed_success_is_opened_and_brings_the_servers_date() {
    let far_side = FarSide::answering(json!({ "status": "ok", "message": "hello" })).await;
    let answer = far_side.client().send(&echo()).await.expect("an answer");
    assert_eq!((answer.value.status.as_str(), answer.value.message.as_str()), ("ok", "hello"));
    assert_eq!(answer.server_date, "2026-11-20T06:56:43Z".parse().ok());
    assert!(answer.round_trip > Duration::ZERO);
}

#[tokio::test]
async fn a_refusal_is_understood_in_clear_and_sealed() {
    let body = r#"{"type":"cashtray_already_proceed","message":"既に処理されています","extra":[1]}"#;
    let plain = refusal(answer_to(move |_| http(422, "Retry-After: 7\r\n", body)).await);
    let sealed = refusal(answer_to(move |request| http(422, "Retry-After: 7\r\n", &sealed(request, body))).await);
    assert_eq!(plain, sealed);
    assert_eq!((plain.status, plain.kind.as_str()), (422, "cashtray_already_proceed"));
    assert_eq!(plain.message, "既に処理されています");
    assert_eq!(plain.retry_after, Some(Duration::from_secs(7)));
    assert_eq!(plain.server_date, "2026-11-20T06:56:43Z".parse().ok());
}

#[tokio::test]
async fn a_parameter_refusal_names_the_parameters() {
    let body =
        r#"{"type":"invalid_parameters","message":"Invalid parameters","errors":{"invalid":["per_page"],"odd":1}}"#;
    let refusal = refusal(answer_to(move |request| http(400, "", &sealed(request, body))).await);
    let invalid = InvalidParameters { invalid: vec!["per_page".to_owned()], ..InvalidParameters::default() };
    assert_eq!(refusal.parameters, invalid);
}

#[tokio::test]
async fn the_refusals_that_mean_something_of_their_own_are_told_apart() {
    let refused = |status: u16, kind: &'static str| async move {
        let body = json!({ "type": kind, "message": "" }).to_string();
        answer_to(move |_| http(status, "", &body)).await.expect_err("a refusal")
    };
    assert!(refused(400, "partner_request_already_done").await.is_outcome_unknown(), "an earlier copy got through");
    let clock = refused(400, "partner_request_expired").await;
    assert!(clock.is_clock_wrong() && !clock.is_outcome_unknown());
    let busy = refused(503, "temporarily_unavailable").await;
    assert!(busy.is_busy() && busy.is_outcome_unknown());
    for kind in ["notfound", "api_error"] {
        let missing = refused(404, kind).await;
        assert!(missing.is_not_found() && !missing.is_outcome_unknown());
    }
}

#[tokio::test]
async fn a_caller_can_ask_what_kind_of_refusal_it_is() {
    let words = |error: &Error| {
        let said = [
            (error.is_refused(), "refused"),
            (error.is_forbidden(), "forbidden"),
            (error.is_not_found(), "not found"),
            (error.is_conflict(), "conflict"),
            (error.is_busy(), "busy"),
            (error.is_clock_wrong(), "clock wrong"),
            (error.is_outcome_unknown(), "outcome unknown"),
        ];
        said.iter().filter(|(is, _)| *is).map(|(_, word)| *word).collect::<Vec<_>>().join(", ")
    };
    for (status, kind, expected) in [
        (400, "invalid_parameters", "refused"),
        (400, "partner_request_expired", "refused, clock wrong"),
        (400, "partner_request_already_done", "outcome unknown"),
        (403, "unpermitted_admin_user", "refused, forbidden"),
        (404, "notfound", "refused, not found"),
        (409, "shop_name_conflict", "refused, conflict"),
        (409, "", "refused, conflict"),
        (422, "account_balance_not_enough", "refused"),
        (422, "request_id_conflict", "refused, conflict"),
        (429, "too_many_requests", "refused, busy"),
        (503, "temporarily_unavailable", "busy, outcome unknown"),
    ] {
        let body = json!({ "type": kind, "message": "" }).to_string();
        let error = answer_to(move |_| http(status, "", &body)).await.expect_err("a refusal");
        assert_eq!(words(&error), expected, "{status} {kind}");
    }
    let page = answer_to(|_| http(504, "", "<html>")).await.expect_err("a gateway's page");
    assert_eq!(words(&page), "busy, outcome unknown");
    let broken = Error::InvalidRequest { parameter: "page", problem: "must be at least 1".to_owned() };
    assert_eq!(words(&broken), "", "nothing left, so nothing was refused");
}

#[tokio::test]
async fn a_success_that_looks_like_an_error_is_still_a_success() {
    let value = r#"{"type":"payment","message":"thanks","amount":1100}"#;
    let answer = answer_to(move |request| http(200, "", &sealed(request, value))).await.expect("a success");
    assert_eq!(answer.value, serde_json::from_str::<Value>(value).expect("JSON"));
}

#[tokio::test]
async fn a_gateways_page_is_no_answer_of_the_server() {
    let page = "<html><body><h1>502 Bad Gateway</h1></body></html>";
    let (status, words) = unusable(answer_to(move |_| http(502, "Content-Type: text/html\r\n", page)).await);
    assert_eq!(status, 502);
    assert!(!words.contains('<'), "{words}");
    assert_eq!(unusable(answer_to(move |_| http(200, "", page)).await).0, 200, "even where it claims success");
}

#[tokio::test]
async fn nothing_but_a_sealed_success_is_a_success() {
    for body in [
        r#"{"status":"ok","message":"hello"}"#,
        r#"{"response_data":null}"#,
        r#"{"response_data":{"status":"ok"}}"#,
        r#"{"response_data":""}"#,
        r#"{"response_data":"4nQOivrU5NFdDWYbOC7KiQ"}"#,
        "[]",
        "null",
        "\"\"",
        "",
        "{",
    ] {
        assert_eq!(unusable(answer_to(move |_| http(200, "", body)).await).0, 200, "{body}");
    }
}

#[tokio::test]
async fn an_error_that_says_nothing_documented_is_no_refusal() {
    for body in ["{}", r#"{"error":"no"}"#, r#"{"type":5}"#, r#"{"response_data":"AAAA","type":"x","message":"y"}"#] {
        assert_eq!(unusable(answer_to(move |_| http(422, "", body)).await).0, 422, "{body}");
    }
}

#[tokio::test]
async fn an_answer_sealed_with_another_secret_is_never_a_success() {
    let other = ClientSecret::parse("CC5crCCuQXjR_6qlnOQsR1KLj4ewHwCAEFpKXOKyX94").expect("32 bytes");
    let body = json!({ "response_data": seal(&other, r#"{"status":"ok","message":"hello"}"#) }).to_string();
    unusable(answer_to(move |_| http(200, "", &body)).await);
}

#[tokio::test]
async fn an_answer_of_another_shape_is_unusable_and_repeats_nothing_of_it() {
    let far_side = FarSide::answering(json!({ "token": "https://pay.example/cashtrays/1", "amount": "much" })).await;
    let tray = GetCashtray { cashtray_id: "5ca2bbb1-3216-48f0-b171-26ec05dfcc03".parse().expect("a UUID") };
    let error = far_side.client().send(&tray).await.expect_err("not a Cashtray");
    assert!(matches!(error, Error::Unusable { status: 200, .. }), "{error}");
    assert!(!format!("{error:?}").contains("pay.example") && !format!("{error:?}").contains("much"), "{error:?}");
}

#[tokio::test]
async fn an_answer_to_another_request_is_unusable() {
    let text = r#"{"status":"ok","message":"hello"}"#;
    let with_id = |id: Option<&'static str>| async move {
        let mut body = json!({ "response_data": seal(&secret(), text) });
        body["partner_call_id"] = id.into();
        answer_to(move |_| http(200, "", &body.to_string())).await
    };
    let (_, words) = unusable(with_id(Some("8a0efb5c-50b4-447f-a962-7e60f8a00806")).await);
    assert!(words.contains("another request"), "{words}");
    with_id(None).await.expect("an answer without the id is taken");
    with_id(Some("none")).await.expect("and so is one with something else in its place");
    let upper = answer_to(move |request| {
        let id = request.call().partner_call_id.to_uppercase();
        let body = json!({ "response_data": seal(&secret(), text), "partner_call_id": id });
        http(200, "", &body.to_string())
    });
    upper.await.expect("the same id in other letters is the same");
}

#[tokio::test]
async fn a_refusal_of_another_request_is_unusable_too() {
    let body = json!({
        "response_data": seal(&secret(), r#"{"type":"cashtray_already_canceled","message":""}"#),
        "partner_call_id": "8a0efb5c-50b4-447f-a962-7e60f8a00806",
    });
    unusable(answer_to(move |_| http(422, "", &body.to_string())).await);
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused() {
    let huge = format!(r#"{{"pong":"ok","filler":"{}"}}"#, "x".repeat(1024 * 1024));
    let far_side = FarSide::sending(http(200, "", &huge)).await;
    let error = far_side.client().send(&GetPing {}).await.expect_err("too large");
    assert!(matches!(error, Error::Unusable { status: 200, .. }), "{error}");
    assert!(error.to_string().contains("1048576 bytes"), "{error}");

    let mut config = far_side.config();
    config.limits.body_bytes = 2 * 1024 * 1024;
    let client = Client::new(Config { ..config }).expect("a sound configuration");
    client.send(&GetPing {}).await.expect("within a larger limit it is an answer");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let target = FarSide::sending(http(200, "", r#"{"pong":"ok"}"#)).await.config().base_url;
    let redirect = move |_: &Received| Reply::Answer(http(307, &format!("Location: {target}ping\r\n"), ""));
    let mut far_side = FarSide::start(redirect).await;
    let error = far_side.client().send(&echo()).await.expect_err("a redirect is no answer");
    assert!(matches!(error, Error::Unusable { status: 307, .. }), "{error}");
    assert_eq!(far_side.received().len(), 1);
}
