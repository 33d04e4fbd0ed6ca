//! `GET /transactions`
//!
//! Lists movements of money: the way to find a payment whose Cashtray was forgotten.

use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use crate::ids::{PrivateMoneyId, ShopId, TransactionId, UserId};
use crate::limits::{check_organization_code, check_positive, check_text};
use crate::operation::{Method, Operation, Paged, Repeat};
use crate::schema::{Page, Transaction};
use crate::wire_time::serialize_optional;

/// Lists transactions that fit every filter that is set. `ListTransactions::default()` sets none.
///
/// A page may shift while new transactions arrive: a row can then appear twice or not at all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ListTransactions {
    /// Done at this moment or later.
    #[serde(serialize_with = "serialize_optional", skip_serializing_if = "Option::is_none")]
    pub from: Option<Timestamp>,
    /// Done before this moment.
    #[serde(serialize_with = "serialize_optional", skip_serializing_if = "Option::is_none")]
    pub to: Option<Timestamp>,
    /// From 1; the server's default is the first page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Rows per page, at least 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_page: Option<u32>,
    /// Where this shop gave or received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shop_id: Option<ShopId>,
    /// Where this customer gave or received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<UserId>,
    /// Where the customer's name contains this; up to 256 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_name: Option<String>,
    /// Made by this terminal. A terminal of Pokepay's own, not a till of ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terminal_id: Option<Uuid>,
    /// Only this transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transaction_id: Option<TransactionId>,
    /// Of shops of this organisation: up to 32 letters, digits and hyphens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_code: Option<String>,
    /// Of this money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_money_id: Option<PrivateMoneyId>,
    /// True: only refunded ones. The server's default is false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_modified: Option<bool>,
    /// Any of `topup`, `payment`, `exchange_outflow`, `exchange_inflow`; empty for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<String>,
    /// With this description; up to 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

impl Operation for ListTransactions {
    type Response = Page<Transaction>;
    const NAME: &'static str = "ListTransactions";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/transactions";
    const REPEAT: Repeat = Repeat::Harmless;

    fn check(&self) -> Result<(), crate::Error> {
        check_positive("page", self.page)?;
        check_positive("per_page", self.per_page)?;
        check_text("customer_name", self.customer_name.as_deref(), 256)?;
        check_organization_code(self.organization_code.as_deref())?;
        check_text("description", self.description.as_deref(), 200)
    }
}

impl Paged for ListTransactions {
    type Row = Transaction;

    fn page(&self) -> Option<u32> {
        self.page
    }

    fn set_page(&mut self, page: u32) {
        self.page = Some(page);
    }
}
