//! A whole shift by the keyboard: opened, sold in, taken back from, compared with the server, closed, written down.

mod books;
mod sales;

use fantoccini::key::Key;

use crate::support::{Screen, Terminal};
use books::{Papers, adds_up};
use sales::{sells_ten_times, takes_back};

#[tokio::test]
async fn a_shift_with_every_outcome_adds_up_to_the_far_sides_ledger() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    opens_with(&till, "花子", "10000").await;
    till.another_till_sells(100.into(), "[B-0007-0000000000001]").await;
    sells_ten_times(&till).await;
    takes_back(&till, "A-0001", "打ち間違い").await;
    takes_back(&till, "A-0003", "お客様の都合").await;
    looks_at_the_shift(&till).await;
    compares_with_the_server(&till).await;
    closes_with(&till, "10400").await;
    let papers = Papers {
        sheet: writes_down(&till, "csv").await,
        list: writes_down(&till, "json").await,
        page: writes_down(&till, "report").await,
    };
    adds_up(&papers, &till.ledger());
    starts_the_next_day(&till).await;
    till.close().await;
}

/// F9, who, Tab, the float, Enter.
async fn opens_with(till: &Terminal, who: &str, float: &str) {
    till.press_key(Key::F9).await;
    till.shows("shift-open-confirm").await;
    till.enter("shift-staff", who).await;
    till.press_key(Key::Tab).await;
    till.type_keys("ten").await;
    till.press_key(Key::Enter).await;
    till.is_there("[data-testid=shift-float][aria-invalid=true]").await;
    till.enter("shift-float", float).await;
    till.picture("shift-open-ja").await;
    till.press_key(Key::Enter).await;
    till.is_gone("shift-open-confirm").await;
    till.says("cash-expected", "10,000").await;
    till.picture("shift-opened-ja").await;
    till.press_key(Key::Escape).await;
    till.shows("amount").await;
}

/// 点検: what the books say while the shift is open.
async fn looks_at_the_shift(till: &Terminal) {
    till.press_key(Key::Escape).await;
    till.press_key(Key::F9).await;
    till.shows("shift-totals").await;
    till.says("cash-expected", "10,500").await;
    till.picture("shift-check-ja").await;
    till.press("language-en").await;
    till.says("practice-banner", "Practice").await;
    till.picture("shift-check-en").await;
    till.press("language-ja").await;
    till.says("practice-banner", "練習").await;
}

/// F6: everything is the same on both sides but for what the other till sold.
async fn compares_with_the_server(till: &Terminal) {
    till.press_key(Key::F6).await;
    till.shows("reconciliation-row").await;
    till.picture("reconciliation-ja").await;
    assert_eq!(till.texts("[data-testid=reconciliation-row]").await.len(), 1);
    till.says("reconciliation-row", "B").await;
    till.is_there("[data-testid=totals-compared][data-agrees=true]").await;
    till.press("show-matched").await;
    till.picture("reconciliation-matched-ja").await;
    assert_eq!(till.texts("[data-testid=reconciliation-row]").await.len(), 6);
    till.press_key(Key::Escape).await;
    till.shows("shift-totals").await;
}

/// 精算: F10, the counted cash, and twice yes.
async fn closes_with(till: &Terminal, counted: &str) {
    till.press_key(Key::F10).await;
    till.shows("shift-close-next").await;
    till.person_looks().await;
    till.type_keys(counted).await;
    till.picture("shift-close-ja").await;
    till.press_key(Key::Enter).await;
    till.shows("shift-close-confirm").await;
    till.picture("shift-close-sure-ja").await;
    till.press_key(Key::Enter).await;
    till.shows("shift-closed").await;
    till.says("cash-difference", "100").await;
    till.picture("shift-closed-ja").await;
}

/// F8, the form, Enter; answers what is in the file that the window names.
async fn writes_down(till: &Terminal, format: &str) -> String {
    till.press_key(Key::F8).await;
    till.shows("export-start").await;
    till.press(&format!("format-{format}")).await;
    till.press_key(Key::Enter).await;
    till.shows("exported").await;
    till.picture(&format!("exported-{format}-ja")).await;
    let page = till.page_text().await;
    let folder = till.documents().join("Cashtray");
    let name = page.split(folder.to_str().unwrap()).nth(1).expect("the window says where the file is");
    let path = format!("{}{}", folder.display(), name.split_whitespace().next().unwrap());
    till.press_key(Key::Enter).await;
    till.is_gone("export-start").await;
    std::fs::read_to_string(path).unwrap()
}

/// The next shift begins with nothing sold, and the closed one can still be looked at.
async fn starts_the_next_day(till: &Terminal) {
    till.press_key(Key::Escape).await;
    till.press_key(Key::F9).await;
    till.shows("shift-open-confirm").await;
    till.press_key(Key::Enter).await;
    till.is_gone("shift-open-confirm").await;
    till.is_there("[data-testid=shift-screen][data-shift='2']").await;
    till.press_key(Key::PageUp).await;
    till.is_there("[data-testid=shift-screen][data-shift='1']").await;
    till.shows("shift-closed").await;
    till.press("shift-list").await;
    till.shows("past-shifts").await;
    till.picture("past-shifts-ja").await;
}
