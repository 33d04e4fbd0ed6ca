//! The system's own window for picking a file. The web view never opens one: it hears where the file is.

use rfd::AsyncFileDialog;
use serde::Deserialize;
use tauri::{AppHandle, Manager as _};
use ts_rs::TS;

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

/// Lets a person pick a file; `None` when they close the window without one.
pub(crate) async fn pick_file(app: &AppHandle, what: PickFor, language: Language) -> Option<String> {
    let mut dialog = AsyncFileDialog::new().set_title(title(what, language));
    if let Some(window) = app.get_webview_window(MAIN) {
        dialog = dialog.set_parent(&window);
    }
    let file = dialog.pick_file().await?;
    Some(file.path().display().to_string())
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
