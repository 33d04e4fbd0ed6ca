//! `GET /accounts/{account_id}`
//!
//! Reads one wallet with its balance.

use serde::Serialize;

use crate::ids::AccountId;
use crate::operation::{Method, Operation, Repeat};
use crate::schema::AccountDetail;

/// Reads a wallet. Answers 403 for a wallet this partner may not see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GetAccount {
    /// The wallet.
    #[serde(skip)]
    pub account_id: AccountId,
}

impl Operation for GetAccount {
    type Response = AccountDetail;
    const NAME: &'static str = "GetAccount";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/accounts/{account_id}";
    const REPEAT: Repeat = Repeat::Harmless;

    fn path(&self) -> String {
        format!("/accounts/{}", self.account_id)
    }
}
