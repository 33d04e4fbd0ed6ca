//! `PATCH /cashtrays/{cashtray_id}`
//!
//! Changes what is given of a QR that nobody has scanned yet.

use partner_api::Method;
use partner_api::ids::CashtrayId;
use uuid::Uuid;

use crate::ledger::TrayChange;
use crate::operations::{Answer, Answered, Request, Route};
use crate::parameters::{count, decimal, text_up_to};

pub(crate) const ROUTE: Route = Route {
    name: "UpdateCashtray",
    method: Method::Patch,
    path: "/cashtrays/{cashtray_id}",
    parameters: &["amount", "description", "expires_in"],
    answer: Answer::OfOne(answer),
};

fn answer(request: &mut Request<'_>, id: Uuid) -> Answered {
    let sent = &mut request.parameters;
    let change = TrayChange {
        amount: sent.optional("amount", decimal),
        description: sent.optional("description", text_up_to(200)),
        expires_in_seconds: sent.optional("expires_in", count),
    };
    if change.amount.is_some_and(|amount| amount.is_zero()) && !request.switches.zero_amount_accepted {
        sent.refuse("amount");
    }
    sent.check()?;
    request.ledger.update_cashtray(request.now, CashtrayId(id), change, request.switches)?;
    super::shape(request, CashtrayId(id))
}
