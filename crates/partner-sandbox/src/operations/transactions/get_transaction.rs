//! `GET /transactions/{transaction_id}`
//!
//! One movement of money, with the transfers it consists of.

use partner_api::Method;
use partner_api::ids::TransactionId;
use uuid::Uuid;

use crate::operations::{Answer, Answered, Request, Route, json};
use crate::refusal::Refusal;

pub(crate) const ROUTE: Route = Route {
    name: "GetTransaction",
    method: Method::Get,
    path: "/transactions/{transaction_id}",
    parameters: &[],
    answer: Answer::OfOne(answer),
};

fn answer(request: &mut Request<'_>, id: Uuid) -> Answered {
    request.parameters.check()?;
    let movement = request.ledger.transaction(TransactionId(id)).ok_or_else(Refusal::not_found)?;
    json(&request.ledger.transaction_detail(movement))
}
