//! `POST /transactions/{transaction_id}/refund`
//!
//! Undoes a payment or a top-up, whole and once.

use partner_api::Method;
use partner_api::ids::TransactionId;
use uuid::Uuid;

use crate::operations::{Answer, Answered, Request, Route};
use crate::parameters::{moment, text_up_to};

pub(crate) const ROUTE: Route = Route {
    name: "RefundTransaction",
    method: Method::Post,
    path: "/transactions/{transaction_id}/refund",
    parameters: &["description", "returning_point_expires_at"],
    answer: Answer::OfOne(answer),
};

fn answer(request: &mut Request<'_>, id: Uuid) -> Answered {
    let description = request.parameters.optional("description", text_up_to(200)).unwrap_or_default();

    let returning_point_expires_at = request.parameters.optional("returning_point_expires_at", moment);
    request.parameters.check()?;
    let id = TransactionId(id);
    request.ledger.refund_transaction(request.now, id, &description, returning_point_expires_at)?;
    super::detail(request, id)
}
