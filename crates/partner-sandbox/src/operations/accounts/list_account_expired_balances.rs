//! `GET /accounts/{account_id}/expired-balances`
//!
//! The parts of a wallet that have ended, the last one at the front.

use partner_api::Method;
use partner_api::ids::AccountId;
use uuid::Uuid;

use super::balances::{BalancesWanted, Direction};
use crate::operations::{Answer, Answered, Request, Route, json};
use crate::refusal::Refusal;

pub(crate) const ROUTE: Route = Route {
    name: "ListAccountExpiredBalances",
    method: Method::Get,
    path: "/accounts/{account_id}/expired-balances",
    parameters: &["page", "per_page", "expires_at_from", "expires_at_to", "direction"],
    answer: Answer::OfOne(answer),
};

fn answer(request: &mut Request<'_>, id: Uuid) -> Answered {
    let wanted = BalancesWanted::read(&mut request.parameters, Direction::Descending);
    request.parameters.check()?;
    let account = request.ledger.living_account(AccountId(id)).ok_or_else(Refusal::not_found)?;
    let parts = request.ledger.ended_balances(account.id).into_iter().map(|(at, part)| (Some(at), part)).collect();
    json(&wanted.of(parts))
}
