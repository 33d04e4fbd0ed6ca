//! The acts of a sale.

use serde::Deserialize;
use tauri::command;
use till::money::Direction;
use till::view::{CommandProblem, Recheck};
use ts_rs::TS;

use super::TheDesk;
use crate::desk::Selling;

type Outcome = Result<(), CommandProblem>;

/// What staff do with a sale that is there. Each names its sale, so that a key pressed a moment late meets no other one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum SaleAct {
    /// Withdraw the QR.
    Cancel {
        /// The sale's number, for example `A-0042`.
        number: String,
    },
    /// Another amount for the same sale.
    Amend {
        /// The sale's number.
        number: String,
        /// The new amount, as typed.
        amount: String,
    },
    /// Three more minutes.
    Extend {
        /// The sale's number.
        number: String,
    },
    /// Set the sale aside while its outcome is not certain.
    Park {
        /// The sale's number.
        number: String,
    },
    /// The same amount with a new QR.
    NewQr {
        /// The number of the sale that ended.
        number: String,
    },
    /// Acknowledge a result.
    Done {
        /// The sale's number.
        number: String,
    },
    /// Take a whole sale back.
    Refund {
        /// The sale's number.
        number: String,
        /// Why; may not be empty.
        reason: String,
    },
    /// Acknowledge that the journal was damaged and begun anew.
    AcknowledgeJournal,
}

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

/// Ask the server at once, also about a sale that has ended.
#[command]
pub(crate) async fn check_now(desk: TheDesk<'_>, number: String) -> Result<Recheck, CommandProblem> {
    selling(&desk)?.till.check_now(&number).await
}

/// Carries out one act of a sale.
#[command]
pub(crate) async fn sale_act(desk: TheDesk<'_>, act: SaleAct) -> Outcome {
    let selling = selling(&desk)?;
    let till = &selling.till;
    match act {
        SaleAct::Cancel { number } => till.cancel_sale(&number).await,
        SaleAct::Amend { number, amount } => till.amend_sale(&number, &amount).await,
        SaleAct::Extend { number } => till.extend_sale(&number).await,
        SaleAct::Park { number } => till.park_sale(&number).await,
        SaleAct::NewQr { number } => till.new_qr(&number).await.map(|_number| ()),
        SaleAct::Done { number } => till.done(&number).await,
        SaleAct::Refund { number, reason } => till.refund_sale(&number, &reason, None).await,
        SaleAct::AcknowledgeJournal => till.acknowledge_journal().await,
    }
}
