//! Every operation against Pokepay's own description of it: method, path, parameters, and each field of the answer.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use partner_api::Operation;
use partner_api::ids::CashtrayId;
use partner_api::operations::{accounts, cashtrays, private_moneys, shops, system, transactions};
use partner_api::schema::{CashtrayWithResult, Transfer};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

const ID: &str = "5ca2bbb1-3216-48f0-b171-26ec05dfcc03";

#[derive(Deserialize)]
struct Documents {
    operations: Vec<Documented>,
    schemas: BTreeMap<String, BTreeMap<String, Field>>,
}

#[derive(Deserialize)]
struct Documented {
    name: String,
    method: String,
    path: String,
    parameters: Vec<Parameter>,
    later_parameters: Vec<String>,
    response: String,
}

#[derive(Deserialize)]
struct Parameter {
    name: String,
    r#in: String,
    required: bool,
}

#[derive(Deserialize)]
struct Field {
    r#type: Option<String>,
    format: Option<String>,
    pattern: Option<String>,
    r#ref: Option<String>,
    items: Option<String>,
    nullable: bool,
}

fn documents() -> Documents {
    serde_json::from_str(include_str!("fixtures/operations.json")).expect("the fixture is JSON")
}

impl Documents {
    /// An answer as the documents describe it, with every nullable field null or every one set.
    fn example(&self, schema: &str, nulls: bool) -> Value {
        let fields = self.schemas[schema].iter();
        Value::Object(fields.map(|(name, field)| (name.clone(), self.value(field, nulls))).collect())
    }

    fn value(&self, field: &Field, nulls: bool) -> Value {
        match (field.r#ref.as_deref(), field.r#type.as_deref(), field.format.as_deref()) {
            _ if field.nullable && nulls => Value::Null,
            (Some(schema), ..) => self.example(schema, nulls),
            (_, Some("string"), Some("uuid")) => json!(ID),
            (_, Some("string"), Some("date-time")) => json!("2026-11-20T06:56:43.091034Z"),
            (_, Some("string"), _) if field.pattern.as_deref() == Some("^ok$") => json!("ok"),
            (_, Some("string"), _) => json!("たい焼き"),
            (_, Some("number"), _) => json!(-1100),
            (_, Some("integer"), _) => json!(3),
            (_, Some("boolean"), _) => json!(true),
            (_, Some("array"), _) => json!([self.example(field.items.as_deref().expect("rows"), nulls)]),
            (_, kind, _) => panic!("the documents have a new type {kind:?}"),
        }
    }
}

/// Our type reads the documented answer and loses and adds nothing.
fn reads_whole<T: Serialize + DeserializeOwned>(documents: &Documents, schema: &str) {
    for nulls in [false, true] {
        let documented = documents.example(schema, nulls);
        let read: T = serde_json::from_str(&documented.to_string()).expect(schema);
        let written: Value = serde_json::from_str(&serde_json::to_string(&read).expect("JSON")).expect("JSON");
        assert_eq!(written, documented, "{schema}");
    }
}

