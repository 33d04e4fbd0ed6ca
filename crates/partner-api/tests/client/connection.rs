//! The connection itself: who may speak, how long, and what a loss means.

use std::time::Duration;

use partner_api::operations::system::{GetPing, SendEcho};
use partner_api::{Client, Config, Error, Limits, NotSent, TlsProblem};
use serde_json::json;
use tokio::net::TcpListener;

use crate::far_side::{FarSide, Reply, foreign_identity, http, success};

const PONG: &str = r#"{"pong":"ok"}"#;

fn echo() -> SendEcho {
    SendEcho { message: "hello".to_owned() }
}

fn not_sent(error: &Error) -> NotSent {
    assert!(!error.is_outcome_unknown(), "{error:?}");
    match error {
        Error::NotSent { kind, .. } => kind.clone(),
        other => panic!("expected that nothing was sent, got {other:?}"),
    }
}

#[tokio::test]
async fn requests_share_one_connection() {
    let mut far_side = FarSide::answering(json!({ "status": "ok", "message": "hello" })).await;
    let client = far_side.client();
    for _ in 0..10 {
        client.send(&echo()).await.expect("an answer");
    }
    let received = far_side.received();
    assert_eq!((received.len(), received.iter().filter(|request| request.connection == 1).count()), (10, 10));
}

