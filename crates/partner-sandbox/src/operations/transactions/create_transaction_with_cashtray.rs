//! `POST /transactions/cashtray`
//!
//! A partner's server reads a tray for a customer, in place of the phone.

use partner_api::Method;
use partner_api::ids::{CashtrayId, UserId};

use super::strategy;
use crate::operations::{Answer, Answered, Request, Route};
use crate::parameters::uuid;

pub(crate) const ROUTE: Route = Route {
    name: "CreateTransactionWithCashtray",
    method: Method::Post,
    path: "/transactions/cashtray",
    parameters: &["cashtray_id", "customer_id", "strategy", "request_id"],
    answer: Answer::Whole(answer),
};

fn answer(request: &mut Request<'_>) -> Answered {
    let sent = &mut request.parameters;
    let cashtray_id = sent.required("cashtray_id", uuid).map(CashtrayId);
    let customer_id = sent.required("customer_id", uuid).map(UserId);
    let strategy = sent.optional("strategy", strategy).unwrap_or_default();
    let request_id = sent.optional("request_id", uuid);
    sent.check()?;
    let (Some(tray), Some(customer)) = (cashtray_id, customer_id) else { return Err(sent.refusal()) };
    let ledger = &mut *request.ledger;
    let id = ledger.create_transaction_with_cashtray(request.now, tray, customer, strategy, request_id)?;
    super::detail(request, id)
}
