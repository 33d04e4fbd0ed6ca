//! `GET /bulk-transactions/{bulk_transaction_id}`
//!
//! How far a list of transactions is.

use partner_api::Method;
use partner_api::ids::BulkTransactionId;
use uuid::Uuid;

use crate::ledger::bulk_shape;
use crate::operations::{Answer, Answered, Request, Route, json};
use crate::refusal::Refusal;

pub(crate) const ROUTE: Route = Route {
    name: "GetBulkTransaction",
    method: Method::Get,
    path: "/bulk-transactions/{bulk_transaction_id}",
    parameters: &[],
    answer: Answer::OfOne(answer),
};

fn answer(request: &mut Request<'_>, id: Uuid) -> Answered {
    request.parameters.check()?;
    let job = request.ledger.bulk_job(BulkTransactionId(id)).ok_or_else(Refusal::not_found)?;
    json(&bulk_shape(job))
}
