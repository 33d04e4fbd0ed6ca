//! `GET /accounts/{account_id}/balances`
//!
//! Lists what is in a wallet by the day it expires.

use jiff::Timestamp;
use serde::Serialize;

use crate::ids::AccountId;
use crate::limits::check_positive;
use crate::operation::{Method, Operation, Paged, Repeat};
use crate::parameters::Direction;
use crate::schema::{AccountBalance, Page};
use crate::wire_time::serialize_optional;

/// Lists the parts of a balance that are still good, one row per expiry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListAccountBalances {
    /// The wallet.
    #[serde(skip)]
    pub account_id: AccountId,
    /// From 1; the server's default is the first page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Rows per page, at least 1; the server's default is 30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_page: Option<u32>,
    /// That expires at this moment or later.
    #[serde(serialize_with = "serialize_optional", skip_serializing_if = "Option::is_none")]
    pub expires_at_from: Option<Timestamp>,
    /// That expires before this moment.
    #[serde(serialize_with = "serialize_optional", skip_serializing_if = "Option::is_none")]
    pub expires_at_to: Option<Timestamp>,
    /// Sorted by expiry; the server's default is ascending.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
}

impl ListAccountBalances {
    /// With nothing set that may be left out.
    pub fn new(account_id: AccountId) -> Self {
        Self { account_id, page: None, per_page: None, expires_at_from: None, expires_at_to: None, direction: None }
    }
}

impl Operation for ListAccountBalances {
    type Response = Page<AccountBalance>;
    const NAME: &'static str = "ListAccountBalances";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/accounts/{account_id}/balances";
    const REPEAT: Repeat = Repeat::Harmless;

    fn check(&self) -> Result<(), crate::Error> {
        check_positive("page", self.page)?;
        check_positive("per_page", self.per_page)
    }

    fn path(&self) -> String {
        format!("/accounts/{}/balances", self.account_id)
    }
}

impl Paged for ListAccountBalances {
    type Row = AccountBalance;

    fn page(&self) -> Option<u32> {
        self.page
    }

    fn set_page(&mut self, page: u32) {
        self.page = Some(page);
    }
}