/// `full` has every parameter set; `bare` only those that must be.
fn is_documented<O>(full: &O, bare: &O)
where
    O: Operation + Debug,
    O::Response: Serialize,
{
    let documents = documents();
    let documented = documents.operations.iter().find(|operation| operation.name == O::NAME).expect(O::NAME);
    assert_eq!((O::METHOD.as_str(), O::PATH), (documented.method.as_str(), documented.path.as_str()));
    assert!(full.check().is_ok() && bare.check().is_ok(), "{full:?}");

    let in_body = |required_only: bool| {
        let parameters = documented.parameters.iter().filter(|parameter| parameter.r#in == "body");
        parameters
            .filter(|parameter| parameter.required || !required_only)
            .map(|parameter| parameter.name.clone())
            .collect::<BTreeSet<_>>()
    };
    let later = documented.later_parameters.iter().cloned().collect();
    assert_eq!(keys(full), &in_body(false) | &later, "{}", O::NAME);
    assert_eq!(keys(bare), in_body(true), "{}", O::NAME);

    let in_path = documented.parameters.iter().filter(|parameter| parameter.r#in == "path");
    let path = in_path.fold(O::PATH.to_owned(), |path, parameter| path.replace(&format!("{{{}}}", parameter.name), ID));
    assert_eq!(full.path(), path);

    reads_whole::<O::Response>(&documents, &documented.response);
}

fn keys(request: &impl Serialize) -> BTreeSet<String> {
    let text = serde_json::to_string(request).expect("JSON");
    serde_json::from_str::<Map<String, Value>>(&text).expect("an object").into_iter().map(|(key, _)| key).collect()
}

fn id<T: std::str::FromStr<Err: Debug>>() -> T {
    ID.parse().expect("a UUID")
}

fn text() -> String {
    "taiyaki".to_owned()
}

#[test]
fn system_operations_are_as_documented() {
    is_documented(&system::GetPing {}, &system::GetPing {});
    let echo = system::SendEcho { message: "たい焼き(小倉) hello".to_owned() };
    is_documented(&echo, &echo);
}

#[test]
fn cashtray_operations_are_as_documented() {
    let bare = cashtrays::CreateCashtray {
        private_money_id: id(),
        shop_id: id(),
        amount: (-1100).into(),
        description: None,
        expires_in: None,
    };
    is_documented(
        &cashtrays::CreateCashtray { description: Some(text()), expires_in: Some(180), ..bare.clone() },
        &bare,
    );
    let get = cashtrays::GetCashtray { cashtray_id: id() };
    is_documented(&get, &get);
    let bare = cashtrays::UpdateCashtray { cashtray_id: id(), amount: None, description: None, expires_in: None };
    let full = cashtrays::UpdateCashtray {
        amount: Some(1500.into()),
        description: Some(text()),
        expires_in: Some(180),
        ..bare.clone()
    };
    is_documented(&full, &bare);
    let cancel = cashtrays::CancelCashtray { cashtray_id: id() };
    is_documented(&cancel, &cancel);
}

#[test]
fn transaction_operations_are_as_documented() {
    let get = transactions::GetTransaction { transaction_id: id() };
    is_documented(&get, &get);
    let moment = "2026-11-20T06:56:43Z".parse().ok();
    let bare =
        transactions::RefundTransaction { transaction_id: id(), description: None, returning_point_expires_at: None };
    let full = transactions::RefundTransaction {
        description: Some(text()),
        returning_point_expires_at: moment,
        ..bare.clone()
    };
    is_documented(&full, &bare);
    let full = transactions::ListTransactions {
        from: moment,
        to: moment,
        page: Some(1),
        per_page: Some(50),
        shop_id: Some(id()),
        customer_id: Some(id()),
        customer_name: Some(text()),
        terminal_id: Some(id()),
        transaction_id: Some(id()),
        organization_code: Some(text()),
        private_money_id: Some(id()),
        is_modified: Some(true),
        types: vec!["payment".to_owned()],
        description: Some(text()),
    };
    is_documented(&full, &transactions::ListTransactions::default());
    reads_whole::<Transfer>(&documents(), "Transfer");
}

#[test]
fn shop_operations_are_as_documented() {
    let get = shops::GetShop { shop_id: id() };
    is_documented(&get, &get);
    let full = shops::ListShops {
        organization_code: Some(text()),
        private_money_id: Some(id()),
        name: Some(text()),
        postal_code: Some("113-0033".to_owned()),
        address: Some(text()),
        tel: Some("03-1234-5678".to_owned()),
        email: Some("shop@example.jp".to_owned()),
        external_id: Some(text()),
        with_disabled: Some(true),
        page: Some(1),
        per_page: Some(50),
    };
    is_documented(&full, &shops::ListShops::default());
}

#[test]
fn private_money_and_account_operations_are_as_documented() {
    let full = private_moneys::GetPrivateMoneys { organization_code: Some(text()), page: Some(1), per_page: Some(50) };
    is_documented(&full, &private_moneys::GetPrivateMoneys::default());
    let get = accounts::GetAccount { account_id: id() };
    is_documented(&get, &get);
}

fn cashtray(change: impl FnOnce(&mut Map<String, Value>)) -> Result<CashtrayWithResult, serde_json::Error> {
    let mut answer = documents().example("CashtrayWithResult", false);
    change(answer.as_object_mut().expect("an object"));
    serde_json::from_str(&answer.to_string())
}

#[test]
fn a_cashtray_without_its_result_is_no_answer_rather_than_unpaid() {
    for key in ["attempt", "transaction", "canceled_at"] {
        let error = cashtray(|answer| drop(answer.remove(key))).expect_err("refused");
        assert!(error.to_string().starts_with(&format!("missing field `{key}`")), "{error}");
    }
}

#[test]
fn a_paid_cashtray_reads_in_every_form_the_server_may_print_it() {
    let text = r#"{
        "id": "5ca2bbb1-3216-48f0-b171-26ec05dfcc03", "amount": -1100.0, "description": null, "later": {"a": [1.5]},
        "account": {"id": "5ca2bbb1-3216-48f0-b171-26ec05dfcc03", "name": null, "is_suspended": false, "status": "active",
            "private_money": {"id": "5ca2bbb1-3216-48f0-b171-26ec05dfcc03", "name": "鯛焼きマネー", "unit": "円",
                "is_exclusive": false, "description": "", "oneline_message": "", "max_balance": 3e5,
                "organization": {"code": "taiyaki", "name": "鯛焼き"}, "transfer_limit": 100000.00, "type": "own",
                "expiration_type": "static", "enable_topup_by_member": null},
            "user": {"id": "5ca2bbb1-3216-48f0-b171-26ec05dfcc03", "name": "本店", "is_merchant": true}},
        "expires_at": "2026-11-20T16:00:00+09:00", "canceled_at": null,
        "token": "https://www-sandbox.pokepay.jp/cashtrays/5ca2bbb1-3216-48f0-b171-26ec05dfcc03",
        "attempt": {"account": null, "status_code": 200.0, "error_type": "", "error_message": "", "created_at": ""},
        "transaction": null
    }"#;
    let tray: CashtrayWithResult = serde_json::from_str(text).expect("all of this may come");
    assert_eq!(tray.amount, (-1100).into());
    assert_eq!(tray.account.private_money.max_balance, 300_000.into());
    assert_eq!(tray.expires_at.at(), "2026-11-20T07:00:00Z".parse().ok());
    assert_eq!(tray.attempt.expect("it was read").status_code, 200.into());
    assert_eq!((tray.description.as_str(), tray.account.name.as_str()), ("", ""));
    assert_eq!(tray.id, id::<CashtrayId>());
}

#[test]
fn an_amount_that_does_not_fit_exactly_is_no_amount() {
    for amount in ["1e400", "0.12345678901234567890123456789012345", "null", "true", "\"\""] {
        let text = documents().example("CashtrayWithResult", false).to_string();
        let text = text.replacen("\"amount\":-1100", &format!("\"amount\":{amount}"), 1);
        assert!(serde_json::from_str::<CashtrayWithResult>(&text).is_err(), "{amount}");
    }
}
