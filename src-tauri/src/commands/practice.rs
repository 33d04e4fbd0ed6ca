//! The practice customers, who scan at the press of a button.

use serde::Serialize;
use tauri::command;

use super::TheDesk;
use crate::snapshot::PracticeCustomer;

/// Why a practice customer did not scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PracticeProblem {
    /// No QR is on the screen.
    NothingToScan,
    /// The till does not sell in practice mode.
    PracticeNotRunning,
}

/// The customers with their balances as they are now.
#[command]
pub(crate) async fn practice_customers(desk: TheDesk<'_>) -> Result<Vec<PracticeCustomer>, PracticeProblem> {
    let selling = desk.selling().ok_or(PracticeProblem::PracticeNotRunning)?;
    let practice = selling.practice().ok_or(PracticeProblem::PracticeNotRunning)?;
    Ok(practice.customers())
}

/// This customer holds the phone over the QR. What comes of it reaches the till as it would in a shop: by asking.
#[command]
pub(crate) async fn practice_scan(desk: TheDesk<'_>, customer: String) -> Result<(), PracticeProblem> {
    let selling = desk.selling().ok_or(PracticeProblem::PracticeNotRunning)?;
    let practice = selling.practice().ok_or(PracticeProblem::PracticeNotRunning)?;
    let view = selling.till.views().borrow().clone();
    let (_, token) = view.shown_qr().ok_or(PracticeProblem::NothingToScan)?;
    practice.scan(token, &customer);
    Ok(())
}
