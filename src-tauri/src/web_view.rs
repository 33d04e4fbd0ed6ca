//! What every web view of ours refuses: to go elsewhere, to open windows, to download, to ask for cameras and the like.
//!
//! The page's own part of it (context menu, browser keys) is in `ui/src/input/web-view.ts`. What a page may call is in
//! `permissions/app.toml`.

use tauri::webview::{DownloadEvent, NewWindowResponse, PermissionResponse};
use tauri::{AppHandle, Url, WebviewWindowBuilder, Wry};

/// Printing a page is no act of a till: its slips come out of the receipt printer.
const NO_PRINT_DIALOG: &str = "Object.defineProperty(window, 'print', { value: () => undefined });";

/// A window that shows the embedded UI and can do nothing that only a browser needs.
pub(crate) fn walled_in(builder: WebviewWindowBuilder<'_, Wry, AppHandle>) -> WebviewWindowBuilder<'_, Wry, AppHandle> {
    builder
        .on_navigation(|url| {
            let ours = is_our_own(url);
            if !ours {
                // Without its query, which could hold anything.
                tracing::warn!(scheme = url.scheme(), host = url.host_str(), "a page wanted to leave and was held");
            }
            ours
        })
        .on_new_window(|_, _| {
            tracing::warn!("a page wanted to open a window and was refused");
            NewWindowResponse::Deny
        })
        .on_download(|_, event| {
            if let DownloadEvent::Requested { .. } = event {
                tracing::warn!("a page wanted to download and was refused");
            }
            false
        })
        .on_permission_request(|_, _| PermissionResponse::Deny)
        .initialization_script(NO_PRINT_DIALOG)
        .zoom_hotkeys_enabled(false)
        .browser_extensions_enabled(false)
        .general_autofill_enabled(false)
        .devtools(cfg!(debug_assertions))
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
