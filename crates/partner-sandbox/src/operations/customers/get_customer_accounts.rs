//! `GET /accounts/customers`
//!
//! The wallets that customers have of a money.

use partner_api::Method;

use crate::operations::accounts::listed::{AccountFilter, Side};
use crate::operations::{Answer, Answered, Request, Route};

pub(crate) const ROUTE: Route = Route {
    name: "GetCustomerAccounts",
    method: Method::Get,
    path: "/accounts/customers",
    parameters: &[
        "private_money_id",
        "page",
        "per_page",
        "created_at_from",
        "created_at_to",
        "is_suspended",
        "status",
        "external_id",
        "tel",
        "email",
    ],
    answer: Answer::Whole(answer),
};

fn answer(request: &mut Request<'_>) -> Answered {
    let filter = AccountFilter::read(&mut request.parameters);
    filter.list(request, Side::Customers)
}
