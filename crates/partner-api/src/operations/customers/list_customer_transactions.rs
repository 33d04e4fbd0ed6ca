//! `GET /customers/transactions`
//!
//! Lists one money's transactions by the customer who gave or received.

use jiff::Timestamp;
use serde::Serialize;

use crate::ids::{PrivateMoneyId, UserId};
use crate::limits::check_positive;
use crate::operation::{Method, Operation, Paged, Repeat};
use crate::schema::{Page, Transaction};
use crate::wire_time::serialize_optional;

/// Lists transactions that fit every filter that is set. Answers 422 `customer_user_not_found` and
/// `private_money_not_found`.
///
/// A page may shift while new transactions arrive: a row can then appear twice or not at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListCustomerTransactions {
    /// The money.
    pub private_money_id: PrivateMoneyId,
    /// Where this customer gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sender_customer_id: Option<UserId>,
    /// Where this customer received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receiver_customer_id: Option<UserId>,
    /// Of this kind.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<CustomerTransactionType>,
    /// True: only refunded ones. False: only others. Left out: both.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_modified: Option<bool>,
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
}

impl ListCustomerTransactions {
    /// With nothing set that may be left out.
    pub fn new(private_money_id: PrivateMoneyId) -> Self {
        Self {
            private_money_id,
            sender_customer_id: None,
            receiver_customer_id: None,
            kind: None,
            is_modified: None,
            from: None,
            to: None,
            page: None,
            per_page: None,
        }
    }
}

/// A kind of transaction that a customer can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CustomerTransactionType {
    /// From a shop to a customer.
    Topup,
    /// From a customer to a shop.
    Payment,
    /// Into another money, or out of one.
    Exchange,
    /// From customer to customer.
    Transfer,
    /// Handed back when a wallet was closed. Known to later versions of the API only.
    Cashback,
    /// Lost when a wallet was closed. Known to later versions of the API only.
    Expire,
}

impl Operation for ListCustomerTransactions {
    type Response = Page<Transaction>;
    const NAME: &'static str = "ListCustomerTransactions";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/customers/transactions";
    const REPEAT: Repeat = Repeat::Harmless;

    fn check(&self) -> Result<(), crate::Error> {
        check_positive("page", self.page)?;
        check_positive("per_page", self.per_page)
    }
}

impl Paged for ListCustomerTransactions {
    type Row = Transaction;

    fn page(&self) -> Option<u32> {
        self.page
    }

    fn set_page(&mut self, page: u32) {
        self.page = Some(page);
    }
}
