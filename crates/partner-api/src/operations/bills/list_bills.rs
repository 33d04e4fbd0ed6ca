//! `GET /bills`
//!
//! Lists the payment QR codes that shops have hung up.

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::ids::{PrivateMoneyId, ShopId};
use crate::limits::{check_amount, check_organization_code, check_positive, check_text};
use crate::operation::{Method, Operation, Paged, Repeat};
use crate::schema::{Bill, Page};
use crate::wire_time::serialize_optional;

/// Lists bills that fit every filter that is set. `ListBills::default()` sets none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ListBills {
    /// From 1; the server's default is the first page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Rows per page, at least 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_page: Option<u32>,
    /// Whose id begins with this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bill_id: Option<String>,
    /// Of this money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_money_id: Option<PrivateMoneyId>,
    /// Of shops of this organisation: up to 32 letters, digits and hyphens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_code: Option<String>,
    /// With this description; up to 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Made at this moment or later.
    #[serde(serialize_with = "serialize_optional", skip_serializing_if = "Option::is_none")]
    pub created_from: Option<Timestamp>,
    /// Made before this moment.
    #[serde(serialize_with = "serialize_optional", skip_serializing_if = "Option::is_none")]
    pub created_to: Option<Timestamp>,
    /// Of shops with this in their name; up to 256 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shop_name: Option<String>,
    /// Of this shop.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shop_id: Option<ShopId>,
    /// Over this amount or more, in the money's unit. Not negative.
    #[serde(with = "crate::number::optional", skip_serializing_if = "Option::is_none")]
    pub lower_limit_amount: Option<Decimal>,
    /// Over this amount or less, in the money's unit. Not negative.
    #[serde(with = "crate::number::optional", skip_serializing_if = "Option::is_none")]
    pub upper_limit_amount: Option<Decimal>,
    /// True: only switched-off ones. The server's default is false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_disabled: Option<bool>,
}

impl Operation for ListBills {
    type Response = Page<Bill>;
    const NAME: &'static str = "ListBills";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/bills";
    const REPEAT: Repeat = Repeat::Harmless;

    fn check(&self) -> Result<(), crate::Error> {
        check_positive("page", self.page)?;
        check_positive("per_page", self.per_page)?;
        check_organization_code(self.organization_code.as_deref())?;
        check_text("description", self.description.as_deref(), 200)?;
        check_text("shop_name", self.shop_name.as_deref(), 256)?;
        check_amount("lower_limit_amount", self.lower_limit_amount)?;
        check_amount("upper_limit_amount", self.upper_limit_amount)
    }
}

impl Paged for ListBills {
    type Row = Bill;

    fn page(&self) -> Option<u32> {
        self.page
    }

    fn set_page(&mut self, page: u32) {
        self.page = Some(page);
    }
}
