//! `PATCH /accounts/{account_id}`
//!
//! Freezes a wallet, frees it, or says whether a shop may top up from it.

use partner_api::Method;
use partner_api::ids::AccountId;
use uuid::Uuid;

use super::standing;
use crate::ledger::{Owner, Standing, WalletChange};
use crate::operations::{Answer, Answered, Request, Route};
use crate::parameters::boolean;
use crate::refusal::Refusal;

pub(crate) const ROUTE: Route = Route {
    name: "UpdateAccount",
    method: Method::Patch,
    path: "/accounts/{account_id}",
    parameters: &["is_suspended", "status", "can_transfer_topup"],
    answer: Answer::OfOne(answer),
};

fn answer(request: &mut Request<'_>, id: Uuid) -> Answered {
    let sent = &mut request.parameters;
    let is_suspended = sent.optional("is_suspended", boolean);
    let status = sent.optional("status", standing);
    let can_transfer_topup = sent.optional("can_transfer_topup", boolean);
    sent.check()?;
    let id = AccountId(id);
    // The issuer's own wallet is no partner's to change.
    let account = request.ledger.living_account(id).filter(|account| !matches!(account.owner, Owner::Issuer(_)));
    let standing_now = account.ok_or_else(Refusal::not_found)?.standing;
    // `status` is the later word for it and goes before. `is_suspended` frees no wallet that is about to be left.
    let frozen = is_suspended.map(|is_suspended| match (is_suspended, standing_now) {
        (true, _) => Standing::Suspended,
        (false, Standing::Suspended) => Standing::Active,
        (false, other) => other,
    });
    let change = WalletChange { standing: status.or(frozen), can_transfer_topup, ..WalletChange::default() };
    request.ledger.change_wallet(id, change)?;
    super::detail(request, id)
}
