//! The sandbox as the source of true answers and the reader of hostile requests, called in this process.

use std::cell::{Cell, RefCell};
use std::sync::LazyLock;

use partner_api::envelope::{open, seal};
use partner_api::schema::Transaction;
use partner_sandbox::{Client, LedgerReport, ScanTarget, Switches, Unconnected};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use uuid::Uuid;

use crate::entry::SECRET;

/// The partner whose requests were recorded.
const CLIENT_ID: &str = "11111111-2222-4333-8444-555555555555";

/// After so many requests the far side begins anew: books that grow without end would make every check slower.
const REQUESTS_UNTIL_A_FRESH_ONE: u32 = 500;

/// What is asked of the far side: method and path. `{tray}` and the like stand for something that is there.
pub(crate) const OPERATIONS: &[(&str, &str)] = &[
    ("POST", "/echo"),
    ("POST", "/cashtrays"),
    ("GET", "/cashtrays/{tray}"),
    ("PATCH", "/cashtrays/{tray}"),
    ("DELETE", "/cashtrays/{tray}"),
    ("GET", "/transactions"),
    ("GET", "/transactions/{transaction}"),
    ("POST", "/transactions/{transaction}/refund"),
    ("POST", "/transactions/cashtray"),
    ("POST", "/transactions"),
    ("POST", "/transactions/topup"),
    ("POST", "/transactions/payment"),
    ("POST", "/transactions/transfer"),
    ("GET", "/transfers"),
    ("GET", "/shops"),
    ("GET", "/shops/{shop}"),
    ("GET", "/private-moneys"),
    ("GET", "/accounts/{account}"),
    ("GET", "/accounts/{account}/balances"),
    ("GET", "/accounts/customers"),
    ("POST", "/accounts/customers"),
    ("GET", "/customers/transactions"),
    ("POST", "/bills"),
    ("GET", "/bills"),
    ("POST", "/checks"),
];

/// One request of an official SDK.
pub(crate) struct Recorded {
    /// The whole body.
    pub(crate) body: String,
    /// The envelope in it.
    pub(crate) data: String,
}

/// The recorded requests that travelled as JSON.
pub(crate) fn recorded_requests() -> &'static [Recorded] {
    static RECORDED: LazyLock<Vec<Recorded>> = LazyLock::new(|| {
        #[derive(Deserialize)]
        struct File {
            requests: Vec<Request>,
        }
        #[derive(Deserialize)]
        struct Request {
            body: String,
        }
        #[derive(Deserialize)]
        struct Outer {
            data: String,
        }
        let text = include_str!("../../partner-api/tests/fixtures/wire-captures.json");
        let file: File = serde_json::from_str(text).expect("the fixture is JSON");
        let bodies = file.requests.into_iter().map(|request| request.body);
        bodies
            .filter_map(|body| {
                let outer: Outer = serde_json::from_str(&body).ok()?;
                Some(Recorded { body, data: outer.data })
            })
            .collect()
    });
    &RECORDED
}

/// Answers as the far side gives them, to start from.
pub(crate) struct Answers {
    /// Trays in every state.
    pub(crate) trays: Vec<Vec<u8>>,
    pub(crate) transactions: Vec<Vec<u8>>,
    /// Pages of transactions.
    pub(crate) pages: Vec<Vec<u8>>,
    pub(crate) refusal: Vec<u8>,
}

