//! Cancel, amend, extend and expiry, with customers who are quicker.

use till::money::Direction;
use till::view::{SaleRowState, SaleStateView};

use crate::counter::{Counter, reason, receipt};

#[tokio::test]
async fn a_cancelled_tray_cannot_be_paid_any_more() {
    let counter = Counter::open().await;
    let token = counter.show_qr(Direction::Payment, "500").await;
    let number = counter.live_when(|_| true).await.number;
    counter.till.cancel_sale(&number).await.unwrap();
    let ended = counter.ended().await;
    assert!(matches!(ended.state, SaleStateView::Canceled { .. }), "{:?}", ended.state);
    assert_eq!(counter.scan(&token, "rich").unwrap_err().kind, "cashtray_already_canceled");
    counter.close_the_day().await;
}

#[tokio::test]
async fn a_customer_who_scans_before_the_cancel_has_paid_and_the_till_says_so() {
    let counter = Counter::open().await;
    let token = counter.show_qr(Direction::Payment, "500").await;
    counter.scan(&token, "rich").unwrap();
    let number = counter.live_when(|_| true).await.number;
    // The till may have learnt of the scan by itself already; then there is nothing left to cancel.
    let _ = counter.till.cancel_sale(&number).await;
    assert_eq!(receipt(&counter.ended().await).0, "500");
    counter.close_the_day().await;
}

#[tokio::test]
async fn an_amended_tray_charges_the_new_amount() {
    let counter = Counter::open().await;
    let token = counter.show_qr(Direction::Payment, "1200").await;
    let number = counter.live_when(|_| true).await.number;
    counter.till.amend_sale(&number, "980").await.unwrap();
    let waiting = counter.live_when(|sale| sale.token.is_some() && sale.amount == "980").await;
    assert_eq!(waiting.token.as_deref(), Some(&*token), "the tray is the same");
    counter.scan(&token, "rich").unwrap();
    assert_eq!(receipt(&counter.ended().await).0, "980");
    counter.close_the_day().await;
}

#[tokio::test]
async fn an_amend_that_comes_after_the_scan_shows_what_was_really_charged() {
    let counter = Counter::open().await;
    let token = counter.show_qr(Direction::Payment, "1200").await;
    let number = counter.live_when(|_| true).await.number;
    counter.scan(&token, "rich").unwrap();
    let amended = counter.till.amend_sale(&number, "980").await;
    let sale = counter.ended().await;
    assert_eq!(receipt(&sale).0, "1200");
    if amended.is_ok() {
        let SaleStateView::Succeeded { shown_amount, .. } = &sale.state else { unreachable!() };
        assert_eq!(shown_amount.as_deref(), Some("980"), "the difference is told");
    }
    counter.close_the_day().await;
}

#[tokio::test]
async fn an_extended_tray_outlives_its_first_end() {
    let counter = Counter::open().await;
    let token = counter.show_qr(Direction::Payment, "700").await;
    let number = counter.live_when(|_| true).await.number;
    counter.till.extend_sale(&number).await.unwrap();
    let lives = |sale: &till::view::SaleView| match sale.state {
        SaleStateView::Waiting { expires_in_ms } => expires_in_ms > 400_000,
        _ => false,
    };
    counter.live_when(lives).await;
    counter.far.set_clock_offset(400);
    counter.scan(&token, "rich").unwrap();
    assert_eq!(receipt(&counter.ended().await).0, "700");
    counter.close_the_day().await;
}

#[tokio::test]
async fn an_expired_tray_ends_grey_and_a_late_scan_moves_nothing() {
    let counter = Counter::open().await;
    let token = counter.show_qr(Direction::Payment, "700").await;
    counter.far.set_clock_offset(330);
    let ended = counter.ended().await;
    assert!(matches!(ended.state, SaleStateView::Expired { .. }), "{:?}", ended.state);
    assert_eq!(counter.scan(&token, "rich").unwrap_err().kind, "cashtray_expired");
    counter.close_the_day().await;
}

#[tokio::test]
async fn a_scan_after_the_end_is_a_failure_with_its_own_reason() {
    let counter = Counter::open().await;
    let token = counter.show_qr(Direction::Payment, "700").await;
    counter.far.set_clock_offset(301);
    counter.scan(&token, "rich").unwrap_err();
    assert_eq!(reason(&counter.ended().await), "cashtray_expired");
    counter.close_the_day().await;
}

#[tokio::test]
async fn ten_sales_in_a_row_keep_their_results_apart() {
    let counter = Counter::open().await;
    for units in 1..=10 {
        let token = counter.show_qr(Direction::Payment, &format!("{}", units * 100)).await;
        counter.scan(&token, "rich").unwrap();
        let sale = counter.ended().await;
        assert_eq!(sale.number, format!("A-{units:04}"));
        assert_eq!(receipt(&sale).0, format!("{}", units * 100));
    }
    let recent = counter.till.views().borrow().recent.clone();
    assert!(recent.iter().all(|row| row.state == SaleRowState::Succeeded) && recent.len() == 10, "{recent:#?}");
    counter.close_the_day().await;
}
