//! Movements of money.

pub(crate) mod create_exchange_transaction;
pub(crate) mod create_payment_transaction;
pub(crate) mod create_topup_transaction;
pub(crate) mod create_topup_transaction_with_check;
pub(crate) mod create_transaction;
pub(crate) mod create_transaction_with_cashtray;
pub(crate) mod create_transfer_transaction;
pub(crate) mod get_transaction;
pub(crate) mod list_transactions;
mod products;
pub(crate) mod refund_transaction;
mod topup;

use partner_api::ids::TransactionId;

use super::{Answered, Request, json};
use crate::ledger::Strategy;
use crate::parameters::one_of;
use crate::refusal::Refusal;

/// A transaction with its transfers.
fn detail(request: &Request<'_>, id: TransactionId) -> Answered {
    let movement = request.ledger.transaction(id).ok_or_else(Refusal::not_found)?;
    json(&request.ledger.transaction_detail(movement))
}

/// Which part of a balance goes first.
fn strategy(value: &str) -> Option<Strategy> {
    match one_of(&["point-preferred", "money-only"])(value)? {
        "money-only" => Some(Strategy::MoneyOnly),
        _ => Some(Strategy::PointPreferred),
    }
}