pub(crate) static ANSWERS: LazyLock<Answers> = LazyLock::new(|| {
    let far_side = FarSide::new();
    let report = far_side.inner.ledger();
    let written = |value: Value| serde_json::to_vec(&value).expect("plain data becomes JSON");
    let trays = report.cashtrays.iter().map(|tray| far_side.call("GET", &format!("/cashtrays/{}", tray.id), "{}"));
    let trays = trays.map(|answer| written(answer.open())).collect();
    let page = far_side.call("GET", "/transactions", r#"{"per_page":5}"#);
    let empty = far_side.call("GET", "/transactions", r#"{"description":"nothing"}"#);
    let refused = far_side.call("GET", &format!("/cashtrays/{}", Uuid::nil()), "{}");
    Answers {
        trays,
        transactions: report.transactions.iter().map(|row: &Transaction| written(json!(row))).collect(),
        pages: [&page, &empty].map(|answer| written(answer.open())).to_vec(),
        refusal: written(refused.open()),
    }
});

/// A far side in this process, with trays in every state.
pub(crate) struct FarSide {
    inner: Unconnected,
    runtime: Runtime,
    asked: Cell<u32>,
    shop: String,
    private_money: String,
    customer: String,
    account: String,
}

/// An answer of the far side.
pub(crate) struct Answer {
    pub(crate) status: u16,
    body: Vec<u8>,
}

/// Lends the far side of this thread; a fresh one from time to time.
pub(crate) fn with_far_side<T>(ask: impl FnOnce(&FarSide) -> T) -> T {
    thread_local! {
        static FAR_SIDE: RefCell<Option<FarSide>> = const { RefCell::new(None) };
    }
    FAR_SIDE.with_borrow_mut(|there| {
        if there.as_ref().is_none_or(|far_side| far_side.asked.get() >= REQUESTS_UNTIL_A_FRESH_ONE) {
            *there = Some(FarSide::new());
        }
        ask(there.as_ref().expect("it was just made"))
    })
}

impl FarSide {
    fn new() -> Self {
        let client = Client { client_id: CLIENT_ID.to_owned(), client_secret: SECRET.clone() };
        let at = "2026-11-20T06:56:43Z".parse().expect("a moment");
        // The recorded requests were not made at that very moment.
        let switches = Switches { timestamp_window_seconds: None, repeatable_ids: true, ..Switches::default() };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let mut far_side = Self {
            inner: Unconnected::new(1, at, switches, client),
            runtime,
            asked: Cell::new(0),
            shop: String::new(),
            private_money: String::new(),
            customer: String::new(),
            account: String::new(),
        };
        far_side.look_around();
        far_side.trade();
        far_side
    }

    fn look_around(&mut self) {
        let first = |answer: Answer, pointer: &str| {
            let value = answer.open();
            value.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("{pointer} in {value}")).to_owned()
        };
        self.private_money = first(self.call("GET", "/private-moneys", "{}"), "/rows/0/id");
        self.shop = first(self.call("GET", "/shops", "{}"), "/rows/0/id");
        let customers = format!(r#"{{"private_money_id":"{}"}}"#, self.private_money);
        let customers = self.call("GET", "/accounts/customers", &customers).open();
        let text = |pointer: &str| customers.pointer(pointer).and_then(Value::as_str).expect("a customer").to_owned();
        self.account = text("/rows/0/id");
        self.customer = text("/rows/0/user/id");
    }

    /// A tray that waits, one cancelled, one paid, one topped up, one refused, one paid and read again.
    fn trade(&self) {
        let tray = |amount: i64| {
            let order = json!({"private_money_id": self.private_money, "shop_id": self.shop, "amount": amount,
                "description": "たい焼き [A-0042-7ZK3M0Q9XW1BT]", "expires_in": 600});
            let answer = self.call("POST", "/cashtrays", &order.to_string());
            let created = answer.open();
            created["id"].as_str().expect("a tray").to_owned()
        };
        let scan = |tray: &str, customer| {
            let target = ScanTarget::Cashtray(tray.parse().expect("an id"));
            // Also what is refused is wanted here.
            let _ = self.inner.scan(&target, customer);
        };
        tray(-1280);
        self.call("DELETE", &format!("/cashtrays/{}", tray(-500)), "{}");
        scan(&tray(-1100), "rich");
        scan(&tray(3000), "rich");
        scan(&tray(-900_000), "poor");
        let twice = tray(-300);
        scan(&twice, "rich");
        scan(&twice, "poor");
    }

    /// Posts a body as it is.
    pub(crate) fn post(&self, path: &str, content_type: &str, body: Vec<u8>) -> Answer {
        self.asked.set(self.asked.get() + 1);
        let answer = self.runtime.block_on(self.inner.post(path, content_type, body));
        let answer = answer.expect("the paths and content types here can stand in a request");
        Answer { status: answer.status, body: answer.body }
    }

    /// Calls an operation with these parameters; a text that is no JSON is sealed as the whole call.
    pub(crate) fn call(&self, method: &str, path: &str, parameters: &str) -> Answer {
        let inner = if serde_json::from_str::<IgnoredAny>(parameters).is_ok() {
            let call_id = Uuid::from_u128(u128::from(self.asked.get()));
            format!(
                r#"{{"request_data":{parameters},"timestamp":"2026-11-20T06:56:43Z","partner_call_id":"{call_id}"}}"#
            )
        } else {
            parameters.to_owned()
        };
        let outer = json!({"partner_client_id": CLIENT_ID, "data": seal(&SECRET, &inner), "request_method": method});
        self.post(&self.filled(path), "application/json", outer.to_string().into_bytes())
    }

    fn filled(&self, path: &str) -> String {
        if !path.contains('{') {
            return path.to_owned();
        }
        let report = self.inner.ledger();
        let tray = report.cashtrays.last().map(|tray| tray.id.to_string()).unwrap_or_default();
        let transaction = report.transactions.last().map(|row| row.id.to_string()).unwrap_or_default();
        path.replace("{tray}", &tray)
            .replace("{transaction}", &transaction)
            .replace("{shop}", &self.shop)
            .replace("{account}", &self.account)
    }

    /// Parameters that some operation takes.
    pub(crate) fn samples(&self) -> Vec<String> {
        let (shop, money, customer) = (&self.shop, &self.private_money, &self.customer);
        let token = self.inner.ledger().cashtrays.last().map(|tray| tray.token.clone()).unwrap_or_default();
        [
            json!({}),
            json!({"private_money_id": money, "shop_id": shop, "amount": -1280, "description": "x", "expires_in": 60}),
            json!({"amount": -900, "description": "y"}),
            json!({"shop_id": shop, "customer_id": customer, "private_money_id": money, "money_amount": 100,
                "point_amount": 5, "description": "", "request_id": Uuid::from_u128(9)}),
            json!({"shop_id": shop, "customer_id": customer, "private_money_id": money, "amount": 50}),
            json!({"from": "2026-11-20T00:00:00Z", "to": "2036-11-20T00:00:00+09:00", "page": 1, "per_page": 2,
                "shop_id": shop, "private_money_id": money, "types": ["payment", "topup"]}),
            json!({"cashtray_id": token, "customer_id": customer, "amount": 10, "message": "hello",
                "user_name": "さくら"}),
            json!({"private_money_id": money, "shop_id": shop, "account_id": self.account, "money_amount": 1,
                "amount": null, "is_onetime": true, "usage_limit": 3}),
        ]
        .iter()
        .map(Value::to_string)
        .collect()
    }

    /// Grows whenever the books change.
    pub(crate) fn revision(&self) -> u64 {
        self.inner.revision()
    }

    /// Panics when money came from nowhere, or anything else in the books cannot be.
    pub(crate) fn assert_books_are_sound(&self) {
        assert_eq!(self.inner.find_flaw(), None);
        let LedgerReport { total, .. } = self.inner.ledger();
        assert!(total.is_zero(), "the wallets together hold {total}");
    }
}

impl Answer {
    /// Panics unless it is a documented answer: JSON, sealed with the caller's key when it is a success, and no fault
    /// of the server's own.
    pub(crate) fn assert_is_sound(&self, path: &str) {
        let status = self.status;
        assert!(status == 200 || (400..500).contains(&status), "{path} answers {status}");
        let value = self.open();
        if status != 200 {
            assert!(value["type"].is_string() && value["message"].is_string(), "{path} {status}: {value}");
        }
    }

    /// The JSON that it holds.
    fn open(&self) -> Value {
        let body: Value = serde_json::from_slice(&self.body).expect("an answer is JSON");
        if let Some(sealed) = body["response_data"].as_str() {
            return serde_json::from_str(&open(&SECRET, sealed).expect("it opens")).expect("it holds JSON");
        }
        assert_ne!(self.status, 200, "a success in clear: {body}");
        body
    }
}
