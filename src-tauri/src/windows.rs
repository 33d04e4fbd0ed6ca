//! The windows and what they refuse.

use std::sync::Arc;

use tauri::{AppHandle, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent};

use crate::desk::Desk;

/// The staff's window.
pub(crate) const MAIN: &str = "main";

/// Opens the staff's window. It shows the embedded UI and goes nowhere else.
pub(crate) fn open_main(app: &AppHandle) -> tauri::Result<WebviewWindow> {
    WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into()))
        .title("Cashtray Terminal")
        .inner_size(1280.0, 800.0)
        .min_inner_size(1024.0, 600.0)
        .on_navigation(is_our_own)
        .build()
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
    use super::is_our_own;

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
