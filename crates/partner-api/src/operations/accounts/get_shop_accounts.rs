//! `GET /accounts/shops`
//!
//! Lists the shops' wallets of one money.

use jiff::Timestamp;
use serde::Serialize;

use crate::ids::PrivateMoneyId;
use crate::limits::check_positive;
use crate::operation::{Method, Operation, Paged, Repeat};
use crate::schema::{AccountWithUser, Page};
use crate::wire_time::serialize_optional;

/// Lists shops' wallets that fit every filter that is set. Answers 422 `private_money_not_found`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GetShopAccounts {
    /// The money.
    pub private_money_id: PrivateMoneyId,
    /// From 1; the server's default is the first page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Rows per page, at least 1; the server's default is 30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_page: Option<u32>,
    /// Opened at this moment or later.
    #[serde(serialize_with = "serialize_optional", skip_serializing_if = "Option::is_none")]
    pub created_at_from: Option<Timestamp>,
    /// Opened before this moment.
    #[serde(serialize_with = "serialize_optional", skip_serializing_if = "Option::is_none")]
    pub created_at_to: Option<Timestamp>,
    /// True: only frozen ones. False: only others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_suspended: Option<bool>,
}

impl GetShopAccounts {
    /// With nothing set that may be left out.
    pub fn new(private_money_id: PrivateMoneyId) -> Self {
        Self {
            private_money_id,
            page: None,
            per_page: None,
            created_at_from: None,
            created_at_to: None,
            is_suspended: None,
        }
    }
}

impl Operation for GetShopAccounts {
    type Response = Page<AccountWithUser>;
    const NAME: &'static str = "GetShopAccounts";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/accounts/shops";
    const REPEAT: Repeat = Repeat::Harmless;

    fn check(&self) -> Result<(), crate::Error> {
        check_positive("page", self.page)?;
        check_positive("per_page", self.per_page)
    }
}

impl Paged for GetShopAccounts {
    type Row = AccountWithUser;

    fn page(&self) -> Option<u32> {
        self.page
    }

    fn set_page(&mut self, page: u32) {
        self.page = Some(page);
    }
}
