//! Every word in the chosen language, and every screen on the smallest monitor.

use fantoccini::key::Key;

use crate::support::{Screen, Terminal};

#[tokio::test]
async fn english_staff_take_a_payment_on_the_smallest_screen() {
    let till = Terminal::on_a_fresh_machine(Screen::SMALLEST).await;
    till.press("language-en").await;
    till.picture("setup-en").await;
    till.press("setup-practice").await;
    till.sale_is("idle").await;
    till.picture("sell-en").await;
    till.type_keys("1200").await;
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
