//! `GET /accounts/customers`
//!
//! Lists the customers' wallets of one money.

use jiff::Timestamp;
use serde::Serialize;

use crate::ids::PrivateMoneyId;
use crate::limits::{check_positive, check_tel, check_text};
use crate::operation::{Method, Operation, Paged, Repeat};
use crate::parameters::AccountStatus;
use crate::schema::{AccountWithUser, Page};
use crate::wire_time::serialize_optional;

/// Lists customers' wallets that fit every filter that is set. Answers 422 `private_money_not_found`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GetCustomerAccounts {
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
    /// In this state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<AccountStatus>,
    /// With this id of the partner's own; up to 50 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Of the customer with this Japanese telephone number, hyphens or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tel: Option<String>,
    /// Of the customer with this e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

impl GetCustomerAccounts {
    /// With nothing set that may be left out.
    pub fn new(private_money_id: PrivateMoneyId) -> Self {
        Self {
            private_money_id,
            page: None,
            per_page: None,
            created_at_from: None,
            created_at_to: None,
            is_suspended: None,
            status: None,
            external_id: None,
            tel: None,
            email: None,
        }
    }
}

impl Operation for GetCustomerAccounts {
    type Response = Page<AccountWithUser>;
    const NAME: &'static str = "GetCustomerAccounts";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/accounts/customers";
    const REPEAT: Repeat = Repeat::Harmless;

    fn check(&self) -> Result<(), crate::Error> {
        check_positive("page", self.page)?;
        check_positive("per_page", self.per_page)?;
        check_text("external_id", self.external_id.as_deref(), 50)?;
        check_tel("tel", self.tel.as_deref())
    }
}

impl Paged for GetCustomerAccounts {
    type Row = AccountWithUser;

    fn page(&self) -> Option<u32> {
        self.page
    }

    fn set_page(&mut self, page: u32) {
        self.page = Some(page);
    }
}
