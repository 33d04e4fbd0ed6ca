//! Payment QRs that any number of customers can pay by.

pub(crate) mod create_bill;
pub(crate) mod list_bills;
pub(crate) mod update_bill;

use partner_api::ids::BillId;

use super::{Answered, Request, json};
use crate::refusal::Refusal;

/// A bill as it stands now.
fn shape(request: &Request<'_>, id: BillId) -> Answered {
    let bill = request.ledger.bill(id).ok_or_else(Refusal::not_found)?;
    json(&request.ledger.bill_shape(bill))
}
