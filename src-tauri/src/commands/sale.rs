//! The acts of a sale.

use serde::Deserialize;
use staff::Right;
use tauri::command;
use till::money::Direction;
use till::view::{BillAct, BillStateView, BooksAnswer, BooksQuestion, CommandProblem, Recheck};
use ts_rs::TS;

use super::TheDesk;
use crate::selling::Selling;
use crate::staff::{Gated, by, pass};

type Outcome = Result<(), Gated<CommandProblem>>;

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
    /// What takes more than one sale: a top-up first, parts, the rest in cash.
    Bill {
        /// What to do.
        bill: BillAct,
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
    selling(&desk).map_err(Gated::Problem)?.till.warm_up();
    Ok(())
}

/// Enter: a QR for this amount.
#[command]
pub(crate) async fn start_sale(desk: TheDesk<'_>, direction: Direction, amount: String, note: String) -> Outcome {
    let selling = selling(&desk).map_err(Gated::Problem)?;
    pass(&desk, Some(right_for(direction)), async |permit| {
        selling.till.signed(by(permit)).start_sale(direction, &amount, &note).await.map(|_number| ())
    })
    .await
}

/// Ask the server at once, also about a sale that has ended.
#[command]
pub(crate) async fn check_now(desk: TheDesk<'_>, number: String) -> Result<Recheck, CommandProblem> {
    selling(&desk)?.till.check_now(&number).await
}

/// Carries out one act of a sale.
#[command]
pub(crate) async fn sale_act(desk: TheDesk<'_>, act: SaleAct) -> Outcome {
    let selling = selling(&desk).map_err(Gated::Problem)?;
    let right = right_for_act(&selling, &act);
    pass(&desk, right, async |permit| {
        let till = selling.till.signed(by(permit));
        match act {
            SaleAct::Cancel { number } => till.cancel_sale(&number).await,
            SaleAct::Amend { number, amount } => till.amend_sale(&number, &amount).await,
            SaleAct::Extend { number } => till.extend_sale(&number).await,
            SaleAct::Park { number } => till.park_sale(&number).await,
            SaleAct::NewQr { number } => till.new_qr(&number).await.map(|_number| ()),
            SaleAct::Done { number } => till.done(&number).await,
            SaleAct::Refund { number, reason } => {
                let staff = permit.who.as_ref().map(|person| person.name.as_str());
                till.refund_sale(&number, &reason, staff).await
            }
            SaleAct::AcknowledgeJournal => till.acknowledge_journal().await,
            SaleAct::Bill { bill } => till.bill_act(bill).await,
        }
    })
    .await
}

fn right_for(direction: Direction) -> Right {
    match direction {
        Direction::Payment => Right::Sell,
        Direction::Topup => Right::Topup,
    }
}

/// What asks for money needs the right of its direction. What only withdraws, watches or acknowledges needs somebody.
fn right_for_act(selling: &Selling, act: &SaleAct) -> Option<Right> {
    match act {
        SaleAct::Amend { number, .. } | SaleAct::NewQr { number } | SaleAct::Extend { number } => {
            // Of a sale that nobody knows the till will say that nothing is possible.
            Some(direction_of(selling, number).map_or(Right::Sell, right_for))
        }
        SaleAct::Refund { .. } => Some(Right::Refund),
        SaleAct::Bill { bill: BillAct::Next { .. } } => Some(right_for(next_direction(selling))),
        SaleAct::Bill { bill: BillAct::SplitAmount { direction, .. } } => Some(right_for(*direction)),
        SaleAct::Bill { .. }
        | SaleAct::Cancel { .. }
        | SaleAct::Park { .. }
        | SaleAct::Done { .. }
        | SaleAct::AcknowledgeJournal => None,
    }
}

/// The direction of a sale: of those in mind, or of an old one from the books.
fn direction_of(selling: &Selling, number: &str) -> Option<Direction> {
    let view = selling.till.views().borrow().clone();
    let in_mind = view.live.iter().chain(&view.parked).find(|sale| sale.number == number).map(|sale| sale.direction);
    in_mind.or_else(|| match selling.books.answer(&BooksQuestion::Sale { number: number.to_owned() }) {
        Ok(BooksAnswer::Sale(sale)) => Some(sale.row.direction),
        Ok(_) | Err(_) => None,
    })
}

/// Which way the open bill's next step moves money. Without a bill the till will say that nothing is possible.
fn next_direction(selling: &Selling) -> Direction {
    match &selling.till.views().borrow().bill {
        Some(bill) if bill.state == BillStateView::TopupFirst => Direction::Topup,
        Some(bill) => bill.direction,
        None => Direction::Payment,
    }
}
