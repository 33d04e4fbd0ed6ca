//! A day without a mouse or a finger on the glass: every act of selling by its key alone.

use fantoccini::key::Key;
use rust_decimal::Decimal;

use crate::support::{Screen, Terminal};

#[tokio::test]
async fn every_act_of_selling_is_done_by_keyboard_alone() {
    let till = Terminal::on_a_fresh_machine(Screen::COMMON).await;
    till.shows("setup-practice").await;
    till.press_key(Key::Enter).await;
    till.sale_is("idle").await;

    // A payment.
    till.type_keys("1200").await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.phone_scans("rich");
    till.sale_is("succeeded").await;
    till.says("sale-amount", "1,200").await;

    // It is taken back, from its result.
    till.type_keys("r").await;
    till.shows("refund-reason").await;
    till.person_looks().await;
    till.type_keys("size").await;
    till.press_key(Key::Enter).await;
    till.shows("refund-confirm").await;
    till.picture("keyboard-refund").await;
    till.press_key(Key::Enter).await;
    till.is_there("[data-testid=refund-state][data-state=refunded]").await;
    till.picture("keyboard-refunded").await;
    till.press_key(Key::Enter).await;
    till.sale_is("idle").await;

    // A top-up: the cash is asked for, then the QR comes; afterwards payments are at hand again.
    till.press_key(Key::F3).await;
    till.type_keys("3000").await;
    till.press_key(Key::Enter).await;
    till.shows("confirm-cash").await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.phone_scans("rich");
    till.sale_is("succeeded").await;
    till.press_key(Key::Enter).await;
    till.sale_is("idle").await;

    // A QR that is withdrawn.
    till.type_keys("500").await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.press_key(Key::Escape).await;
    till.shows("qr-covered").await;
    till.press_key(Key::Escape).await;
    till.sale_is("canceled").await;
    till.press_key(Key::Enter).await;

    // Another amount for the same sale.
    till.sale_is("idle").await;
    till.type_keys("800").await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.press_key(Key::F6).await;
    till.press_key(Key::Delete).await;
    till.type_keys("980").await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.says("sale-amount", "980").await;
    till.phone_scans("rich");
    till.sale_is("succeeded").await;

    let moved: Vec<Decimal> = till.ledger().transactions.iter().map(|it| it.amount).collect();
    assert_eq!(moved.len(), 3, "a payment, a top-up and the amended payment: {moved:?}");
    till.close().await;
}
