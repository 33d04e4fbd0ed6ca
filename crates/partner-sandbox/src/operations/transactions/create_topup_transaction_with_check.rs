//! `POST /transactions/topup/check`
//!
//! A partner's server reads a check for a customer.

use partner_api::Method;
use partner_api::ids::{CheckId, UserId};

use crate::operations::{Answer, Answered, Request, Route};
use crate::parameters::uuid;

pub(crate) const ROUTE: Route = Route {
    name: "CreateTopupTransactionWithCheck",
    method: Method::Post,
    path: "/transactions/topup/check",
    parameters: &["check_id", "customer_id", "request_id"],
    answer: Answer::Whole(answer),
};

fn answer(request: &mut Request<'_>) -> Answered {
    let sent = &mut request.parameters;
    let check_id = sent.required("check_id", uuid).map(CheckId);
    let customer_id = sent.required("customer_id", uuid).map(UserId);
    let request_id = sent.optional("request_id", uuid);
    sent.check()?;
    let (Some(check_id), Some(customer_id)) = (check_id, customer_id) else { return Err(sent.refusal()) };
    let id = request.ledger.topup_with_check(request.now, check_id, customer_id, request_id)?;
    super::detail(request, id)
}
