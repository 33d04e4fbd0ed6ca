//! The shift's acts.

use tauri::command;
use till::view::{ShiftAct, ShiftProblem};

use super::TheDesk;

/// Opens or closes a shift; answers its number.
#[command]
pub(crate) async fn shift_act(desk: TheDesk<'_>, act: ShiftAct) -> Result<u32, ShiftProblem> {
    desk.selling().ok_or(ShiftProblem::Closing)?.till.shift_act(act).await
}
