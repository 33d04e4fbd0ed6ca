//! `POST /transactions/bulk`
//!
//! Takes a list of top-ups and payments, to be done one after the other.

use partner_api::Method;
use partner_api::ids::PrivateMoneyId;

use crate::ledger::{NewBulk, bulk_shape};
use crate::operations::{Answer, Answered, Request, Route, json};
use crate::parameters::{text, text_up_to, uuid};
use crate::refusal::Refusal;

pub(crate) const ROUTE: Route = Route {
    name: "BulkCreateTransaction",
    method: Method::Post,
    path: "/transactions/bulk",
    parameters: &["name", "description", "content", "request_id", "private_money_id", "callback_url"],
    answer: Answer::Whole(answer),
};

fn answer(request: &mut Request<'_>) -> Answered {
    let sent = &mut request.parameters;
    let name = sent.required("name", text_up_to(32));
    let description = sent.optional("description", text_up_to(128)).unwrap_or_default();
    let content = sent.required("content", text);
    let request_id = sent.required("request_id", |value| text(value).filter(|id| id.chars().count() == 36));
    let private_money_id = sent.optional("private_money_id", uuid).map(PrivateMoneyId);
    // The sandbox calls nobody: it checks where it would report, and lets the caller ask.
    sent.optional("callback_url", |value| url::Url::parse(&text(value)?).ok());
    sent.check()?;
    let (Some(name), Some(content), Some(request_id)) = (name, content, request_id) else {
        return Err(sent.refusal());
    };
    let new = NewBulk { name, description, content, request_id, private_money_id };
    let id = request.ledger.create_bulk_job(request.now, new)?;
    json(&bulk_shape(request.ledger.bulk_job(id).ok_or_else(Refusal::not_found)?))
}
