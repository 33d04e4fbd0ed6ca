//! The system's own window for picking a file. The web view never opens one: it hears where the file is.

use std::sync::atomic::{AtomicBool, Ordering};

use rfd::AsyncFileDialog;
use serde::Deserialize;
use tauri::{AppHandle, Manager as _};
use ts_rs::TS;

use super::SetupProblem;
use crate::desk::Desk;
use crate::snapshot::Language;
use crate::windows::MAIN;

/// What a picked file is for: the title of the system's window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PickFor {
    /// `config.ini` or Java's `.properties`.
    Config,
    /// The certificates of the server's authority.
    Ca,
    /// The client certificate.
    Certificate,
    /// The private key.
    Key,
    /// A PKCS#12 file.
    Pkcs12,
}

/// One window of the system at a time, however often the key is pressed.
static IS_OPEN: AtomicBool = AtomicBool::new(false);

/// The system's window is over, whichever way.
struct Closed;

impl Drop for Closed {
    fn drop(&mut self) {
        IS_OPEN.store(false, Ordering::Release);
    }
}

/// Lets a person pick a file; `None` when they close the window without one. Only set-up picks files.
pub(crate) async fn pick_file(app: &AppHandle, desk: &Desk, what: PickFor) -> Result<Option<String>, SetupProblem> {
    if !desk.is_in_setup() {
        return Err(SetupProblem::NotPossibleNow);
    }
    if IS_OPEN.swap(true, Ordering::Acquire) {
        return Err(SetupProblem::Busy);
    }
    let _closed = Closed;
    let mut dialog = AsyncFileDialog::new().set_title(title(what, desk.settings().choices.language));
    if let Some(window) = app.get_webview_window(MAIN) {
        dialog = dialog.set_parent(&window);
    }
    let picked = dialog.pick_file().await;
    Ok(picked.map(|file| file.path().display().to_string()))
}

/// The window belongs to the system and knows none of the screens' words.
fn title(what: PickFor, language: Language) -> &'static str {
    match (what, language) {
        (PickFor::Config, Language::Ja) => "接続設定ファイル(config.ini)を選択",
        (PickFor::Config, Language::En) => "Choose the connection file (config.ini)",
        (PickFor::Ca, Language::Ja) => "認証局の証明書を選択",
        (PickFor::Ca, Language::En) => "Choose the authority's certificate",
        (PickFor::Certificate, Language::Ja) => "クライアント証明書を選択",
        (PickFor::Certificate, Language::En) => "Choose the client certificate",
        (PickFor::Key, Language::Ja) => "秘密鍵を選択",
        (PickFor::Key, Language::En) => "Choose the private key",
        (PickFor::Pkcs12, Language::Ja) => "PKCS#12ファイルを選択",
        (PickFor::Pkcs12, Language::En) => "Choose the PKCS#12 file",
    }
}
