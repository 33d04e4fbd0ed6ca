//! `GET /users/{user_id}/accounts`
//!
//! The wallets of a customer or a shop, with their balances.

use partner_api::Method;
use partner_api::ids::{ShopId, UserId};
use uuid::Uuid;

use crate::ledger::{Owner, Standing};
use crate::operations::{Answer, Answered, Request, Route, json};
use crate::page::PageWanted;
use crate::refusal::Refusal;

pub(crate) const ROUTE: Route = Route {
    name: "ListUserAccounts",
    method: Method::Get,
    path: "/users/{user_id}/accounts",
    parameters: &["page", "per_page"],
    answer: Answer::OfOne(answer),
};

fn answer(request: &mut Request<'_>, id: Uuid) -> Answered {
    let page = PageWanted::read_accounts(&mut request.parameters);
    request.parameters.check()?;
    let ledger = &request.ledger;
    let owner = match ledger.shop(ShopId(id)) {
        Some(shop) => Owner::Shop(shop.id),
        None => Owner::Customer(ledger.person(UserId(id)).ok_or_else(Refusal::not_found)?.id),
    };
    let accounts = ledger.accounts.values();
    let living = accounts.filter(|account| account.owner == owner && account.standing != Standing::Closed);
    json(&page.of(living.map(|account| ledger.account_detail(account)).collect()))
}
