//! Ten sales with every outcome there is, and two that are taken back.

use fantoccini::key::Key;
use serde_json::json;

use crate::support::Terminal;

/// One sale after the other, as at a counter on a bad day.
pub(super) async fn sells_ten_times(till: &Terminal) {
    sells(till, Key::F2, "1200", "rich", "succeeded").await;
    sells(till, Key::F2, "800", "points", "succeeded").await;
    sells(till, Key::F3, "3000", "rich", "succeeded").await;
    sells(till, Key::F3, "500", "poor", "succeeded").await;
    sells(till, Key::F2, "49000", "poor", "failed").await;
    sells(till, Key::F3, "5000", "nearly_full", "failed").await;
    is_canceled(till, "300").await;
    gets_no_qr(till, "400").await;
    is_set_aside_and_settles_late(till, "600").await;
    expires(till, "700").await;
    sells(till, Key::F2, "900", "rich", "succeeded").await;
}

/// The tab, the amount, Enter; for a top-up once more, for the cash.
async fn asks(till: &Terminal, tab: Key, amount: &str) {
    let is_topup = matches!(tab, Key::F3);
    till.press_key(tab).await;
    till.type_keys(amount).await;
    till.press_key(Key::Enter).await;
    if is_topup {
        till.shows("confirm-cash").await;
        till.press_key(Key::Enter).await;
    }
}

async fn sells(till: &Terminal, tab: Key, amount: &str, customer: &str, end: &str) {
    asks(till, tab, amount).await;
    till.sale_is("waiting").await;
    till.scan_as(customer).await;
    till.sale_is(end).await;
    is_acknowledged(till).await;
}

async fn is_acknowledged(till: &Terminal) {
    till.press_key(Key::Escape).await;
    till.sale_is("idle").await;
}

async fn is_canceled(till: &Terminal, amount: &str) {
    asks(till, Key::F2, amount).await;
    till.sale_is("waiting").await;
    till.press_key(Key::Escape).await;
    till.press_key(Key::Escape).await;
    till.sale_is("canceled").await;
    is_acknowledged(till).await;
}

async fn gets_no_qr(till: &Terminal, amount: &str) {
    till.far_side_fails(&json!([{ "operation": "CreateCashtray", "count": null, "action": "cut" }]));
    asks(till, Key::F2, amount).await;
    till.says("sale-reason", "QR").await;
    till.far_side_recovers();
    is_acknowledged(till).await;
}

/// The customer has scanned, and no answer says so: the sale is set aside, and holds the closing until it is certain.
async fn is_set_aside_and_settles_late(till: &Terminal, amount: &str) {
    asks(till, Key::F2, amount).await;
    till.sale_is("waiting").await;
    till.far_side_fails(&json!([{ "operation": "GetCashtray", "count": null, "action": "cut" }]));
    till.phone_scans("rich");
    till.sale_is("checking").await;
    till.press("park-sale").await;
    till.sale_is("idle").await;
    till.shows("parked").await;
    till.picture("parked-ja").await;
    till.press_key(Key::F9).await;
    till.shows("unsettled").await;
    till.press_key(Key::F10).await;
    till.shows("shift-carried-by").await;
    till.press_key(Key::Enter).await;
    till.is_there("[data-testid=shift-carried-by][aria-invalid=true]").await;
    till.picture("shift-close-held-ja").await;
    till.press_key(Key::Escape).await;
    till.is_gone("shift-close-next").await;
    till.far_side_recovers();
    till.press("parked").await;
    till.picture("parked-list-ja").await;
    till.is_gone("parked-row").await;
    till.press_key(Key::Escape).await;
    till.is_gone("unsettled").await;
    till.press_key(Key::Escape).await;
    till.shows("amount").await;
}

async fn expires(till: &Terminal, amount: &str) {
    asks(till, Key::F2, amount).await;
    till.sale_is("waiting").await;
    till.far_side_clock_moves(320);
    till.sale_is("expired").await;
    is_acknowledged(till).await;
}

/// History, its number, R, the reason, and twice yes.
pub(super) async fn takes_back(till: &Terminal, number: &str, reason: &str) {
    till.press_key(Key::F7).await;
    till.shows("history-row").await;
    till.picture("history-ja").await;
    till.enter("history-search", number).await;
    till.is_there(&format!("[data-testid=sale-detail][data-number='{number}']")).await;
    till.picture(&format!("history-{number}-ja")).await;
    till.press_key(Key::Enter).await;
    till.type_keys("r").await;
    till.shows("refund-reason").await;
    till.enter("refund-reason", reason).await;
    till.picture(&format!("refund-{number}-ja")).await;
    till.press_key(Key::Enter).await;
    till.shows("refund-confirm").await;
    till.picture(&format!("refund-sure-{number}-ja")).await;
    till.press_key(Key::Enter).await;
    till.is_there(&format!("[data-testid=refund-state][data-state=refunded][data-number='{number}']")).await;
    till.picture(&format!("refunded-{number}-ja")).await;
    till.press("refund-done").await;
    till.is_gone("refund-done").await;
    till.press_key(Key::Escape).await;
    till.press_key(Key::Escape).await;
    till.shows("amount").await;
}
