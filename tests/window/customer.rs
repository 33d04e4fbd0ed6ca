//! The customer's screen: a window of its own, on a monitor of its own where there is one.

use fantoccini::key::Key;
use serde_json::json;

use crate::support::{Screen, Terminal};

/// Begins a payment as staff do, and looks at the customer's window.
async fn begin_payment(till: &Terminal, amount: &str) {
    till.type_keys(amount).await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.look_at_customer().await;
    till.customer_sees("waiting").await;
}

#[tokio::test]
async fn the_qr_on_the_customers_monitor_reads_as_the_servers_token() {
    let till = Terminal::in_practice_with_two_monitors().await;
    till.look_at_customer().await;
    till.customer_sees("idle").await;
    till.picture("customer-idle").await;
    till.look_at_staff().await;
    begin_payment(&till, "1200").await;
    till.says("sale-amount", "1,200円").await;
    till.picture("customer-waiting").await;
    let token = till.newest_token();
    // One on the staff's monitor and one on the customer's, and both are the same.
    assert_eq!(till.reads_codes(2).await, [token.clone(), token]);
    till.phone_scans("rich");
    till.customer_sees("succeeded").await;
    till.says("sale-amount", "1,200円").await;
    till.picture("customer-paid").await;
    till.look_at_staff().await;
    till.sale_is("succeeded").await;
    till.look_at_customer().await;
    // Staff have not pressed anything; the next customer sees nothing of it.
    till.customer_sees("idle").await;
    till.look_at_staff().await;
    till.sale_is("succeeded").await;
    till.close().await;
}

#[tokio::test]
async fn the_customers_window_goes_and_comes_with_its_monitor_in_the_middle_of_a_sale() {
    let till = Terminal::in_practice_with_two_monitors().await;
    till.look_at_customer().await;
    till.look_at_staff().await;
    begin_payment(&till, "800").await;
    till.pull_out_second_monitor();
    till.has_windows(1).await;
    till.look_at_staff().await;
    till.shows("customer-screen-line").await;
    till.shows("qr").await;
    till.picture("customer-monitor-lost").await;
    assert_eq!(till.reads_codes(1).await, [till.newest_token()]);
    till.plug_in_second_monitor();
    till.look_at_customer().await;
    till.customer_sees("waiting").await;
    let token = till.newest_token();
    assert_eq!(till.reads_codes(2).await, [token.clone(), token]);
    till.look_at_staff().await;
    till.is_gone("customer-screen-line").await;
    till.close().await;
}

#[tokio::test]
async fn a_shop_with_one_monitor_opens_a_window_for_customers_and_closes_it() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    till.press("customer-screen-button").await;
    till.press("customer-screen-frame").await;
    till.has_windows(2).await;
    till.look_at_customer().await;
    till.customer_sees("idle").await;
    till.picture("customer-framed").await;
    till.look_at_staff().await;
    till.press("customer-screen-frame").await;
    till.has_windows(1).await;
    till.look_at_staff().await;
    till.close().await;
}

#[tokio::test]
async fn a_customer_who_reads_english_has_it_for_one_sale() {
    let till = Terminal::in_practice_with_two_monitors().await;
    till.look_at_customer().await;
    till.look_at_staff().await;
    begin_payment(&till, "500").await;
    till.press("customer-language").await;
    till.says("sale-amount", "¥500").await;
    // A page that is loaded again shows the same.
    till.reload().await;
    till.customer_sees("waiting").await;
    till.says("sale-amount", "¥500").await;
    till.look_at_staff().await;
    till.scan_as("poor").await;
    till.look_at_customer().await;
    till.customer_sees("failed").await;
    let page = till.page_text().await;
    assert!(page.contains("Please ask our staff") && !page.contains("alance"), "{page}");
    till.look_at_staff().await;
    till.says("sale-reason", "残高").await;
    till.look_at_customer().await;
    till.customer_sees("idle").await;
    let page = till.page_text().await;
    assert!(page.contains("いらっしゃいませ"), "{page}");
    till.close().await;
}

#[tokio::test]
async fn the_qr_is_covered_on_both_screens_from_the_first_esc_on() {
    let till = Terminal::in_practice_with_two_monitors().await;
    till.look_at_customer().await;
    till.look_at_staff().await;
    begin_payment(&till, "500").await;
    till.look_at_staff().await;
    till.press_key(Key::Escape).await;
    till.look_at_customer().await;
    till.customer_sees("preparing").await;
    // No second press follows.
    till.customer_sees("waiting").await;
    till.look_at_staff().await;
    till.press_key(Key::Escape).await;
    till.press_key(Key::Escape).await;
    till.sale_is("canceled").await;
    till.look_at_customer().await;
    till.customer_sees("canceled").await;
    till.close().await;
}

#[tokio::test]
async fn the_customers_window_can_call_nothing_but_its_own() {
    let till = Terminal::in_practice_with_two_monitors().await;
    till.look_at_customer().await;
    till.customer_sees("idle").await;
    let act = json!({ "act": { "act": "language", "language": "en" } });
    assert_eq!(till.refusal_of("customer_act", act).await, None);
    let start = json!({ "direction": "topup", "amount": "3000", "note": "" });
    for (command, arguments) in [
        ("ready", json!({})),
        ("start_sale", start),
        ("customer_screen", json!({ "act": { "act": "uncover" } })),
        ("read_books", json!({ "question": { "read": "shift", "shift": null } })),
        ("close_window", json!({})),
        // Whoever may listen hears what is sent to the staff's window, whatever it is addressed to.
        ("plugin:event|listen", json!({ "event": "snapshot", "target": { "kind": "Any" }, "handler": 1 })),
    ] {
        let refusal = till.refusal_of(command, arguments).await;
        assert!(refusal.as_deref().is_some_and(|words| words.contains("not allowed")), "{command}: {refusal:?}");
    }
    till.look_at_staff().await;
    let refusal = till.refusal_of("customer_ready", json!({ "views": "__CHANNEL__:1" })).await;
    assert!(refusal.is_some(), "the customer's pictures are for the customer's window");
    till.close().await;
}
