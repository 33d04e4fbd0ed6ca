//! What stands in the way of the books, and what the screen says then. Nothing that was typed or sold is lost by it.

use std::fs;
use std::path::Path;

use fantoccini::key::Key;
use serde_json::json;

use crate::support::{Screen, Terminal};

/// A till that has taken one payment.
async fn after_one_sale(screen: Screen) -> Terminal {
    let till = Terminal::in_practice(screen).await;
    till.type_keys("1200").await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.scan_as("rich").await;
    till.sale_is("succeeded").await;
    till.press_key(Key::Escape).await;
    till.sale_is("idle").await;
    till
}

/// The shift, and over it the form of an export.
async fn opens_the_export(till: &Terminal) {
    till.press_key(Key::F9).await;
    till.shows("shift-totals").await;
    till.press_key(Key::F8).await;
    till.shows("export-start").await;
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[tokio::test]
async fn a_folder_that_takes_no_file_is_told_and_the_next_try_works() {
    let till = after_one_sale(Screen::COMMON).await;
    let folder = till.documents().join("Cashtray");
    fs::write(&folder, "no folder").unwrap();
    opens_the_export(&till).await;
    till.press_key(Key::Enter).await;
    till.says("export-problem", "書き込めません").await;
    till.picture("export-cannot-write-ja").await;
    fs::remove_file(&folder).unwrap();
    till.press_key(Key::Enter).await;
    till.shows("exported").await;
    assert_eq!(names_in(&folder), ["cashtray-A-shift-0001.csv"]);
    till.close().await;
}

#[tokio::test]
async fn a_range_that_cannot_be_is_told_in_words_and_stays_as_it_was_typed() {
    let till = after_one_sale(Screen::SMALLEST).await;
    opens_the_export(&till).await;
    till.press("export-range").await;
    till.enter("export-from", "2026-11-20").await;
    till.enter("export-to", "2026-11-01").await;
    till.press_key(Key::Enter).await;
    till.says("export-problem", "期間の始まりが終わりより後").await;
    till.picture("export-from-after-to-ja").await;
    till.enter("export-to", "31/31").await;
    till.press_key(Key::Enter).await;
    till.says("export-problem", "「31/31」を日時として読めません").await;
    till.press_key(Key::Escape).await;
    till.is_gone("export-start").await;
    till.press_key(Key::F7).await;
    till.shows("history-row").await;
    till.press("filter-range").await;
    till.enter("filter-from", "2026-11-20").await;
    till.enter("filter-to", "2026-11-01").await;
    till.press_key(Key::Tab).await;
    till.says("books-problem", "期間の始まりが終わりより後").await;
    till.picture("history-from-after-to-ja").await;
    till.close().await;
}

#[tokio::test]
async fn a_server_that_contradicts_the_journal_is_shown_with_the_next_step() {
    let till = after_one_sale(Screen::COMMON).await;
    let sold = till.ledger().transactions.pop().unwrap();
    till.management_refunds(&sold).await;
    till.press_key(Key::F9).await;
    till.shows("shift-totals").await;
    till.far_side_fails(&json!([{ "operation": "ListTransactions", "count": null, "action": "cut" }]));
    till.press_key(Key::F6).await;
    till.says("books-problem", "サーバーから返事がなく").await;
    till.picture("reconciliation-unreachable-ja").await;
    till.far_side_recovers();
    till.press_key(Key::F6).await;
    till.is_there("[data-testid=reconciliation-row][data-class=contradiction]").await;
    till.says("reconciliation-detail", "このレジの返金ではありません").await;
    till.picture("reconciliation-contradiction-ja").await;
    till.close().await;
}
