//! `PATCH /accounts/{account_id}/customers`
//!
//! Changes a customer's wallet. An unknown one is answered 422, not 404 (documented).

use partner_api::Method;
use partner_api::ids::AccountId;
use uuid::Uuid;

use crate::ledger::WalletChange;
use crate::operations::accounts::standing;
use crate::operations::metadata::metadata;
use crate::operations::{Answer, Answered, Request, Route, json};
use crate::parameters::{text, text_up_to};
use crate::refusal::Refusal;

pub(crate) const ROUTE: Route = Route {
    name: "UpdateCustomerAccount",
    method: Method::Patch,
    path: "/accounts/{account_id}/customers",
    parameters: &["status", "account_name", "external_id", "metadata"],
    answer: Answer::OfOne(answer),
};

fn answer(request: &mut Request<'_>, id: Uuid) -> Answered {
    let sent = &mut request.parameters;
    let standing = sent.optional("status", standing);
    let name = sent.optional("account_name", text_up_to(256));
    let external_id = sent.optional("external_id", text_up_to(50));
    let texts = sent.optional("metadata", text);
    sent.check()?;
    let metadata = texts.as_deref().map(metadata).transpose()?;
    let id = AccountId(id);
    request.ledger.living_customer_account(id).ok_or_else(|| Refusal::of("account_not_found"))?;
    let change = WalletChange { standing, name, external_id, metadata, can_transfer_topup: None };
    request.ledger.change_wallet(id, change)?;
    json(&request.ledger.account_with_user(id))
}
