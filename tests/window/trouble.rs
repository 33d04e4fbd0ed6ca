//! What goes wrong, and what the screen says then.

use fantoccini::key::Key;
use serde_json::json;

use crate::support::{Screen, Terminal};

#[tokio::test]
async fn every_bad_amount_gets_one_sentence_and_is_not_sent() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    till.press("start-sale").await;
    till.says("sale-reason", "金額").await;
    till.picture("bad-amount-ja").await;
    till.type_keys("0").await;
    till.press_key(Key::Enter).await;
    till.says("sale-reason", "0").await;
    till.press("key-clear").await;
    till.type_keys("99999999").await;
    till.press_key(Key::Enter).await;
    till.says("sale-reason", "上限").await;
    till.sale_is("idle").await;
    till.says("amount", "99,999,999").await;
    till.close().await;
}

#[tokio::test]
async fn a_silent_far_side_covers_the_qr_and_is_never_called_a_failure() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    till.type_keys("1200").await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.far_side_fails(&json!([{ "operation": "GetCashtray", "count": null, "action": "cut" }]));
    till.sale_is("checking").await;
    assert!(!till.has("qr").await, "a QR that cannot be watched is covered");
    till.picture("checking-ja").await;
    till.far_side_recovers();
    till.sale_is("waiting").await;
    till.shows("qr").await;
    till.close().await;
}

#[tokio::test]
async fn no_answer_to_enter_keeps_the_amount_and_says_what_to_do() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    till.far_side_fails(&json!([{ "operation": "CreateCashtray", "count": null, "action": "cut" }]));
    till.type_keys("1200").await;
    till.press_key(Key::Enter).await;
    till.says("sale-reason", "QR").await;
    till.says("amount", "1,200").await;
    till.picture("not-created-ja").await;
    till.far_side_recovers();
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.close().await;
}

#[tokio::test]
async fn a_malformed_answer_shows_words_and_not_data() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    till.far_side_fails(
        &json!([{ "operation": "CreateCashtray", "count": null, "action": { "malformed": "truncated" } }]),
    );
    till.type_keys("1200").await;
    till.press_key(Key::Enter).await;
    till.says("sale-reason", "QR").await;
    let page = till.page_text().await;
    assert!(!page.contains('{') && !page.contains("response_data"), "{page}");
    till.close().await;
}

#[tokio::test]
async fn the_window_does_not_close_silently_over_an_open_sale() {
    let mut till = Terminal::in_practice(Screen::COMMON).await;
    till.type_keys("1200").await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.press_close_button();
    till.shows("stay-open").await;
    till.picture("confirm-close-ja").await;
    till.press("stay-open").await;
    till.is_gone("stay-open").await;
    till.shows("qr").await;
    till.press_close_button();
    till.ends_with("close-anyway").await;
    till.start_again().await;
    till.sale_is("waiting").await;
    till.says("sale-amount", "1,200").await;
    till.close().await;
}

#[tokio::test]
async fn a_power_cut_while_a_qr_is_up_loses_nothing() {
    let mut till = Terminal::in_practice(Screen::COMMON).await;
    till.type_keys("1200").await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.restart_after_a_power_cut().await;
    till.sale_is("waiting").await;
    till.says("sale-amount", "1,200").await;
    till.picture("after-power-cut-ja").await;
    till.scan_as("rich").await;
    till.sale_is("succeeded").await;
    till.close().await;
}
