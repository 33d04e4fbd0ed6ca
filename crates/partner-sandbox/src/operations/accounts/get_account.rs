//! `GET /accounts/{account_id}`
//!
//! One wallet with its balance.

use partner_api::Method;
use partner_api::ids::AccountId;
use uuid::Uuid;

use crate::operations::{Answer, Answered, Request, Route};

pub(crate) const ROUTE: Route = Route {
    name: "GetAccount",
    method: Method::Get,
    path: "/accounts/{account_id}",
    parameters: &[],
    answer: Answer::OfOne(answer),
};

fn answer(request: &mut Request<'_>, id: Uuid) -> Answered {
    request.parameters.check()?;
    super::detail(request, AccountId(id))
}
