//! The control side over plain HTTP.

use partner_sandbox::{Options, Sandbox, StartError, Switches};
use serde_json::{Value, json};

use crate::support::{Letter, Site, now, options, post, site};

async fn call(site: &Site, method: reqwest::Method, path: &str, body: Option<Value>) -> (u16, Value) {
    let mut request = reqwest::Client::new().request(method, site.control(path));
    if let Some(body) = body {
        request = request.json(&body);
    }
    let response = request.send().await.expect("an answer");
    (response.status().as_u16(), response.json().await.expect("JSON"))
}

#[tokio::test]
async fn a_phone_scans_by_token_and_by_id_and_shows_the_balance_after_it() {
    use reqwest::Method;
    let site = site(Switches::default()).await;
    let (payment, topup) = (site.cashtray(-1100).await, site.cashtray(500).await);
    let (_, open) = call(&site, Method::GET, "/cashtrays", None).await;
    assert_eq!(open.as_array().map(Vec::len), Some(2));
    let scan = json!({"token": payment.token, "customer": "points"});
    let (status, paid) = call(&site, Method::POST, "/scan", Some(scan)).await;
    assert_eq!((status, &paid["type"], &paid["point_amount"]), (200, &json!("payment"), &json!(500)));
    assert_eq!(paid["balance_after"], 29_400);
    let scan = json!({"cashtray_id": topup.id, "customer": "nearly_full"});
    let (status, topped_up) = call(&site, Method::POST, "/scan", Some(scan.clone())).await;
    assert_eq!((status, &topped_up["balance_after"]), (200, &json!(100_000)));
    let (status, refused) = call(&site, Method::POST, "/scan", Some(scan)).await;
    assert_eq!((status, &refused["type"]), (422, &json!("cashtray_already_proceed")));
    assert!(refused["message_ja"].is_string());
    let (_, ledger) = call(&site, Method::GET, "/ledger", None).await;
    assert_eq!((&ledger["total"], ledger["transactions"].as_array().map(Vec::len)), (&json!(0), Some(2)));
}

#[tokio::test]
async fn an_integrator_sees_what_was_sent_and_answered() {
    use reqwest::Method;
    let site = site(Switches::default()).await;
    let tray = site.cashtray(-1100).await;
    let wrong = Letter { request_method: Some("GET"), ..Letter::new(&site, json!({"colour": "red"})) };
    let path = format!("/cashtrays/{}", tray.id);
    let (status, _) = post(&site, &path, &wrong).await;
    assert_eq!(status, 400);
    let unopened = Letter { client_id: "nobody".into(), ..Letter::new(&site, json!({})) };
    post(&site, "/echo", &unopened).await;
    let (_, requests) = call(&site, Method::GET, "/requests", None).await;
    let [last, before, first] = requests.as_array().expect("a list").as_slice() else { panic!("{requests}") };
    assert_eq!((&last["status"], &last["request"]), (&json!(400), &Value::Null), "it did not open");
    assert!(last["answer"].as_str().expect("text").contains("partner_client_not_found"));
    assert_eq!((&before["operation"], &before["path"]), (&json!("GetCashtray"), &json!(path)));
    assert_eq!((&before["method"], &before["request"]), (&json!("GET"), &json!(r#"{"colour":"red"}"#)));
    assert_eq!(before["partner_call_id"], wrong.call_id);
    assert!(before["answer"].as_str().expect("text").contains(r#""unpermitted":["colour"]"#));
    assert_eq!((&first["operation"], &first["status"]), (&json!("CreateCashtray"), &json!(200)));
    let sent: Value = serde_json::from_str(first["request"].as_str().expect("text")).expect("JSON");
    assert_eq!((&sent["amount"], &sent["description"]), (&json!(-1100), &json!("たい焼き")));
    assert!(first["answer"].as_str().expect("text").contains(&tray.token));
}

#[tokio::test]
async fn bad_input_gets_a_sentence_and_changes_nothing() {
    use reqwest::Method;
    let site = site(Switches::default()).await;
    for (path, body) in [
        ("/scan", json!({"customer": "rich"})),
        ("/scan", json!({"customer": "rich", "token": "a", "cashtray_id": "5ca2bbb1-3216-48f0-b171-26ec05dfcc03"})),
        ("/scan", json!({"token": "x"})),
        ("/scan", json!({"token": "x", "customer": "rich", "amount": "much"})),
        ("/faults", json!({"action": "explode"})),
        ("/faults", json!([{"operations": "GetPing"}])),
        ("/clock", json!({"offset_seconds": "1"})),
        ("/clock", json!({"offset_seconds": i64::MIN})),
    ] {
        let (status, answer) = call(&site, Method::POST, path, Some(body.clone())).await;
        assert_eq!(status, 400, "{path} {body}");
        assert!(answer["message"].as_str().is_some_and(|message| !message.is_empty()), "{answer}");
    }
    let (_, faults) = call(&site, Method::GET, "/faults", None).await;
    assert_eq!(faults, json!([]));
}

#[tokio::test]
async fn faults_and_clock_are_set_and_cleared() {
    use reqwest::Method;
    let site = site(Switches::default()).await;
    let rule = json!({"operation": "GetPing", "action": {"status": {"status": 503}}, "count": null});
    assert_eq!(call(&site, Method::POST, "/faults", Some(rule)).await.0, 200);
    let ping = || async { site.raw(true).get(site.url("/ping")).send().await.expect("an answer") };
    assert_eq!(ping().await.status().as_u16(), 503);
    assert_eq!(call(&site, Method::DELETE, "/faults", None).await, (200, json!([])));
    assert_eq!(call(&site, Method::POST, "/clock", Some(json!({"offset_seconds": -86_400}))).await.0, 200);
    let answer = ping().await;
    let date = answer.headers()["date"].to_str().expect("text");
    let yesterday = jiff::fmt::rfc2822::parse(date).expect("a date").timestamp();
    assert!(now().duration_since(yesterday) > jiff::SignedDuration::from_hours(23));
}

#[tokio::test]
async fn the_phone_page_comes_with_its_parts_and_is_for_this_address_only() {
    let site = site(Switches::default()).await;
    let http = reqwest::Client::new();
    for (path, kind) in [("/", "text/html"), ("/phone.css", "text/css"), ("/phone.js", "text/javascript")] {
        let part = http.get(site.control(path)).send().await.expect("an answer");
        assert_eq!(part.status().as_u16(), 200);
        assert!(part.headers()["content-type"].to_str().expect("text").starts_with(kind));
        assert!(part.headers().contains_key("content-security-policy"));
    }
    for (header, value) in [("origin", "http://evil.example"), ("host", "evil.example:8444")] {
        let refused = http.get(site.control("/ledger")).header(header, value).send().await.expect("an answer");
        assert_eq!(refused.status().as_u16(), 403, "{header}");
    }
}

#[tokio::test]
async fn the_control_side_never_listens_beyond_this_machine() {
    let directory = tempfile::tempdir().expect("a directory");
    let control = Some("0.0.0.0:0".parse().expect("an address"));
    let started = Sandbox::start(Options { control, ..options(&directory, Switches::default()) }).await;
    assert!(matches!(started, Err(StartError::ControlNotLoopback(_))));
}
