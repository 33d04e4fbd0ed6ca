//! `PATCH /accounts/{account_id}`
//!
//! Freezes a wallet or sets it free, or says whether a shop may top up from it.

use serde::Serialize;

use crate::Error;
use crate::ids::AccountId;
use crate::operation::{Method, Operation, Repeat};
use crate::parameters::AccountStatus;
use crate::schema::AccountDetail;

/// Changes the fields that are given. Answers 403 or 404 for a wallet this partner may not see. For a customer's name
/// and metadata there is [`UpdateCustomerAccount`](crate::operations::customers::UpdateCustomerAccount).
///
/// A repeat sets the same values again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UpdateAccount {
    /// The wallet.
    #[serde(skip)]
    pub account_id: AccountId,
    /// True freezes the wallet: nothing can be paid from or into it. False sets it free.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_suspended: Option<bool>,
    /// The same and more in the words of later versions. Must not contradict `is_suspended`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<AccountStatus>,
    /// Whether customers can be topped up from this wallet. Shops only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_transfer_topup: Option<bool>,
}

impl UpdateAccount {
    /// With nothing set that may be left out.
    pub fn new(account_id: AccountId) -> Self {
        Self { account_id, is_suspended: None, status: None, can_transfer_topup: None }
    }
}

impl Operation for UpdateAccount {
    type Response = AccountDetail;
    const NAME: &'static str = "UpdateAccount";
    const METHOD: Method = Method::Patch;
    const PATH: &'static str = "/accounts/{account_id}";
    const REPEAT: Repeat = Repeat::Harmless;

    fn check(&self) -> Result<(), Error> {
        match (self.is_suspended, self.status) {
            (Some(true), Some(AccountStatus::Active)) | (Some(false), Some(AccountStatus::Suspended)) => {
                Err(Error::InvalidRequest { parameter: "status", problem: "contradicts is_suspended".to_owned() })
            }
            _ => Ok(()),
        }
    }

    fn path(&self) -> String {
        format!("/accounts/{}", self.account_id)
    }
}
