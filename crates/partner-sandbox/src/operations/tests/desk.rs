//! A ledger that is asked as callers ask it, without the wire between.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::ledger::{Ledger, Owner};
use crate::operations::{Asked, ROUTES, Request};
use crate::parameters::Parameters;
use crate::refusal::{Language, Refusal};
use crate::switches::Switches;

/// A far side of its own, at a time of its own.
pub(super) struct Desk {
    pub(super) ledger: Ledger,
    pub(super) now: Timestamp,
}

impl Desk {
    pub(super) fn new() -> Self {
        Self { ledger: Ledger::new(1, 0), now: "2026-11-20T06:00:00Z".parse().expect("a moment") }
    }

    pub(super) fn wait_ms(&mut self, ms: i64) {
        self.now += SignedDuration::from_millis(ms);
    }

    /// The answer's text.
    pub(super) fn ask_text(&mut self, operator: &str, id: Option<Uuid>, parameters: &str) -> Result<String, Refusal> {
        let route = ROUTES.iter().find(|route| route.name == operator).expect("an operation");
        let raw = RawValue::from_string(parameters.to_owned()).expect("JSON");
        let parameters = Parameters::read(Some(&raw))?;
        let switches = Switches::default();
        let language = Language::English;
        let mut request =
            Request { ledger: &mut self.ledger, now: self.now, parameters, switches: &switches, language };
        Asked { route, id }.answer(&mut request)
    }

    /// The answer.
    pub(super) fn ask(&mut self, operator: &str, id: Option<Uuid>, parameters: &Value) -> Result<Value, Refusal> {
        let text = self.ask_text(operator, id, &parameters.to_string())?;
        Ok(serde_json::from_str(&text).expect("an answer is JSON"))
    }

    /// The answer of an operation that must go well.
    pub(super) fn done(&mut self, operator: &str, id: Option<Uuid>, parameters: &Value) -> Value {
        self.ask(operator, id, parameters).unwrap_or_else(|refusal| panic!("{operator} {parameters}: {refusal:?}"))
    }

    /// Status and type of the refusal of an operation that must not.
    pub(super) fn refused(&mut self, operator: &str, id: Option<Uuid>, parameters: &Value) -> (u16, String) {
        match self.ask(operator, id, parameters) {
            Ok(answer) => panic!("{operator} {parameters}: {answer}"),
            Err(refusal) => (refusal.status, refusal.kind),
        }
    }

    pub(super) fn money(&self, at: usize) -> Uuid {
        self.ledger.moneys[at].id.0
    }

    pub(super) fn shop(&self, at: usize) -> Uuid {
        self.ledger.shops[at].id.0
    }

    pub(super) fn customer(&self, key: &str) -> Uuid {
        self.ledger.customers.iter().find(|person| person.key == key).expect("a customer").id.0
    }

    /// A customer's wallet of the practice money.
    pub(super) fn wallet(&self, key: &str) -> Uuid {
        let owner = Owner::Customer(partner_api::ids::UserId(self.customer(key)));
        self.ledger.account_of(owner, self.ledger.moneys[0].id).expect("a wallet").id.0
    }

    /// The practice shop's wallet of the practice money.
    pub(super) fn shop_wallet(&self) -> Uuid {
        let owner = Owner::Shop(self.ledger.shops[0].id);
        self.ledger.account_of(owner, self.ledger.moneys[0].id).expect("a wallet").id.0
    }

    /// What a customer holds of the practice money, money and points.
    pub(super) fn holds(&mut self, key: &str) -> (i64, i64) {
        let wallet = self.wallet(key);
        let account = self.done("GetAccount", Some(wallet), &serde_json::json!({}));
        let part = |name: &str| account[name].as_i64().expect("a whole number");
        (part("money_balance"), part("point_balance"))
    }
}

/// The id of an answer.
pub(super) fn id_of(answer: &Value) -> Uuid {
    answer["id"].as_str().expect("an id").parse().expect("a UUID")
}
