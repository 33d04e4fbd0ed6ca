//! A running sandbox, and callers of every kind.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use jiff::Timestamp;
use partner_api::envelope::{ClientSecret, open, seal};
use partner_api::operations::cashtrays::CreateCashtray;
use partner_api::schema::Cashtray;
use partner_api::{Config, Limits};
use partner_sandbox::{Options, Sandbox, Switches};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use tempfile::TempDir;
use uuid::Uuid;

/// The clock that both sides share: the tests' one look at the machine's.
#[expect(clippy::disallowed_methods, reason = "callers of the real wire stamp their requests with the real time")]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// A sandbox whose files vanish with it.
pub(crate) struct Site {
    pub(crate) sandbox: Sandbox,
    pub(crate) directory: TempDir,
}

pub(crate) async fn site(switches: Switches) -> Site {
    let directory = tempfile::tempdir().expect("a directory");
    let sandbox = Sandbox::start(options(&directory, switches)).await.expect("it serves");
    Site { sandbox, directory }
}

pub(crate) fn options(directory: &TempDir, switches: Switches) -> Options {
    Options {
        control: Some(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))),
        credentials: directory.path().join("credentials"),
        switches,
        ..Options::default()
    }
}

impl Site {
    /// The client that the terminal uses.
    pub(crate) fn client(&self) -> partner_api::Client {
        client_of(&self.sandbox, Limits::default())
    }

    pub(crate) fn new_cashtray(&self, amount: i64) -> CreateCashtray {
        CreateCashtray {
            private_money_id: self.sandbox.credentials().private_money_id,
            shop_id: self.sandbox.credentials().shop_id,
            amount: amount.into(),
            description: Some("たい焼き".to_owned()),
            expires_in: Some(60),
        }
    }

    pub(crate) async fn cashtray(&self, amount: i64) -> Cashtray {
        self.client().send(&self.new_cashtray(amount)).await.expect("a tray").value
    }

    /// A caller without any typed edge. `with_certificate`: whether it shows the client certificate.
    pub(crate) fn raw(&self, with_certificate: bool) -> reqwest::Client {
        let credentials = self.sandbox.credentials();
        let authority = reqwest::Certificate::from_pem(credentials.ca_pem.as_bytes()).expect("a certificate");
        let mut builder = reqwest::Client::builder().tls_certs_only([authority]);
        if with_certificate {
            let pem = credentials.client_identity_pem.expose_secret();
            builder = builder.identity(reqwest::Identity::from_pem(pem.as_bytes()).expect("an identity"));
        }
        builder.build().expect("a client")
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.sandbox.api_url().as_str().trim_end_matches('/'))
    }

    pub(crate) fn control(&self, path: &str) -> String {
        let url = self.sandbox.control_url().expect("a control side");
        format!("{}{path}", url.as_str().trim_end_matches('/'))
    }
}

pub(crate) fn client_of(sandbox: &Sandbox, limits: Limits) -> partner_api::Client {
    let credentials = sandbox.credentials();
    partner_api::Client::new(Config {
        base_url: sandbox.api_url(),
        client_id: credentials.client_id.clone(),
        client_secret: credentials.client_secret.clone(),
        identity_pem: credentials.client_identity_pem.clone(),
        ca_pem: Some(credentials.ca_pem.clone()),
        accept_language: partner_api::Language::Ja,
        now: Arc::new(now),
        limits,
    })
    .expect("the sandbox's own credentials are good")
}

/// A sealed request body, with everything that can be wrong about it.
pub(crate) struct Letter {
    pub(crate) client_id: Value,
    pub(crate) request_method: Option<&'static str>,
    pub(crate) request_data: Value,
    pub(crate) timestamp: String,
    pub(crate) call_id: String,
}

impl Letter {
    pub(crate) fn new(site: &Site, request_data: Value) -> Self {
        Self {
            client_id: site.sandbox.credentials().client_id.clone().into(),
            request_method: None,
            request_data,
            timestamp: now().to_string(),
            call_id: Uuid::new_v4().to_string(),
        }
    }

    pub(crate) fn text(&self) -> String {
        json!({
            "request_data": self.request_data,
            "timestamp": self.timestamp,
            "partner_call_id": self.call_id,
        })
        .to_string()
    }

    pub(crate) fn json(&self, secret: &ClientSecret) -> Value {
        let mut outer = json!({"partner_client_id": self.client_id, "data": seal(secret, &self.text())});
        if let Some(method) = self.request_method {
            outer["request_method"] = method.into();
        }
        outer
    }
}

/// Posts a letter as JSON; the status and the body, opened where it is sealed.
pub(crate) async fn post(site: &Site, path: &str, letter: &Letter) -> (u16, Value) {
    let body = letter.json(&site.sandbox.credentials().client_secret);
    let response = site.raw(true).post(site.url(path)).json(&body).send().await.expect("an answer");
    read(site, response).await
}

pub(crate) async fn read(site: &Site, response: reqwest::Response) -> (u16, Value) {
    let status = response.status().as_u16();
    let body: Value = response.json().await.expect("JSON");
    let Some(sealed) = body.get("response_data").and_then(Value::as_str) else { return (status, body) };
    let text = open(&site.sandbox.credentials().client_secret, sealed).expect("sealed with our key");
    (status, json!({"sealed": serde_json::from_str::<Value>(&text).expect("JSON"), "outer": body}))
}
