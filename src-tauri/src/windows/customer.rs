//! The customer's window: full screen on a monitor of its own, or in a frame beside the staff's.

use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Wry};

use super::monitors::Place;
use crate::web_view::walled_in;

/// The customer's window.
pub(crate) const CUSTOMER: &str = "customer";

/// The framed window's width and height, where the monitor has room: a small customer display on its side.
const FRAMED: (f64, f64) = (540.0, 720.0);

/// Below this the QR would have less than eight pixels per module.
const SMALLEST: (f64, f64) = (400.0, 440.0);

/// The window, if it is open.
pub(super) fn opened(app: &AppHandle) -> Option<WebviewWindow> {
    app.get_webview_window(CUSTOMER)
}

/// Opens it over the whole of a monitor that is not the staff's.
pub(super) fn open_on(app: &AppHandle, place: &Place) -> tauri::Result<WebviewWindow> {
    let logical = |pixels: f64| pixels / place.scale;
    // Its own place and size first: without a window manager nobody makes it full screen.
    builder(app)
        .decorations(false)
        .skip_taskbar(true)
        .position(logical(place.position.0.into()), logical(place.position.1.into()))
        .inner_size(logical(place.size.0.into()), logical(place.size.1.into()))
        .fullscreen(true)
        .build()
}

/// Opens it in a frame at the right edge of the staff's monitor, for a shop with one monitor.
pub(super) fn open_in_frame(app: &AppHandle, staff: &Place) -> tauri::Result<WebviewWindow> {
    let room = (f64::from(staff.size.0) / staff.scale, f64::from(staff.size.1) / staff.scale);
    let (width, height) = (FRAMED.0.min(room.0), FRAMED.1.min(room.1));
    let left = f64::from(staff.position.0) / staff.scale + room.0 - width;
    builder(app)
        .position(left, f64::from(staff.position.1) / staff.scale)
        .inner_size(width, height)
        .min_inner_size(SMALLEST.0.min(room.0), SMALLEST.1.min(room.1))
        .build()
}

/// It never takes the keyboard: a customer who touches it must not take the till's keys away.
fn builder(app: &AppHandle) -> WebviewWindowBuilder<'_, Wry, AppHandle> {
    walled_in(WebviewWindowBuilder::new(app, CUSTOMER, WebviewUrl::App("customer.html".into())))
        .title("Cashtray")
        .focused(false)
        .focusable(false)
}
