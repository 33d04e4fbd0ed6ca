//! What shop staff do on the first day.

use fantoccini::key::Key;

use crate::support::{Screen, Terminal};

#[tokio::test]
async fn a_fresh_machine_takes_a_practice_payment() {
    let till = Terminal::on_a_fresh_machine(Screen::COMMON).await;
    till.shows("setup-practice").await;
    till.picture("setup-ja").await;
    till.press("setup-practice").await;
    till.sale_is("idle").await;
    till.picture("sell-ja").await;
    till.type_keys("1200").await;
    till.says("amount", "1,200").await;
    till.picture("sell-amount-ja").await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.shows("qr").await;
    till.says("sale-amount", "1,200").await;
    till.picture("waiting-ja").await;
    till.scan_as("rich").await;
    till.sale_is("succeeded").await;
    till.says("sale-amount", "1,200").await;
    let page = till.page_text().await;
    assert!(page.contains("支払い完了"), "{page}");
    till.picture("paid-ja").await;
    till.press("done").await;
    till.sale_is("idle").await;
    till.says("history-row", "1,200").await;
    till.picture("sell-after-ja").await;
    till.close().await;
}

#[tokio::test]
async fn a_payment_without_enough_balance_says_why_and_moves_nothing() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    till.type_keys("3000").await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.scan_as("poor").await;
    till.sale_is("failed").await;
    till.says("sale-reason", "残高").await;
    till.picture("failed-ja").await;
    till.press("new-qr").await;
    till.sale_is("waiting").await;
    till.says("sale-amount", "3,000").await;
    till.close().await;
}

#[tokio::test]
async fn a_topup_asks_for_the_cash_first_and_cannot_be_taken_for_a_payment() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    till.press("mode-topup").await;
    for key in ["key-3", "key-00", "key-0"] {
        till.press(key).await;
    }
    till.press("start-sale").await;
    till.shows("confirm-cash").await;
    till.picture("confirm-cash-ja").await;
    assert!(!till.has("qr").await, "no QR before the cash is in the drawer");
    till.press("confirm-cash").await;
    till.sale_is("waiting").await;
    till.picture("waiting-topup-ja").await;
    till.scan_as("rich").await;
    till.sale_is("succeeded").await;
    let page = till.page_text().await;
    assert!(page.contains("チャージ完了") && page.contains("3,000"), "{page}");
    till.picture("topped-up-ja").await;
    till.close().await;
}

#[tokio::test]
async fn a_waiting_tray_is_cancelled_with_two_presses_of_escape() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    till.type_keys("500").await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.person_looks().await;
    till.press_key(Key::Escape).await;
    till.shows("qr-covered").await;
    till.press_key(Key::Escape).await;
    till.sale_is("canceled").await;
    till.picture("canceled-ja").await;
    till.close().await;
}

#[tokio::test]
async fn an_amended_amount_is_what_the_customer_pays() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    till.type_keys("1200").await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.press("amend-sale").await;
    till.picture("amend-ja").await;
    assert!(!till.has("qr").await, "the QR is covered while its amount is being changed");
    till.press("key-clear").await;
    till.type_keys("980").await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.says("sale-amount", "980").await;
    till.scan_as("rich").await;
    till.sale_is("succeeded").await;
    till.says("sale-amount", "980").await;
    till.close().await;
}

#[tokio::test]
async fn an_expired_tray_is_replaced_by_a_new_qr_for_the_same_amount() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    till.type_keys("700").await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.far_side_clock_moves(320);
    till.sale_is("expired").await;
    till.picture("expired-ja").await;
    till.press("new-qr").await;
    till.sale_is("waiting").await;
    till.says("sale-amount", "700").await;
    till.scan_as("points").await;
    till.sale_is("succeeded").await;
    till.picture("paid-with-points-ja").await;
    till.close().await;
}
