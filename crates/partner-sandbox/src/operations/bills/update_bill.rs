//! `PATCH /bills/{bill_id}`
//!
//! Changes what is given of a bill, or switches it off.

use partner_api::Method;
use partner_api::ids::BillId;
use uuid::Uuid;

use crate::ledger::BillChange;
use crate::operations::{Answer, Answered, Request, Route};
use crate::parameters::{amount, boolean, text_up_to};

pub(crate) const ROUTE: Route = Route {
    name: "UpdateBill",
    method: Method::Patch,
    path: "/bills/{bill_id}",
    parameters: &["amount", "description", "is_disabled"],
    answer: Answer::OfOne(answer),
};

fn answer(request: &mut Request<'_>, id: Uuid) -> Answered {
    let sent = &mut request.parameters;
    let change = BillChange {
        amount: sent.change("amount", amount),
        description: sent.optional("description", text_up_to(200)),
        is_disabled: sent.optional("is_disabled", boolean),
    };
    sent.check()?;
    request.ledger.update_bill(BillId(id), change)?;
    super::shape(request, BillId(id))
}
