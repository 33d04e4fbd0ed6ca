//! The staff's window: how large it is, and when it closes.

use std::sync::Arc;

use tauri::{
    AppHandle, DragDropEvent, LogicalSize, Manager, PhysicalPosition, PhysicalSize, WebviewUrl, WebviewWindow,
    WebviewWindowBuilder, WindowEvent,
};

use super::geometry::{self, Geometry, Place};
use super::kiosk::cover_screen;
use super::title::TITLE;
use super::zoom::draw_at;
use crate::desk::Desk;
use crate::setup;
use crate::web_view::walled_in;

/// The staff's window.
pub(crate) const MAIN: &str = "main";

/// The window's width and height where the monitor has room for it, in logical pixels.
const COMFORTABLE: (f64, f64) = (1280.0, 800.0);

/// Below this the screens scroll.
const SMALLEST: (f64, f64) = (1024.0, 600.0);

/// Opens the staff's window, where it stood the last time if there is a monitor still, and no larger than the monitor. It
/// shows the embedded UI and goes nowhere else.
pub(crate) fn open_main(app: &AppHandle, desk: &Desk) -> tauri::Result<WebviewWindow> {
    let room = app.primary_monitor()?.map(|monitor| monitor.size().to_logical(monitor.scale_factor()));
    let (width, height) = fitting(COMFORTABLE, room);
    let (least_width, least_height) = fitting(SMALLEST, room);
    let window = walled_in(WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into())))
        .title(TITLE)
        .inner_size(width, height)
        .min_inner_size(least_width, least_height)
        .build()?;
    if let Some(kept) = geometry::read(&desk.data.window())
        && let Err(error) = put_back(&window, kept)
    {
        tracing::warn!(%error, "the window cannot be put where it stood");
    }
    let choices = desk.settings().choices;
    if choices.kiosk {
        cover_screen(&window, true);
    }
    draw_at(&window, choices.zoom_percent);
    Ok(window)
}

fn put_back(window: &WebviewWindow, kept: Geometry) -> tauri::Result<()> {
    let monitors: Vec<Place> = window
        .available_monitors()?
        .iter()
        .map(|monitor| {
            let (at, size) = (monitor.position(), monitor.size());
            Place { x: at.x, y: at.y, width: size.width, height: size.height }
        })
        .collect();
    if let Some(Place { x, y, width, height }) = kept.place.on(&monitors) {
        window.set_size(PhysicalSize::new(width, height))?;
        window.set_position(PhysicalPosition::new(x, y))?;
    }
    if kept.is_maximized { window.maximize() } else { Ok(()) }
}

/// Keeps where the staff's window stands, for the next start.
pub(crate) fn keep_place(app: &AppHandle, desk: &Desk) {
    if let Some(window) = app.get_webview_window(MAIN) {
        geometry::keep(&window, &desk.data.window());
    }
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

/// Closing the window over an open sale asks first: its QR can still be scanned, and nobody would see the result. A kiosk
/// always asks, where there is a screen to ask on, and is left only by who has the right to.
pub(crate) fn guard_closing(window: &WebviewWindow, desk: Arc<Desk>) {
    window.on_window_event(move |event| match event {
        WindowEvent::CloseRequested { api, .. } if desk.asks_before_closing() => {
            api.prevent_close();
            desk.ask_to_close(true);
        }
        WindowEvent::CloseRequested { .. } => {
            if let Some(window) = desk.app.get_webview_window(MAIN) {
                geometry::keep(&window, &desk.data.window());
            }
        }
        // The customer's window alone would keep the program running.
        WindowEvent::Destroyed => desk.app.exit(0),
        _ => {}
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
