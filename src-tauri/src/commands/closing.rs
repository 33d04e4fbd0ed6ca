//! Closing the window over a sale that has not ended, or of a kiosk.

use std::convert::Infallible;

use ::staff::{Right, StaffRefusal};
use tauri::{AppHandle, command};

use super::TheDesk;
use crate::staff::{Gated, pass};
use crate::windows;

/// Staff stay.
#[command]
pub(crate) async fn stay_open(desk: TheDesk<'_>) -> Result<(), ()> {
    desk.ask_to_close(false);
    Ok(())
}

/// Staff close all the same; a kiosk only with the settings right. The journal is closed first; what is open is taken up
/// again at the next start.
#[command]
pub(crate) async fn close_window(app: AppHandle, desk: TheDesk<'_>) -> Result<(), StaffRefusal> {
    if desk.settings().choices.kiosk {
        let passed = pass(&desk, Some(Right::Settings), async |_permit| Ok::<(), Infallible>(())).await;
        match passed {
            Ok(()) => {}
            Err(Gated::Refused(refusal)) => return Err(refusal),
            Err(Gated::Problem(never)) => match never {},
        }
    }
    windows::keep_place(&app, &desk);
    if let Some(selling) = desk.selling() {
        selling.till.close().await;
    }
    app.exit(0);
    Ok(())
}
