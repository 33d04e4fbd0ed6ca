//! One-time QR codes for one amount.

pub(crate) mod cancel_cashtray;
pub(crate) mod create_cashtray;
pub(crate) mod get_cashtray;
pub(crate) mod update_cashtray;

use partner_api::ids::CashtrayId;

use super::{Answered, Request, json};
use crate::refusal::Refusal;

/// What create, update and cancel answer: the tray without attempt and transaction.
fn shape(request: &Request<'_>, id: CashtrayId) -> Answered {
    let tray = request.ledger.cashtray(id).ok_or_else(Refusal::not_found)?;
    json(&request.ledger.cashtray_shape(tray))
}
