//! Every practice customer, and what the till says of each.

use till::money::Direction;
use till::view::SaleStateView;

use crate::counter::{Counter, reason, receipt};

#[tokio::test]
async fn a_payment_is_paid_by_whom_how_much_and_when() {
    let counter = Counter::open().await;
    let token = counter.show_qr(Direction::Payment, "1,200").await;
    counter.scan(&token, "rich").unwrap();
    let sale = counter.ended().await;
    let (amount, money, points, customer) = receipt(&sale);
    assert_eq!((amount, money, points), ("1200", "1200", "0"));
    assert!(customer.contains('＊'), "the name is masked: {customer}");
    let SaleStateView::Succeeded { done_at, shown_amount, .. } = &sale.state else { unreachable!() };
    assert!(done_at.parse::<jiff::Timestamp>().is_ok() && shown_amount.is_none());
    counter.close_the_day().await;
}

#[tokio::test]
async fn a_payment_partly_by_points_says_how_much_of_each() {
    let counter = Counter::open().await;
    let token = counter.show_qr(Direction::Payment, "1200").await;
    counter.scan(&token, "points").unwrap();
    assert_eq!(receipt(&counter.ended().await).0, "1200");
    let sale = counter.ended().await;
    let (_, money, points, _) = receipt(&sale);
    let sum = money.parse::<u32>().unwrap() + points.parse::<u32>().unwrap();
    assert_eq!((sum, points), (1200, "500"));
    counter.close_the_day().await;
}

#[tokio::test]
async fn a_topup_adds_to_the_wallet_and_is_never_a_payment() {
    let counter = Counter::open().await;
    let balance = |counter: &Counter| {
        let customers = counter.far.customers();
        customers.into_iter().find(|customer| customer.key == "poor").unwrap().wallet.unwrap().money_balance
    };
    let before = balance(&counter);
    let token = counter.show_qr(Direction::Topup, "3000").await;
    counter.scan(&token, "poor").unwrap();
    let sale = counter.ended().await;
    assert_eq!((sale.direction, receipt(&sale).0), (Direction::Topup, "3000"));
    assert_eq!(balance(&counter) - before, 3000.into());
    counter.close_the_day().await;
}

#[tokio::test]
async fn every_refused_customer_gets_the_documented_reason_and_moves_nothing() {
    let cases = [
        (Direction::Payment, "1000", "poor", "account_balance_not_enough"),
        (Direction::Topup, "5000", "nearly_full", "account_balance_exceeded"),
        (Direction::Payment, "1000", "suspended", "account_suspended"),
        (Direction::Payment, "1000", "without_wallet", "account_not_found"),
    ];
    let counter = Counter::open().await;
    for (direction, amount, customer, expected) in cases {
        let token = counter.show_qr(direction, amount).await;
        assert_eq!(counter.scan(&token, customer).unwrap_err().kind, expected);
        let sale = counter.ended().await;
        assert_eq!(reason(&sale), expected);
        counter.till.done(&sale.number).await.unwrap();
    }
    counter.close_the_day().await;
}

#[tokio::test]
async fn a_spent_tray_is_replaced_by_a_new_qr_that_can_be_paid() {
    let counter = Counter::open().await;
    let spent = counter.show_qr(Direction::Payment, "1000").await;
    counter.scan(&spent, "poor").unwrap_err();
    let failed = counter.ended().await;
    counter.till.new_qr(&failed.number).await.unwrap();
    let fresh = counter.shown_token().await;
    assert_ne!(fresh, spent);
    assert_eq!(counter.scan(&spent, "rich").unwrap_err().kind, "cashtray_already_proceed");
    counter.scan(&fresh, "rich").unwrap();
    assert_eq!(receipt(&counter.ended().await).0, "1000");
    counter.close_the_day().await;
}
