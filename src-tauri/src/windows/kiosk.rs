//! Kiosk: the till has the whole screen, without frame, and nobody leaves it without the right to.

use tauri::{AppHandle, Manager, WebviewWindow};

use super::main::MAIN;

/// Gives the staff's window the whole screen, or its frame back.
pub(crate) fn use_kiosk(app: &AppHandle, is_on: bool) {
    if let Some(window) = app.get_webview_window(MAIN) {
        cover_screen(&window, is_on);
    }
}

/// Not kept above all other windows: the system's own, such as a choice of files, would open behind it.
pub(super) fn cover_screen(window: &WebviewWindow, is_on: bool) {
    for (act, done) in [("frame", window.set_decorations(!is_on)), ("full screen", window.set_fullscreen(is_on))] {
        if let Err(error) = done {
            tracing::warn!(act, is_on, %error, "the kiosk cannot be changed");
        }
    }
}
