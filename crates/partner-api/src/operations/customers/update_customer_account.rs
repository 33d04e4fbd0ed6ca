//! `PATCH /accounts/{account_id}/customers`
//!
//! Changes the state, the name or the notes of a customer's wallet.

use serde::Serialize;

use crate::ids::AccountId;
use crate::limits::check_text;
use crate::operation::{Method, Operation, Repeat};
use crate::parameters::{AccountStatus, Metadata};
use crate::schema::AccountWithUser;

/// Changes the fields that are given. Answers 422 `account_not_found` and `invalid_metadata`.
///
/// A repeat sets the same values again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UpdateCustomerAccount {
    /// The wallet.
    #[serde(skip)]
    pub account_id: AccountId,
    /// Freezes the wallet, sets it free, or makes it ready to be closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<AccountStatus>,
    /// The wallet's name; up to 256 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_name: Option<String>,
    /// The partner's own id for the customer; up to 50 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Takes the place of all metadata the wallet has. Keys up to 32 characters, values up to 128.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<Metadata>,
}

impl UpdateCustomerAccount {
    /// With nothing set that may be left out.
    pub fn new(account_id: AccountId) -> Self {
        Self { account_id, status: None, account_name: None, external_id: None, metadata: None }
    }
}

impl Operation for UpdateCustomerAccount {
    type Response = AccountWithUser;
    const NAME: &'static str = "UpdateCustomerAccount";
    const METHOD: Method = Method::Patch;
    const PATH: &'static str = "/accounts/{account_id}/customers";
    const REPEAT: Repeat = Repeat::Harmless;

    fn check(&self) -> Result<(), crate::Error> {
        check_text("account_name", self.account_name.as_deref(), 256)?;
        check_text("external_id", self.external_id.as_deref(), 50)?;
        self.metadata.as_ref().map_or(Ok(()), Metadata::check_for_wallet)
    }

    fn path(&self) -> String {
        format!("/accounts/{}/customers", self.account_id)
    }
}
