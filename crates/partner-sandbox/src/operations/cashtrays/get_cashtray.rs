//! `GET /cashtrays/{cashtray_id}`
//!
//! Says what became of a QR.

use partner_api::Method;
use partner_api::ids::CashtrayId;
use uuid::Uuid;

use crate::operations::{Answer, Answered, Request, Route, json};
use crate::refusal::Refusal;

pub(crate) const ROUTE: Route = Route {
    name: "GetCashtray",
    method: Method::Get,
    path: "/cashtrays/{cashtray_id}",
    parameters: &[],
    answer: Answer::OfOne(answer),
};

fn answer(request: &mut Request<'_>, id: Uuid) -> Answered {
    request.parameters.check()?;
    let tray = request.ledger.cashtray(CashtrayId(id)).ok_or_else(Refusal::not_found)?;
    json(&request.ledger.cashtray_with_result(tray, request.switches.shown_attempt, request.language))
}
