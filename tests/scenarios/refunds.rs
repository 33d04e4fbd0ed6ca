//! Sales taken back: by this till, by another one, refused, and with answers that are lost.

use partner_api::operations::transactions::RefundTransaction;
use partner_api::schema::Transaction;
use partner_sandbox::{Action, FaultRule};
use till::money::Direction;
use till::view::{CommandProblem, RefundRefusal, RefundStateView, RefundView, SaleAction};

use crate::counter::{Counter, client_of};

/// One sale that moved money, its result acknowledged.
async fn sold(counter: &Counter, direction: Direction, amount: &str, customer: &str) -> String {
    let token = counter.show_qr(direction, amount).await;
    counter.scan(&token, customer).unwrap();
    let number = counter.ended().await.number;
    counter.till.done(&number).await.unwrap();
    number
}

async fn refund(counter: &Counter, number: &str) -> RefundView {
    counter.till.refund_sale(number, "サイズ違い", Some("森")).await.unwrap();
    settled(counter, number).await
}

async fn settled(counter: &Counter, number: &str) -> RefundView {
    let is_settled = |it: &&RefundView| it.number == number && !matches!(it.state, RefundStateView::Checking { .. });
    let view = counter.view_when(|view| view.refunds.iter().any(|refund| is_settled(&refund))).await;
    view.refunds.iter().find(is_settled).unwrap().clone()
}

/// The only transaction in the far side's books.
fn in_the_books(counter: &Counter) -> Transaction {
    let [transaction] = &counter.far.ledger().transactions[..] else { panic!("one sale, one transaction") };
    transaction.clone()
}

fn money_of(counter: &Counter, customer: &str) -> rust_decimal::Decimal {
    let customers = counter.far.customers();
    customers.into_iter().find(|it| it.key == customer).unwrap().wallet.unwrap().money_balance
}

#[tokio::test]
async fn payments_and_topups_are_taken_back_and_the_wallet_is_as_before() {
    for direction in [Direction::Payment, Direction::Topup] {
        let counter = Counter::open().await;
        let before = money_of(&counter, "rich");
        let number = sold(&counter, direction, "1200", "rich").await;
        assert_ne!(money_of(&counter, "rich"), before);
        let done = refund(&counter, &number).await;
        assert!(matches!(done.state, RefundStateView::Refunded { .. }), "{done:?}");
        assert_eq!((&*done.amount, done.direction), ("1200", direction));
        assert_eq!(money_of(&counter, "rich"), before);
        assert!(in_the_books(&counter).is_modified);
        counter.close_the_day().await;
    }
}

#[tokio::test]
async fn a_double_press_takes_back_once() {
    let counter = Counter::open().await;
    let number = sold(&counter, Direction::Payment, "1200", "rich").await;
    let press = || counter.till.refund_sale(&number, "サイズ違い", None);
    let (first, second) = tokio::join!(press(), press());
    assert_eq!((first, second), (Ok(()), Err(CommandProblem::RefundUnderWay)));
    settled(&counter, &number).await;
    assert_eq!(counter.till.refund_sale(&number, "once more", None).await, Err(CommandProblem::AlreadyRefunded));
    counter.close_the_day().await;
}

#[tokio::test]
async fn a_lost_answer_is_read_from_the_transaction_also_after_a_restart() {
    for restarts in [false, true] {
        let mut counter = Counter::open().await;
        let number = sold(&counter, Direction::Payment, "1200", "rich").await;
        counter.trouble(FaultRule::after("RefundTransaction", Action::Cut));
        counter.till.refund_sale(&number, "サイズ違い", None).await.unwrap();
        if restarts {
            while !in_the_books(&counter).is_modified {
                tokio::task::yield_now().await;
            }
            counter.restart_the_till().await;
        }
        let done = settled(&counter, &number).await;
        assert!(matches!(done.state, RefundStateView::Refunded { .. }), "{done:?}");
        counter.close_the_day().await;
    }
}

#[tokio::test]
async fn what_another_till_took_back_is_said_and_nothing_is_asked_for() {
    let counter = Counter::open().await;
    let number = sold(&counter, Direction::Payment, "1200", "rich").await;
    let (elsewhere, _clock) = client_of(&counter.far);
    let request = RefundTransaction {
        transaction_id: in_the_books(&counter).id,
        description: Some("at the other till".to_owned()),
        returning_point_expires_at: None,
    };
    elsewhere.send(&request).await.unwrap();
    let found = refund(&counter, &number).await;
    assert!(matches!(found.state, RefundStateView::RefundedElsewhere { .. }), "{found:?}");
    counter.close_the_day().await;
}

#[tokio::test]
async fn a_topup_that_was_spent_is_not_taken_back_and_may_be_pressed_again() {
    let counter = Counter::open().await;
    let number = sold(&counter, Direction::Topup, "3000", "poor").await;
    let left = money_of(&counter, "poor");
    sold(&counter, Direction::Payment, &(left - rust_decimal::Decimal::TEN).to_string(), "poor").await;
    let refused = refund(&counter, &number).await;
    let RefundStateView::Refused { why, error_type, error_message } = &refused.state else { panic!("{refused:?}") };
    assert_eq!((*why, &**error_type), (RefundRefusal::AlreadySpent, "account_balance_not_enough"));
    assert!(!error_message.is_empty());
    assert_eq!(refused.actions, [SaleAction::Refund, SaleAction::Done]);
    assert_eq!(money_of(&counter, "poor"), rust_decimal::Decimal::TEN);
    counter.close_the_day().await;
}

#[tokio::test]
async fn keys_that_may_not_refund_are_told_apart() {
    let counter = Counter::open().await;
    let number = sold(&counter, Direction::Payment, "1200", "rich").await;
    let forbidden = Action::Refuse { kind: "unpermitted_admin_user".to_owned() };
    counter.trouble(FaultRule::before("RefundTransaction", forbidden));
    let refused = refund(&counter, &number).await;
    assert!(matches!(refused.state, RefundStateView::Refused { why: RefundRefusal::NotPermitted, .. }), "{refused:?}");
    assert!(!in_the_books(&counter).is_modified);
    counter.close_the_day().await;
}
