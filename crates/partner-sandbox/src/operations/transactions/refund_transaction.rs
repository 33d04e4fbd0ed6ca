//! `POST /transactions/{transaction_id}/refund`
//!
//! Undoes a payment or a top-up, whole and once.

use partner_api::Method;
use partner_api::ids::TransactionId;
use uuid::Uuid;

use crate::operations::{Answer, Answered, Request, Route, json};
use crate::parameters::{moment, text_up_to};
use crate::refusal::Refusal;

pub(crate) const ROUTE: Route = Route {
    name: "RefundTransaction",
    method: Method::Post,
    path: "/transactions/{transaction_id}/refund",
    parameters: &["description", "returning_point_expires_at"],
    answer: Answer::OfOne(answer),
};

fn answer(request: &mut Request<'_>, id: Uuid) -> Answered {
    let description = request.parameters.optional("description", text_up_to(200)).unwrap_or_default();
    // Points do not expire in this sandbox, so the date is only checked.
    request.parameters.optional("returning_point_expires_at", moment);
    request.parameters.check()?;
    let id = TransactionId(id);
    request.ledger.refund_transaction(request.now, id, &description)?;
    let movement = request.ledger.transaction(id).ok_or_else(Refusal::not_found)?;
    json(&request.ledger.transaction_detail(movement))
}
