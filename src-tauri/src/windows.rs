//! The windows and what they refuse.

use std::sync::Arc;

use tauri::{AppHandle, LogicalSize, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent};

use crate::desk::Desk;

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
    WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into()))
        .title("Cashtray Terminal")
        .inner_size(width, height)
        .min_inner_size(least_width, least_height)
        .on_navigation(is_our_own)
        .build()
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

/// Only the embedded UI, under the names Tauri serves it by.
fn is_our_own(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // Windows and Android serve the embedded UI by this name.
        "http" | "https" => url.host_str() == Some("tauri.localhost") || is_development_server(url),
        _ => false,
    }
}

fn is_development_server(url: &Url) -> bool {
    cfg!(debug_assertions) && url.scheme() == "http" && url.host_str() == Some("127.0.0.1") && url.port() == Some(5173)
}

#[cfg(test)]
mod tests {
    use tauri::LogicalSize;

    use super::{COMFORTABLE, fitting, is_our_own};

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

    #[test]
    fn the_window_never_leaves_the_embedded_ui() {
        for (url, ours) in [
            ("tauri://localhost/index.html", true),
            ("http://tauri.localhost/", true),
            ("tauri://elsewhere/", false),
            ("https://www.pokepay.jp/", false),
            ("http://127.0.0.1:8080/", false),
            ("file:///etc/passwd", false),
            ("data:text/html,x", false),
            ("about:blank", false),
        ] {
            assert_eq!(is_our_own(&url.parse().expect("a URL")), ours, "{url}");
        }
    }
}
