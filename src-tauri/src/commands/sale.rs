//! The acts of a sale.

use tauri::command;
use till::money::Direction;
use till::view::{CommandProblem, Recheck};

use super::TheDesk;
use crate::desk::Selling;

type Outcome = Result<(), CommandProblem>;

fn selling(desk: &TheDesk<'_>) -> Result<std::sync::Arc<Selling>, CommandProblem> {
    desk.selling().ok_or(CommandProblem::Closing)
}

/// Reads typed text as an amount and gives it back as the till understood it.
#[command]
pub(crate) async fn read_amount(desk: TheDesk<'_>, text: String) -> Result<String, CommandProblem> {
    selling(&desk)?.till.read_amount(&text).map(|amount| amount.to_string())
}

/// An amount is being typed: the connection is opened before it is needed.
#[command]
pub(crate) async fn warm_up(desk: TheDesk<'_>) -> Outcome {
    selling(&desk)?.till.warm_up();
    Ok(())
}

/// Enter: a QR for this amount.
#[command]
pub(crate) async fn start_sale(desk: TheDesk<'_>, direction: Direction, amount: String, note: String) -> Outcome {
    selling(&desk)?.till.start_sale(direction, &amount, &note).await.map(|_number| ())
}

/// Withdraw the QR.
#[command]
pub(crate) async fn cancel_sale(desk: TheDesk<'_>, number: String) -> Outcome {
    selling(&desk)?.till.cancel_sale(&number).await
}

/// Another amount for the same sale.
#[command]
pub(crate) async fn amend_sale(desk: TheDesk<'_>, number: String, amount: String) -> Outcome {
    selling(&desk)?.till.amend_sale(&number, &amount).await
}

/// Three more minutes.
#[command]
pub(crate) async fn extend_sale(desk: TheDesk<'_>, number: String) -> Outcome {
    selling(&desk)?.till.extend_sale(&number).await
}

/// Set the sale aside while its outcome is not certain.
#[command]
pub(crate) async fn park_sale(desk: TheDesk<'_>, number: String) -> Outcome {
    selling(&desk)?.till.park_sale(&number).await
}

/// Ask the server at once, also about a sale that has ended.
#[command]
pub(crate) async fn check_now(desk: TheDesk<'_>, number: String) -> Result<Recheck, CommandProblem> {
    selling(&desk)?.till.check_now(&number).await
}

/// The same amount with a new QR.
#[command]
pub(crate) async fn new_qr(desk: TheDesk<'_>, number: String) -> Outcome {
    selling(&desk)?.till.new_qr(&number).await.map(|_number| ())
}

/// Acknowledge that the journal was damaged and begun anew.
#[command]
pub(crate) async fn acknowledge_journal(desk: TheDesk<'_>) -> Outcome {
    selling(&desk)?.till.acknowledge_journal().await
}

/// Acknowledge a result.
#[command]
pub(crate) async fn done(desk: TheDesk<'_>, number: String) -> Outcome {
    selling(&desk)?.till.done(&number).await
}

/// Take a whole sale back, with a reason.
#[command]
pub(crate) async fn refund_sale(desk: TheDesk<'_>, number: String, reason: String) -> Outcome {
    selling(&desk)?.till.refund_sale(&number, &reason, None).await
}
