//! Parameters drawn at random from what the documents allow, about things that are there.

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::desk::{Desk, id_of};
use super::documents::{Documented, Parameter, documents};

/// Draws requests. The same seed draws the same.
pub(super) struct Draw {
    pub(super) rng: StdRng,
    /// Ids of everything that answers have named, by the word for it.
    seen: Vec<(&'static str, Uuid)>,
}

impl Draw {
    pub(super) fn new(seed: u64) -> Self {
        Self { rng: StdRng::seed_from_u64(seed), seen: Vec::new() }
    }

    /// Any operation.
    pub(super) fn operation(&mut self) -> &'static Documented {
        documents().operations.choose(&mut self.rng).expect("there are operations")
    }

    /// An id for its path, and parameters of which each optional one is there every third time.
    pub(super) fn request(&mut self, desk: &Desk, documented: &Documented) -> (Option<Uuid>, Map<String, Value>) {
        let id = documented.path.split_once('{').and_then(|(_, rest)| rest.split_once('}'));
        let id = id.map(|(word, _)| self.id(desk, word));
        let mut parameters = Map::new();
        for (name, parameter) in &documented.parameters {
            if parameter.required || self.rng.random_ratio(1, 3) {
                parameters.insert(name.clone(), self.value(desk, name, parameter));
            }
        }
        for name in &documented.later {
            if self.rng.random_ratio(1, 4) && name == "request_id" {
                let id = Uuid::from_u128(self.rng.random_range(1..6));
                parameters.insert(name.clone(), json!(id));
            }
        }
        // Most of what is given as points only is refused without a word about money.
        if parameters.contains_key("customer_id") && documented.parameters.contains_key("money_amount") {
            parameters.insert("money_amount".to_owned(), self.amount());
        }
        (id, parameters)
    }

    /// Remembers what an answer made.
    pub(super) fn saw(&mut self, operator: &str, answer: &Value) {
        let word = match operator {
            "CreateCashtray" => "cashtray_id",
            "CreateBill" => "bill_id",
            "CreateCheck" => "check_id",
            "BulkCreateTransaction" => "bulk_transaction_id",
            _ if answer.get("sender_account").is_some() => "transaction_id",
            _ => return,
        };
        self.seen.push((word, id_of(answer)));
    }

    fn id(&mut self, desk: &Desk, word: &str) -> Uuid {
        if self.rng.random_ratio(1, 20) {
            return Uuid::from_u128(self.rng.random());
        }
        let ledger = &desk.ledger;
        let all: Vec<Uuid> = if word.contains("shop_id") {
            ledger.shops.iter().map(|shop| shop.id.0).collect()
        } else if word.contains("private_money_id") {
            let moneys = ledger.moneys.iter().map(|money| money.id.0);
            // The practice money far more often than the other, or else little would happen.
            moneys.clone().take(1).cycle().take(6).chain(moneys.skip(1)).collect()
        } else if word.contains("account") {
            ledger.accounts.keys().map(|id| id.0).collect()
        } else if matches!(word, "customer_id" | "sender_id" | "receiver_id" | "user_id") || word.contains("customer") {
            ledger.customers.iter().map(|person| person.id.0).collect()
        } else {
            self.seen.iter().filter(|(kind, _)| *kind == word).map(|(_, id)| *id).collect()
        };
        all.choose(&mut self.rng).copied().unwrap_or_default()
    }

    fn amount(&mut self) -> Value {
        let amounts =
            [json!(0), json!(1), json!(100), json!(500), json!(1_100), json!(20_000), json!(50_001), json!(0.5)];
        amounts.choose(&mut self.rng).expect("amounts").clone()
    }

    fn value(&mut self, desk: &Desk, name: &str, parameter: &Parameter) -> Value {
        if let Some(words) = &parameter.words {
            return json!(words.choose(&mut self.rng));
        }
        match (parameter.kind.as_str(), parameter.format.as_deref()) {
            (_, Some("uuid")) => json!(self.id(desk, name)),
            (_, Some("date-time")) => {
                let seconds = self.rng.random_range(-20..60);
                json!((desk.now + jiff::SignedDuration::from_secs(seconds)).to_string())
            }
            (_, Some("email")) => json!(format!("{}@example.com", self.rng.random_range(0..9))),
            ("boolean", _) => json!(self.rng.random_bool(0.3)),
            ("array", _) => match &parameter.items {
                Some(items) => json!([self.value(desk, name, items)]),
                None => json!([]),
            },
            ("number", None) if name == "amount" && parameter.minimum.is_none() => {
                let sign = if self.rng.random_bool(0.5) { 1 } else { -1 };
                json!(sign * self.rng.random_range(1..30_000))
            }
            ("number" | "integer", _) if name.ends_with("amount") => self.amount(),
            ("number" | "integer", _) => json!(self.rng.random_range(1..40)),
            _ => self.text(desk, name),
        }
    }

    fn text(&mut self, desk: &Desk, name: &str) -> Value {
        match name {
            "content" => json!(self.list(desk)),
            "request_id" => json!(Uuid::from_u128(self.rng.random())),
            "metadata" => json!("{\"key\":\"value\"}"),
            "organization_code" => json!("sakura"),
            "code" => json!(format!("org-{}", self.rng.random_range(0..5))),
            _ if name.ends_with("postal_code") => json!("100-0001"),
            _ if name.ends_with("tel") => json!("03-1234-5678"),
            "bank_code" | "bank_branch_code" | "bank_account" | "bank_account_holder_name" => json!(""),
            _ => json!(format!("名{}", self.rng.random_range(0..50))),
        }
    }

    /// A bulk list of three lines.
    fn list(&mut self, desk: &Desk) -> String {
        let mut list = "type,sender_id,receiver_id,private_money_id,money_amount,point_amount\n".to_owned();
        for _ in 0..3 {
            let (shop, customer) = (self.id(desk, "shop_id"), self.id(desk, "customer_id"));
            let (money, points) = (self.id(desk, "private_money_id"), self.rng.random_range(0..200));
            let line = if self.rng.random_bool(0.5) {
                format!("topup,{shop},{customer},{money},100,{points}\n")
            } else {
                format!("payment,{customer},{shop},{money},100,{points}\n")
            };
            list.push_str(&line);
        }
        list
    }
}
