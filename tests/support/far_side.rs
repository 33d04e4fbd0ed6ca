//! The far side of practice mode from outside: through the page of its phone, and as another program of the same shop.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use partner_api::envelope::ClientSecret;
use partner_api::operations::cashtrays::CreateCashtray;
use partner_api::operations::transactions::RefundTransaction;
use partner_api::schema::{CashtrayWithResult, Transaction};
use partner_api::{Client, Config, Limits};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use till::clock::SystemClock;
use till::server_clock::ServerClock;

use super::{PATIENCE, Terminal, pause};

/// What the far side remembers.
#[derive(Debug, Deserialize)]
pub(crate) struct Ledger {
    pub(crate) cashtrays: Vec<CashtrayWithResult>,
    pub(crate) transactions: Vec<Transaction>,
}

impl Terminal {
    /// The far side's clock goes forward.
    pub(crate) fn far_side_clock_moves(&self, seconds: i64) {
        self.phone_request("POST", "/clock", &json!({ "offset_seconds": seconds }));
    }

    /// The far side misbehaves as told.
    pub(crate) fn far_side_fails(&self, fault: &Value) {
        self.phone_request("POST", "/faults", fault);
    }

    /// The far side is well again.
    pub(crate) fn far_side_recovers(&self) {
        self.phone_request("DELETE", "/faults", &json!({}));
    }

    /// What the far side remembers.
    pub(crate) fn ledger(&self) -> Ledger {
        read(&self.phone_request("GET", "/ledger", &json!({})))
    }

    /// The same as it was sent.
    pub(crate) fn ledger_text(&self) -> String {
        self.phone_request("GET", "/ledger", &json!({}))
    }

    /// A phone scans the newest QR. It may have read it while it was up; now it is perhaps covered.
    pub(crate) fn phone_scans(&self, customer: &str) {
        let open: Vec<Value> = read(&self.phone_request("GET", "/cashtrays", &json!({})));
        self.phone_request("POST", "/scan", &json!({ "cashtray_id": open[0]["id"], "customer": customer }));
    }

    /// A phone scans the newest QR once more, after it was used; answers the machine name of the refusal.
    pub(crate) fn phone_is_refused(&self, customer: &str) -> String {
        let newest = self.ledger().cashtrays.last().expect("there is a tray").id;
        let scan = json!({ "cashtray_id": newest, "customer": customer });
        let (is_good, answer) = exchange(self.phone, "POST", "/scan", &scan);
        assert!(!is_good, "the scan went through: {answer}");
        let refusal: Value = read(&answer);
        refusal["type"].as_str().expect("a refusal has a type").to_owned()
    }

    /// Waits until this operation has reached the far side.
    pub(crate) async fn far_side_was_asked(&self, operation: &str) {
        let until = Instant::now() + PATIENCE;
        loop {
            let recent: Vec<Value> = read(&self.phone_request("GET", "/requests", &Value::Null));
            if recent.iter().any(|request| request["operation"] == operation) {
                return;
            }
            assert!(Instant::now() < until, "nobody asked for {operation}");
            pause().await;
        }
    }

    /// Waits until so many transactions have reached the far side's disk: it lives in the program, and dies with it.
    pub(crate) async fn far_side_has_saved(&self, transactions: usize) {
        let file = self.home.join("till/practice/far-side.json");
        let until = Instant::now() + PATIENCE;
        loop {
            let saved: Value =
                fs::read(&file).ok().and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default();
            if saved["transactions"].as_object().is_some_and(|kept| kept.len() == transactions) {
                return;
            }
            assert!(Instant::now() < until, "{} has no {transactions} transactions", file.display());
            pause().await;
        }
    }

    /// Another till of the shop takes a payment from `rich`.
    pub(crate) async fn another_till_sells(&self, amount: Decimal, description: &str) {
        let shop = Shop::of(self.home.join("till/practice/credentials"));
        let tray = CreateCashtray {
            private_money_id: shop.value("private_money_id").parse().unwrap(),
            shop_id: shop.value("shop_id").parse().unwrap(),
            amount: -amount,
            description: Some(description.to_owned()),
            expires_in: Some(60),
        };
        let tray = shop.client().send(&tray).await.unwrap().value;
        self.phone_request("POST", "/scan", &json!({ "token": tray.token, "customer": "rich" }));
    }

    /// Somebody takes a transaction back on the management pages.
    pub(crate) async fn management_refunds(&self, transaction: &Transaction) {
        let shop = Shop::of(self.home.join("till/practice/credentials"));
        let refund =
            RefundTransaction { transaction_id: transaction.id, description: None, returning_point_expires_at: None };
        shop.client().send(&refund).await.unwrap();
    }

    /// A request to the practice phone's page, which is the sandbox's control side; answers the body.
    pub(super) fn phone_request(&self, method: &str, path: &str, body: &Value) -> String {
        request(self.phone, method, path, body)
    }
}

/// Plain HTTP to a sandbox's control side; answers the body.
pub(super) fn request(control: SocketAddr, method: &str, path: &str, body: &Value) -> String {
    let (is_good, answer) = exchange(control, method, path, body);
    assert!(is_good, "{method} {path}: {answer}");
    answer
}

/// The same, and whether it was answered well.
fn exchange(control: SocketAddr, method: &str, path: &str, body: &Value) -> (bool, String) {
    let body = body.to_string();
    let mut connection = TcpStream::connect(control).unwrap();
    write!(
        connection,
        "{method} {path} HTTP/1.1\r\nHost: {control}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    let is_good = answer.starts_with("HTTP/1.1 2");
    (is_good, answer.split_once("\r\n\r\n").unwrap().1.to_owned())
}

pub(super) fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The shop's keys, as every program of the shop has them.
struct Shop {
    folder: PathBuf,
    config: String,
}

impl Shop {
    fn of(folder: PathBuf) -> Self {
        Self { config: fs::read_to_string(folder.join("config.ini")).unwrap(), folder }
    }

    fn value(&self, name: &str) -> &str {
        let mut pairs = self.config.lines().filter_map(|line| line.split_once(" = "));
        pairs.find(|(key, _)| *key == name).unwrap().1
    }

    fn client(&self) -> Client {
        let file = |name: &str| fs::read_to_string(self.folder.join(name)).unwrap();
        let clock = ServerClock::new(Arc::new(SystemClock));
        let client = Client::new(Config {
            base_url: self.value("API_BASE_URL").parse().unwrap(),
            client_id: self.value("CLIENT_ID").to_owned(),
            client_secret: ClientSecret::parse(self.value("CLIENT_SECRET")).unwrap(),
            identity_pem: format!("{}{}", file("client.pem"), file("client.key")).into(),
            ca_pem: Some(file("ca.pem")),
            accept_language: partner_api::Language::Ja,
            now: Arc::new(move || clock.now()),
            limits: Limits::default(),
        });
        client.unwrap()
    }
}
