//! `DELETE /cashtrays/{cashtray_id}`
//!
//! Takes a QR back that nobody has scanned yet.

use partner_api::Method;
use partner_api::ids::CashtrayId;
use uuid::Uuid;

use crate::operations::{Answer, Answered, Request, Route};

pub(crate) const ROUTE: Route = Route {
    name: "CancelCashtray",
    method: Method::Delete,
    path: "/cashtrays/{cashtray_id}",
    parameters: &[],
    answer: Answer::OfOne(answer),
};

fn answer(request: &mut Request<'_>, id: Uuid) -> Answered {
    request.parameters.check()?;
    request.ledger.cancel_cashtray(request.now, CashtrayId(id))?;
    super::shape(request, CashtrayId(id))
}
