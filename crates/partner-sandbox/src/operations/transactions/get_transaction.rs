//! `GET /transactions/{transaction_id}`
//!
//! One movement of money, with the transfers it consists of.

use partner_api::Method;
use partner_api::ids::TransactionId;
use uuid::Uuid;

use crate::operations::{Answer, Answered, Request, Route};

pub(crate) const ROUTE: Route = Route {
    name: "GetTransaction",
    method: Method::Get,
    path: "/transactions/{transaction_id}",
    parameters: &[],
    answer: Answer::OfOne(answer),
};

fn answer(request: &mut Request<'_>, id: Uuid) -> Answered {
    request.parameters.check()?;
    super::detail(request, TransactionId(id))
}
