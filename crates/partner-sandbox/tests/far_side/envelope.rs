//! The envelope layer, by callers who do not keep its rules.

use partner_api::envelope::ClientSecret;
use partner_sandbox::{ClientCertificate, NotFoundBody, NumberForm, Switches};
use serde_json::{Value, json};

use crate::support::{Letter, now, post, read, site};

const UNKNOWN: &str = "/cashtrays/5ca2bbb1-3216-48f0-b171-26ec05dfcc03";

#[tokio::test]
async fn without_client_certificate_there_is_no_connection_unless_switched() {
    let strict = site(Switches::default()).await;
    assert!(strict.raw(false).get(strict.url("/ping")).send().await.is_err());
    let lenient = site(Switches { client_certificate: ClientCertificate::Optional, ..Switches::default() }).await;
    let pong = lenient.raw(false).get(lenient.url("/ping")).send().await.expect("a connection");
    assert_eq!(pong.text().await.expect("text"), r#"{"pong":"ok"}"#);
}

#[tokio::test]
async fn a_second_call_with_one_id_is_refused_and_has_no_effect() {
    let site = site(Switches::default()).await;
    let known = site.sandbox.credentials();
    let data = json!({"private_money_id": known.private_money_id, "shop_id": known.shop_id, "amount": -5});
    let letter = Letter { request_method: Some("POST"), ..Letter::new(&site, data) };
    let (status, first) = post(&site, "/cashtrays", &letter).await;
    assert_eq!((status, &first["outer"]["partner_call_id"]), (200, &json!(letter.call_id)));
    assert_eq!(first["outer"]["timestamp"], json!(letter.timestamp), "the request's own timestamp comes back");
    let (status, second) = post(&site, "/cashtrays", &letter).await;
    assert_eq!((status, &second["type"]), (400, &json!("partner_request_already_done")));
    assert_eq!(site.sandbox.open_cashtrays().len(), 1);
}

#[tokio::test]
async fn a_timestamp_outside_the_window_is_refused_both_ways() {
    let site = site(Switches::default()).await;
    let now = now();
    for (seconds, expected) in [(-310, 400), (-290, 200), (290, 200), (310, 400)] {
        let timestamp = (now + jiff::SignedDuration::from_secs(seconds)).to_string();
        let letter = Letter { timestamp, ..Letter::new(&site, json!({"message": "x"})) };
        let (status, body) = post(&site, "/echo", &letter).await;
        assert_eq!(status, expected, "{seconds}");
        if status == 400 {
            assert_eq!(body["type"], "partner_request_expired");
        }
    }
}

#[tokio::test]
async fn envelope_errors_are_sealed_when_switched() {
    let site = site(Switches { encrypted_envelope_errors: true, ..Switches::default() }).await;
    let letter = Letter { timestamp: "2020-01-01T00:00:00Z".to_owned(), ..Letter::new(&site, json!({"message": "x"})) };
    let (status, body) = post(&site, "/echo", &letter).await;
    assert_eq!((status, &body["sealed"]["type"]), (400, &json!("partner_request_expired")));
}

#[tokio::test]
async fn what_cannot_be_opened_is_refused_in_clear_with_its_own_type() {
    let site = site(Switches::default()).await;
    let good = Letter::new(&site, json!({"message": "x"}));
    let secret = &site.sandbox.credentials().client_secret;
    let other_key = ClientSecret::parse(&"A".repeat(43)).expect("32 bytes");
    let mut damaged = good.json(secret);
    damaged["data"] = "AAAA".into();
    let missing = Letter { client_id: Value::Null, ..Letter::new(&site, json!({})) };
    let stranger = Letter { client_id: "stranger".into(), ..Letter::new(&site, json!({})) };
    for (body, kind) in [
        (missing.json(secret), "invalid_parameters"),
        (json!([]), "invalid_parameters"),
        (stranger.json(secret), "partner_client_not_found"),
        (good.json(&other_key), "partner_decryption_failed"),
        (damaged, "partner_decryption_failed"),
        (json!({"partner_client_id": good.client_id}), "partner_decryption_failed"),
    ] {
        let response = site.raw(true).post(site.url("/echo")).json(&body).send().await.expect("an answer");
        let (status, answer) = read(&site, response).await;
        assert_eq!((status, &answer["type"]), (400, &json!(kind)), "{body}");
        if kind == "invalid_parameters" {
            assert_eq!(answer["errors"], json!({"invalid": ["partner_client_id"]}));
        }
    }
}

#[tokio::test]
async fn every_wrong_parameter_is_named_and_nothing_happens() {
    let site = site(Switches::default()).await;
    let known = site.sandbox.credentials();
    let id = known.private_money_id;
    for (data, errors) in [
        (json!({}), json!({"missing": ["private_money_id", "shop_id", "amount"]})),
        (
            json!({"private_money_id": "x", "shop_id": known.shop_id, "amount": "5", "colour": 1}),
            json!({"invalid": ["private_money_id", "amount"], "unpermitted": ["colour"]}),
        ),
        (json!({"private_money_id": id, "shop_id": known.shop_id, "amount": 0}), json!({"invalid": ["amount"]})),
        (
            json!({"private_money_id": id, "shop_id": known.shop_id, "amount": 1, "expires_in": 0}),
            json!({"invalid": ["expires_in"]}),
        ),
        (
            json!({"private_money_id": id, "shop_id": known.shop_id, "amount": 1, "description": "あ".repeat(201)}),
            json!({"invalid": ["description"]}),
        ),
        (json!([1]), json!({"invalid": ["request_data"]})),
    ] {
        let letter = Letter { request_method: Some("POST"), ..Letter::new(&site, data) };
        let (status, body) = post(&site, "/cashtrays", &letter).await;
        assert_eq!(status, 400);
        assert_eq!(body["sealed"]["type"], "invalid_parameters");
        assert_eq!(body["sealed"]["errors"], errors);
    }
    assert!(site.sandbox.ledger().cashtrays.is_empty());
}

#[tokio::test]
async fn an_unknown_path_is_a_404_in_json_and_an_unknown_id_in_the_form_that_is_switched() {
    let site = site(Switches { not_found_body: NotFoundBody::ApiError, ..Switches::default() }).await;
    let (status, body) = post(&site, "/no/such/path", &Letter::new(&site, json!({}))).await;
    assert_eq!((status, body), (404, json!({"type": "api_error", "message": "Not Found"})));
    let letter = Letter { request_method: Some("GET"), ..Letter::new(&site, json!({})) };
    let (status, body) = post(&site, UNKNOWN, &letter).await;
    assert_eq!((status, &body["sealed"]["type"]), (404, &json!("api_error")));
}

#[tokio::test]
async fn amounts_are_printed_as_switched() {
    for (number_form, expected) in [(NumberForm::Shortest, "-1100"), (NumberForm::WithPoint, "-1100.0")] {
        let site = site(Switches { number_form, ..Switches::default() }).await;
        let known = site.sandbox.credentials();
        let data = json!({"private_money_id": known.private_money_id, "shop_id": known.shop_id, "amount": -1100});
        let (_, body) = post(&site, "/cashtrays", &Letter::new(&site, data)).await;
        assert_eq!(body["sealed"]["amount"].to_string(), expected);
    }
}
