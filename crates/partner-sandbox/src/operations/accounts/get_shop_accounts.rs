//! `GET /accounts/shops`
//!
//! The wallets that shops have of a money.

use partner_api::Method;

use super::listed::{AccountFilter, Side};
use crate::operations::{Answer, Answered, Request, Route};

pub(crate) const ROUTE: Route = Route {
    name: "GetShopAccounts",
    method: Method::Get,
    path: "/accounts/shops",
    parameters: &["private_money_id", "page", "per_page", "created_at_from", "created_at_to", "is_suspended"],
    answer: Answer::Whole(answer),
};

fn answer(request: &mut Request<'_>) -> Answered {
    let filter = AccountFilter::read(&mut request.parameters);
    filter.list(request, Side::Shops)
}
