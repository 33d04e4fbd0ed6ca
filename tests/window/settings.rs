//! A setting is found by a word, changed, seen in what it does, and still there after a restart.

use fantoccini::key::Key;

use crate::support::{Screen, Terminal};

#[tokio::test]
async fn a_setting_is_found_by_its_sound_changed_and_still_there_after_a_restart() {
    let mut till = Terminal::in_practice(Screen::SMALLEST).await;
    finds(&till, "きげん").await;
    till.shows("setting-tray_life_seconds").await;
    assert!(!till.has("setting-theme").await);
    till.picture("settings-search-ja").await;
    till.enter("set-tray_life_seconds", "9").await;
    till.press_key(Key::Enter).await;
    till.says("setting-tray_life_seconds-problem", "60").await;
    till.picture("settings-problem-ja").await;
    till.enter("set-tray_life_seconds", "60").await;
    till.press_key(Key::Enter).await;
    till.shows("reset-tray_life_seconds").await;
    leaves(&till).await;
    // Its effect: the last minute of a QR is counted down, and this one has no other.
    till.type_keys("1200").await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.says("countdown", "秒").await;
    till.picture("settings-effect-ja").await;
    till.phone_scans("rich");
    till.sale_is("succeeded").await;
    till.press_key(Key::Enter).await;
    till.sale_is("idle").await;
    till.restart_after_a_power_cut().await;
    till.shows("amount").await;
    finds(&till, "期限").await;
    till.is_there("[data-testid=reset-tray_life_seconds]").await;
    till.press("reset-tray_life_seconds").await;
    till.is_gone("reset-tray_life_seconds").await;
    till.close().await;
}

#[tokio::test]
async fn the_chosen_colours_count_at_once_and_an_export_says_where_it_is() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    till.press_key(Key::F10).await;
    till.press("set-theme-dark").await;
    till.is_there("html[data-theme=dark]").await;
    till.picture("settings-dark-ja").await;
    till.press("section-machine").await;
    till.press("settings-export").await;
    till.says("settings-file-done", ".json").await;
    till.picture("settings-exported-ja").await;
    let folder = till.documents().join("Cashtray");
    let told = till.text("settings-file-done").await;
    let name = told.split(folder.to_str().unwrap()).nth(1).expect("the window says where the file is");
    let path = format!("{}{}", folder.display(), name.split_whitespace().next().unwrap());
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains("\"theme\": \"dark\""), "{text}");
    till.close().await;
}

/// F10, and a word into the search, which has the keys already.
async fn finds(till: &Terminal, word: &str) {
    till.press_key(Key::F10).await;
    till.enter("settings-search", word).await;
    till.says("settings-status", "件").await;
}

/// Esc clears the search, and leaves.
async fn leaves(till: &Terminal) {
    till.press_key(Key::Escape).await;
    till.press_key(Key::Escape).await;
    till.shows("amount").await;
}
