//! `DELETE /accounts/{account_id}`
//!
//! Closes a customer's wallet for good.

use serde::Serialize;

use crate::ids::AccountId;
use crate::operation::{Method, Operation, Repeat};
use crate::schema::AccountDeleted;

/// Closes a wallet. It cannot be opened again. Answers 422 `account_not_pre_closed` for one that was not made ready by
/// [`AccountStatus::PreClosed`](crate::parameters::AccountStatus), and `account_not_found`.
///
/// A repeat is harmless: it closes the same wallet or is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeleteAccount {
    /// The wallet.
    #[serde(skip)]
    pub account_id: AccountId,
    /// True records that the money in it was handed back in cash; without it what is left expires.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cashback: Option<bool>,
}

impl Operation for DeleteAccount {
    type Response = AccountDeleted;
    const NAME: &'static str = "DeleteAccount";
    const METHOD: Method = Method::Delete;
    const PATH: &'static str = "/accounts/{account_id}";
    const REPEAT: Repeat = Repeat::Harmless;

    fn path(&self) -> String {
        format!("/accounts/{}", self.account_id)
    }
}
