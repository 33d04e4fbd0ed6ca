//! `GET /transfers`
//!
//! Lists the single movements that transactions consist of.

use jiff::Timestamp;
use serde::Serialize;

use crate::ids::{PrivateMoneyId, ShopId, TransactionId, UserId};
use crate::limits::{check_positive, check_text};
use crate::operation::{Method, Operation, Paged, Repeat};
use crate::schema::{Page, Transfer};
use crate::wire_time::serialize_optional;

/// Lists transfers that fit every filter that is set. `ListTransfers::default()` sets none.
///
/// A page may shift while new transfers arrive: a row can then appear twice or not at all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ListTransfers {
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
    /// Where the shop's name contains this; up to 256 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shop_name: Option<String>,
    /// Where this customer gave or received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<UserId>,
    /// Where the customer's name contains this; up to 256 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_name: Option<String>,
    /// Of this transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transaction_id: Option<TransactionId>,
    /// Of this money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_money_id: Option<PrivateMoneyId>,
    /// True: only of refunded transactions. False: only of others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_modified: Option<bool>,
    /// Of any of these kinds of transaction; empty for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub transaction_types: Vec<TransactionType>,
    /// Of any of these kinds; empty for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub transfer_types: Vec<TransferType>,
    /// With this description; up to 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// A kind of transaction that transfers belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TransactionType {
    /// From a shop to a customer.
    Topup,
    /// From a customer to a shop.
    Payment,
    /// From customer to customer.
    Transfer,
    /// Into another money, or out of one.
    Exchange,
}

/// A kind of transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TransferType {
    /// From a shop to a customer.
    Topup,
    /// From a customer to a shop.
    Payment,
    /// Into another money, or out of one.
    Exchange,
    /// From customer to customer.
    Transfer,
    /// What a coupon paid.
    Coupon,
    /// What a campaign gave.
    Campaign,
}

impl Operation for ListTransfers {
    type Response = Page<Transfer>;
    const NAME: &'static str = "ListTransfers";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/transfers";
    const REPEAT: Repeat = Repeat::Harmless;

    fn check(&self) -> Result<(), crate::Error> {
        check_positive("page", self.page)?;
        check_positive("per_page", self.per_page)?;
        check_text("shop_name", self.shop_name.as_deref(), 256)?;
        check_text("customer_name", self.customer_name.as_deref(), 256)?;
        check_text("description", self.description.as_deref(), 200)
    }
}

impl Paged for ListTransfers {
    type Row = Transfer;

    fn page(&self) -> Option<u32> {
        self.page
    }

    fn set_page(&mut self, page: u32) {
        self.page = Some(page);
    }
}
