//! Closing the window over a sale that has not ended.

use tauri::{AppHandle, command};

use super::TheDesk;

/// Staff stay.
#[command]
pub(crate) async fn stay_open(desk: TheDesk<'_>) -> Result<(), ()> {
    desk.ask_to_close(false);
    Ok(())
}

/// Staff close all the same. The journal is closed first; what is open is taken up again at the next start.
#[command]
pub(crate) async fn close_window(app: AppHandle, desk: TheDesk<'_>) -> Result<(), ()> {
    if let Some(selling) = desk.selling() {
        selling.till.close().await;
    }
    app.exit(0);
    Ok(())
}