#[tokio::test]
async fn warming_up_opens_the_connection_that_is_then_used() {
    let answer = |request: &crate::far_side::Received| match request.path.as_str() {
        "/ping" => Reply::Answer(http(200, "", PONG)),
        _ => Reply::Answer(success(request, r#"{"status":"ok","message":"hello"}"#)),
    };
    let mut far_side = FarSide::start(answer).await;
    let client = far_side.client();
    client.warm_up().await;
    client.send(&echo()).await.expect("an answer");
    let received: Vec<_> = far_side.received().into_iter().map(|it| (it.path, it.connection)).collect();
    assert_eq!(received, [("/ping".to_owned(), 1), ("/echo".to_owned(), 1)]);
}

#[tokio::test]
async fn a_server_of_an_authority_that_is_not_ours_is_not_spoken_to() {
    let mut far_side = FarSide::sending(http(200, "", PONG)).await;
    let stranger = FarSide::sending(String::new()).await.config();
    let ours_only = Config { ca_pem: stranger.ca_pem, ..far_side.config() };
    let platform_roots = Config { ca_pem: None, ..far_side.config() };
    for config in [ours_only, platform_roots] {
        let client = Client::new(config).expect("a sound configuration");
        let error = client.send(&GetPing {}).await.expect_err("an unknown authority");
        assert_eq!(not_sent(&error), NotSent::Tls(TlsProblem::UnknownIssuer), "{error}");
    }
    assert!(far_side.received().is_empty());
}

#[tokio::test]
async fn a_server_under_another_name_is_not_spoken_to() {
    let far_side = FarSide::sending(http(200, "", PONG)).await;
    let mut config = far_side.config();
    config.base_url.set_ip_host([127, 0, 0, 1].into()).expect("an address with a host");
    let error =
        Client::new(config).expect("sound").send(&GetPing {}).await.expect_err("the certificate says localhost");
    assert_eq!(not_sent(&error), NotSent::Tls(TlsProblem::WrongName), "{error}");
}

/// In TLS 1.3 the server judges our certificate after our side took the handshake for done.
#[tokio::test]
async fn a_client_certificate_the_server_does_not_take_is_a_matter_of_tls_and_nothing_was_sent() {
    let mut far_side = FarSide::sending(http(200, "", PONG)).await;
    let config = Config { identity_pem: foreign_identity().into(), ..far_side.config() };
    let error = Client::new(config).expect("sound").send(&echo()).await.expect_err("a foreign certificate");
    assert_eq!(not_sent(&error), NotSent::Tls(TlsProblem::ClientCertificateRefused), "{error}");
    assert!(far_side.received().is_empty());
}

#[tokio::test]
async fn a_port_where_nobody_listens_is_unreachable() {
    let far_side = FarSide::sending(String::new()).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    drop(listener);
    let mut config = far_side.config();
    config.base_url.set_port(Some(port)).expect("an address with a port");
    let error = Client::new(config).expect("sound").send(&echo()).await.expect_err("nobody there");
    assert_eq!(not_sent(&error), NotSent::Unreachable, "{error}");
}

#[tokio::test]
async fn a_host_that_accepts_and_then_says_nothing_is_given_up_before_anything_is_sent() {
    let far_side = FarSide::sending(String::new()).await;
    let silent = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let mut config = far_side.config();
    config.base_url.set_port(Some(silent.local_addr().expect("an address").port())).expect("an address with a port");
    config.limits = Limits { connect: Duration::from_millis(200), ..Limits::default() };
    let error = Client::new(config).expect("sound").send(&echo()).await.expect_err("no handshake");
    assert_eq!(not_sent(&error), NotSent::ConnectTimeout, "{error}");
}

#[tokio::test]
async fn silence_is_an_unknown_outcome_and_nothing_is_sent_again() {
    let mut far_side = FarSide::start(|_| Reply::Silence).await;
    let client = far_side.impatient_client();
    for error in [
        client.send(&GetPing {}).await.expect_err("silence on a read"),
        client.send(&echo()).await.expect_err("silence on a change"),
    ] {
        assert!(matches!(error, Error::NoAnswer { .. }) && error.is_outcome_unknown(), "{error}");
    }
    assert_eq!(far_side.received().len(), 2);
}

#[tokio::test]
async fn an_answer_that_stops_half_way_is_no_answer_within_the_same_limit() {
    let half = http(200, "", PONG).replace(r#""ok"}"#, "");
    let far_side = FarSide::sending(half).await;
    let error = far_side.impatient_client().send(&GetPing {}).await.expect_err("half an answer");
    assert!(matches!(error, Error::NoAnswer { .. }), "{error}");
}

#[tokio::test]
async fn a_connection_cut_after_the_request_is_an_unknown_outcome_and_nothing_is_sent_again() {
    for answered in [0, 1, 20, 90] {
        let bytes: String = http(200, "", PONG).chars().take(answered).collect();
        let mut far_side = FarSide::start(move |_| Reply::Cut(bytes.clone())).await;
        let client = far_side.client();
        for error in [
            client.send(&GetPing {}).await.expect_err("cut on a read"),
            client.send(&echo()).await.expect_err("cut on a change"),
        ] {
            assert!(matches!(error, Error::NoAnswer { .. }) && error.is_outcome_unknown(), "{answered}: {error}");
        }
        assert_eq!(far_side.received().len(), 2, "{answered} bytes");
    }
}

/// Also the second request of a kept connection, where HTTP libraries like to send again by themselves.
#[tokio::test]
async fn a_kept_connection_that_dies_on_a_request_sends_nothing_again() {
    let mut far_side = FarSide::start(|request| match request.path.as_str() {
        "/ping" => Reply::Answer(http(200, "", PONG)),
        _ => Reply::Cut(String::new()),
    })
    .await;
    let client = far_side.client();
    client.warm_up().await;
    let error = client.send(&echo()).await.expect_err("cut");
    assert!(matches!(error, Error::NoAnswer { .. }), "{error}");
    assert_eq!(far_side.received().iter().filter(|request| request.path == "/echo").count(), 1);
}

#[tokio::test]
async fn after_a_silence_the_next_request_goes_over_a_fresh_connection() {
    let mut far_side = FarSide::start(|request| match request.connection {
        1 => Reply::Silence,
        _ => Reply::Answer(http(200, "", PONG)),
    })
    .await;
    let client = far_side.impatient_client();
    client.send(&GetPing {}).await.expect_err("the first connection is dead");
    client.send(&GetPing {}).await.expect("a fresh connection");
    let connections: Vec<_> = far_side.received().into_iter().map(|request| request.connection).collect();
    assert_eq!(connections, [1, 2]);
}

/// Two kept connections that a NAT forgot: the first loss must not be followed by a second (reliability, H8).
#[tokio::test]
async fn after_a_silence_no_connection_from_before_is_used_again() {
    let mut far_side = FarSide::start(|request| match (request.connection, request.path.as_str()) {
        (1 | 2, "/ping") => Reply::Answer(http(200, "", PONG)),
        (1 | 2, _) => Reply::Silence,
        _ => Reply::Answer(http(200, "", PONG)),
    })
    .await;
    let client = far_side.impatient_client();
    // Two at the same time take two connections, and both are kept.
    let (first, second) = tokio::join!(client.send(&GetPing {}), client.send(&GetPing {}));
    first.and(second).expect("two connections");
    client.send(&echo()).await.expect_err("the kept connection is dead");
    client.send(&GetPing {}).await.expect("a new connection");
    let last = far_side.received().pop().expect("requests came");
    assert_eq!((last.path.as_str(), last.connection), ("/ping", 3));
}

/// A proxy set for the whole machine would read nothing, but it would slow down or cut what a till needs.
#[tokio::test]
async fn a_proxy_of_the_environment_is_not_used() {
    let nobody = "http://127.0.0.1:9";
    let this_program = std::env::current_exe().expect("the path of this test");
    let status = std::process::Command::new(this_program)
        .args(["--exact", "connection::requests_share_one_connection"])
        .envs([("HTTPS_PROXY", nobody), ("https_proxy", nobody), ("ALL_PROXY", nobody)])
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .output()
        .expect("this program starts")
        .status;
    assert!(status.success(), "{status}");
}
