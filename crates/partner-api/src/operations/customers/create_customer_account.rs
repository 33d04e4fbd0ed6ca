//! `POST /accounts/customers`
//!
//! Makes a customer together with a wallet.

use serde::Serialize;

use crate::ids::PrivateMoneyId;
use crate::limits::check_text;
use crate::operation::{Method, Operation, Repeat};
use crate::schema::AccountWithUser;

/// Makes a customer with a wallet of one money. The customer has no login: no app can open this wallet, only this API.
/// Answers 422 `private_money_not_found` and `account_can_not_create`.
///
/// A repeat makes a second customer. When the answer is lost, [`GetCustomerAccounts`](super::GetCustomerAccounts) with
/// the `external_id` finds the first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CreateCustomerAccount {
    /// The money.
    pub private_money_id: PrivateMoneyId,
    /// The customer's name; up to 256 characters. Empty when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_name: Option<String>,
    /// The wallet's name; up to 256 characters. Empty when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_name: Option<String>,
    /// The partner's own id for the customer; up to 50 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
}

impl CreateCustomerAccount {
    /// With nothing set that may be left out.
    pub fn new(private_money_id: PrivateMoneyId) -> Self {
        Self { private_money_id, user_name: None, account_name: None, external_id: None }
    }
}

impl Operation for CreateCustomerAccount {
    type Response = AccountWithUser;
    const NAME: &'static str = "CreateCustomerAccount";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/accounts/customers";
    const REPEAT: Repeat = Repeat::Never;

    fn check(&self) -> Result<(), crate::Error> {
        check_text("user_name", self.user_name.as_deref(), 256)?;
        check_text("account_name", self.account_name.as_deref(), 256)?;
        check_text("external_id", self.external_id.as_deref(), 50)
    }
}
