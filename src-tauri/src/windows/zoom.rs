//! How large the staff's window draws. The web view does it, so that a screen has the room it would have on a smaller
//! monitor, and lays itself out for that.

use tauri::{AppHandle, Manager, WebviewWindow};

use super::main::MAIN;

/// Draws the staff's window at so many percent.
pub(crate) fn use_zoom(app: &AppHandle, percent: u32) {
    if let Some(window) = app.get_webview_window(MAIN) {
        draw_at(&window, percent);
    }
}

pub(super) fn draw_at(window: &WebviewWindow, percent: u32) {
    if let Err(error) = window.set_zoom(f64::from(percent) / 100.0) {
        tracing::warn!(percent, %error, "the screen cannot be drawn larger");
    }
}
