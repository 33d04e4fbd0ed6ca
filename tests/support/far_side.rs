//! The far side of practice mode from outside: through the page of its phone, and as another program of the same shop.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;

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

use super::Terminal;

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
    assert!(answer.starts_with("HTTP/1.1 2"), "{method} {path}: {answer}");
    answer.split_once("\r\n\r\n").unwrap().1.to_owned()
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
