//! The staff's window: how large it is, and when it closes.

use std::sync::Arc;

use tauri::{
    AppHandle, DragDropEvent, LogicalSize, Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent,
};

use super::title::TITLE;
use crate::desk::Desk;
use crate::setup;
use crate::web_view::walled_in;

/// The staff's window.
pub(crate) const MAIN: &str = "main";

/// The window's width and height where the monitor has room for it, in logical pixels.
const COMFORTABLE: (f64, f64) = (1280.0, 800.0);

/// Below this the screens scroll.
const SMALLEST: (f64, f64) = (1024.0, 600.0);

/// Opens the staff's window, no larger than the monitor. It shows the embedded UI and goes nowhere else.
pub(crate) fn open_main(app: &AppHandle) -> tauri::Result<WebviewWindow> {
    let room = app.primary_monitor()?.map(|monitor| monitor.size().to_logical(monitor.scale_factor()));
    let (width, height) = fitting(COMFORTABLE, room);
    let (least_width, least_height) = fitting(SMALLEST, room);
    walled_in(WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into())))
        .title(TITLE)
        .inner_size(width, height)
        .min_inner_size(least_width, least_height)
        .build()
}

/// The staff's window in front of all others, however it was put away.
pub(crate) fn bring_to_front(app: &AppHandle) {
    let Some(window) = app.get_webview_window(MAIN) else { return };
    for (act, done) in [("unminimize", window.unminimize()), ("show", window.show()), ("focus", window.set_focus())] {
        if let Err(error) = done {
            tracing::warn!(act, %error, "the window cannot be brought to the front");
        }
    }
}

fn fitting((width, height): (f64, f64), room: Option<LogicalSize<f64>>) -> (f64, f64) {
    room.map_or((width, height), |room| (width.min(room.width), height.min(room.height)))
}

/// Closing the window over an open sale asks first: its QR can still be scanned, and nobody would see the result.
pub(crate) fn guard_closing(window: &WebviewWindow, desk: Arc<Desk>) {
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event
            && desk.has_open_sales()
        {
            api.prevent_close();
            desk.ask_to_close(true);
        }
    });
}

/// Files that are dropped on the window reach the program by their paths; the web view never sees them.
pub(crate) fn take_dropped_files(window: &WebviewWindow, desk: Arc<Desk>) {
    window.on_window_event(move |event| {
        if let WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) = event {
            setup::tell_dropped(&desk, paths.clone());
        }
    });
}

#[cfg(test)]
mod tests {
    use tauri::LogicalSize;

    use super::{COMFORTABLE, fitting};

    #[test]
    fn the_window_is_never_larger_than_the_monitor() {
        for (room, size) in [
            (None, (1280.0, 800.0)),
            (Some(LogicalSize::new(1920.0, 1080.0)), (1280.0, 800.0)),
            (Some(LogicalSize::new(1024.0, 600.0)), (1024.0, 600.0)),
            (Some(LogicalSize::new(1366.0, 768.0)), (1280.0, 768.0)),
        ] {
            assert_eq!(fitting(COMFORTABLE, room), size);
        }
    }
}
