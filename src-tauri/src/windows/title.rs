//! The title in the window's frame and in the system's list of windows: which shop, and whose money.

use shop_setup::profile::Environment;
use tauri::{AppHandle, Manager as _};

use super::MAIN;
use crate::snapshot::Language;

/// The title while nothing is sold.
pub(super) const TITLE: &str = "Cashtray Terminal";

/// Shows what is sold, or only the program's name.
pub(crate) fn show_title(app: &AppHandle, sold: Option<(&str, Environment)>, language: Language) {
    let Some(window) = app.get_webview_window(MAIN) else { return };
    if let Err(error) = window.set_title(&title(sold, language)) {
        tracing::warn!(%error, "the window's title cannot be changed");
    }
}

/// The frame belongs to the system and knows none of the screens' words.
fn title(sold: Option<(&str, Environment)>, language: Language) -> String {
    let Some((shop, environment)) = sold else { return TITLE.to_owned() };
    let word = match (environment, language) {
        (Environment::Practice, Language::Ja) => "練習",
        (Environment::Practice, Language::En) => "Practice",
        (Environment::Sandbox, Language::Ja) => "テスト環境",
        (Environment::Sandbox, Language::En) => "Test money",
        (Environment::Production, _) => return format!("{shop} – {TITLE}"),
    };
    format!("【{word}】{shop} – {TITLE}")
}

#[cfg(test)]
mod tests {
    use shop_setup::profile::Environment;

    use super::title;
    use crate::snapshot::Language;

    #[test]
    fn the_title_says_whose_money_it_is_unless_it_is_real() {
        let title = |environment| title(Some(("みどり商店", environment)), Language::Ja);
        assert_eq!(title(Environment::Production), "みどり商店 – Cashtray Terminal");
        assert_eq!(title(Environment::Sandbox), "【テスト環境】みどり商店 – Cashtray Terminal");
        assert_eq!(title(Environment::Practice), "【練習】みどり商店 – Cashtray Terminal");
        assert_eq!(super::title(None, Language::En), "Cashtray Terminal");
    }
}
