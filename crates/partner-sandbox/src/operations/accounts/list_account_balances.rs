//! `GET /accounts/{account_id}/balances`
//!
//! The parts of a wallet by the moment they end, what ends first at the front.

use partner_api::Method;
use partner_api::ids::AccountId;
use uuid::Uuid;

use super::balances::{BalancesWanted, Direction};
use crate::operations::{Answer, Answered, Request, Route, json};
use crate::refusal::Refusal;

pub(crate) const ROUTE: Route = Route {
    name: "ListAccountBalances",
    method: Method::Get,
    path: "/accounts/{account_id}/balances",
    parameters: &["page", "per_page", "expires_at_from", "expires_at_to", "direction"],
    answer: Answer::OfOne(answer),
};

fn answer(request: &mut Request<'_>, id: Uuid) -> Answered {
    let wanted = BalancesWanted::read(&mut request.parameters, Direction::Ascending);
    request.parameters.check()?;
    let account = request.ledger.living_account(AccountId(id)).ok_or_else(Refusal::not_found)?;
    let parts = request.ledger.balances_by_end(account.id);
    json(&wanted.of(parts))
}
