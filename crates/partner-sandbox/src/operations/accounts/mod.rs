//! Wallets.

mod balances;
pub(crate) mod delete_account;
pub(crate) mod get_account;
pub(crate) mod get_shop_accounts;
pub(crate) mod list_account_balances;
pub(crate) mod list_account_expired_balances;
pub(super) mod listed;
pub(crate) mod update_account;

use partner_api::ids::AccountId;

use super::{Answered, Request, json_with_nulls};
use crate::ledger::Standing;
use crate::parameters::text;
use crate::refusal::Refusal;

/// A wallet with its balance, as it stands now.
fn detail(request: &Request<'_>, id: AccountId) -> Answered {
    let account = request.ledger.living_account(id).ok_or_else(Refusal::not_found)?;
    json_with_nulls(&request.ledger.account_detail(account), &["external_id"])
}

/// A `status` that a wallet can be given.
pub(super) fn standing(value: &str) -> Option<Standing> {
    let name = text(value)?;
    Standing::SETTABLE.into_iter().find(|standing| standing.name() == name)
}
