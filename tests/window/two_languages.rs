//! Every word in the chosen language, and every screen on the smallest monitor.

use fantoccini::key::Key;

use crate::support::{Screen, Terminal};

#[tokio::test]
async fn english_staff_take_a_payment_on_the_smallest_screen() {
    let till = Terminal::on_a_fresh_machine(Screen::SMALLEST).await;
    till.press("language-en").await;
    till.says("setup-practice", "Start practice").await;
    till.picture("setup-en").await;
    till.press("setup-practice").await;
    till.sale_is("idle").await;
    till.type_keys("1200").await;
    till.picture("sell-en").await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.picture("waiting-en").await;
    till.scan_as("rich").await;
    till.sale_is("succeeded").await;
    let page = till.page_text().await;
    assert!(page.contains("Paid") && page.contains("1,200"), "{page}");
    till.picture("paid-en").await;
    till.close().await;
}

#[tokio::test]
async fn english_staff_top_up_and_read_why_it_was_refused() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    till.press("language-en").await;
    till.press("mode-topup").await;
    till.type_keys("5000").await;
    till.press_key(Key::Enter).await;
    till.says("confirm-cash", "Received").await;
    till.picture("confirm-cash-en").await;
    till.press("confirm-cash").await;
    till.sale_is("waiting").await;
    till.picture("waiting-topup-en").await;
    till.scan_as("nearly_full").await;
    till.sale_is("failed").await;
    till.says("sale-reason", "cap").await;
    till.says("return-cash", "5,000").await;
    till.picture("failed-en").await;
    till.close().await;
}

#[tokio::test]
async fn the_chosen_language_is_there_again_after_a_restart() {
    let mut till = Terminal::in_practice(Screen::SMALLEST).await;
    till.press("language-en").await;
    till.says("practice-banner", "Practice").await;
    till.restart_after_a_power_cut().await;
    till.says("practice-banner", "Practice").await;
    till.close().await;
}
