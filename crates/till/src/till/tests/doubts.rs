//! Results that staff must look at twice: the customer was quicker, another amount, a used QR, twice the same.

use super::counter::{Counter, is_checking, is_ended, is_waiting, pass};
use super::far_side::{Fault, Kind};
use crate::money::Direction;
use crate::sale::ALREADY_PROCEED;
use crate::view::{CheckingReason, SaleAction, SaleStateView, SaleView, ScannedFirst};

fn twice_of(sale: &SaleView) -> Option<&str> {
    match &sale.state {
        SaleStateView::Succeeded { twice_of, .. } => twice_of.as_deref(),
        state => panic!("it was paid: {state:?}"),
    }
}

fn scanned_first(sale: &SaleView) -> Option<ScannedFirst> {
    match &sale.state {
        SaleStateView::Succeeded { scanned_first, .. } => *scanned_first,
        state => panic!("it was paid: {state:?}"),
    }
}

async fn paid(counter: &Counter, amount: &str) -> SaleView {
    counter.pay(amount).await;
    counter.far.scan();
    counter.ended().await
}

#[tokio::test(start_paused = true)]
async fn a_customer_who_was_quicker_than_the_cancel_is_shown_as_paid_and_can_be_refunded() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.far.scan();
    counter.till.cancel_sale(&number).await.expect("the till does not know yet");
    let ended = counter.ended().await;
    assert_eq!(scanned_first(&ended), Some(ScannedFirst::Cancel));
    assert!(ended.actions.contains(&SaleAction::Refund));
    let counter = counter.restart().await;
    assert_eq!(scanned_first(&counter.live()), Some(ScannedFirst::Cancel), "the journal says so too");
}

#[tokio::test(start_paused = true)]
async fn a_customer_who_was_quicker_than_the_amend_is_told_with_both_amounts() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.far.scan();
    counter.till.amend_sale(&number, "980").await.expect("the till does not know yet");
    let ended = counter.ended().await;
    assert_eq!(scanned_first(&ended), Some(ScannedFirst::Amend));
    let SaleStateView::Succeeded { shown_amount, .. } = &ended.state else { unreachable!("it was just that") };
    assert_eq!((ended.amount.as_str(), shown_amount.as_deref()), ("1200", Some("980")));
}

#[tokio::test(start_paused = true)]
async fn a_sale_that_nobody_tried_to_stop_was_not_scanned_first() {
    let counter = Counter::open();
    assert_eq!(scanned_first(&paid(&counter, "1200").await), None);
}

#[tokio::test(start_paused = true)]
async fn the_same_customer_with_the_same_amount_within_five_minutes_is_told_of_by_number() {
    let counter = Counter::open();
    let first = paid(&counter, "1200").await;
    assert_eq!(twice_of(&first), None);
    let other = paid(&counter, "1300").await;
    assert_eq!(twice_of(&other), None, "another amount is another sale");
    let second = paid(&counter, "1200").await;
    assert_eq!(twice_of(&second), Some(&*first.number));
    let counter = counter.restart().await;
    assert_eq!(twice_of(&counter.live()), Some(&*first.number));
    pass(301).await;
    let late = paid(&counter, "1200").await;
    assert_eq!(twice_of(&late), None, "after five minutes it is a habit");
}

#[tokio::test(start_paused = true)]
async fn another_direction_or_one_that_is_being_taken_back_is_not_twice_the_same() {
    let counter = Counter::open();
    let first = paid(&counter, "1200").await;
    counter.till.start_sale(Direction::Topup, "1200", "").await.expect("nothing is in the way");
    counter.live_when(is_waiting).await;
    counter.far.scan();
    assert_eq!(twice_of(&counter.ended().await), None);
    counter.till.refund_sale(&first.number, "typed wrong", None).await.expect("it was paid");
    pass(2).await;
    assert_eq!(twice_of(&paid(&counter, "1200").await), None);
}

#[tokio::test(start_paused = true)]
async fn a_used_qr_gets_no_new_qr_and_a_transaction_on_the_list_shows_it_as_paid() {
    let counter = Counter::open();
    counter.pay("1200").await;
    counter.far.always(Kind::List, Fault::Busy);
    counter.far.read_without_result(ALREADY_PROCEED);
    let unsure = counter.live_when(is_checking).await;
    assert!(matches!(unsure.state, SaleStateView::Checking { reason: CheckingReason::UsedQr, .. }), "{unsure:?}");
    assert!(!unsure.actions.contains(&SaleAction::NewQr));
    pass(5).await;
    assert!(is_checking(&counter.live()));
    // The tray itself cannot be asked any more; the list can.
    counter.far.mend();
    counter.far.always(Kind::Get, Fault::Lost);
    counter.far.show_transaction();
    let found = counter.ended().await;
    assert!(matches!(found.state, SaleStateView::Succeeded { .. }), "{:?}", found.state);
    assert_eq!(counter.far.count(Kind::Create), 1);
}

#[tokio::test(start_paused = true)]
async fn a_used_qr_without_any_transaction_stays_checking_until_nothing_can_come() {
    let counter = Counter::open();
    counter.pay("1200").await;
    counter.far.read_without_result(ALREADY_PROCEED);
    counter.live_when(is_checking).await;
    pass(120).await;
    assert!(is_checking(&counter.live()));
    let lists = counter.far.count(Kind::List);
    assert!((5..=30).contains(&lists), "the list is asked calmly: {lists}");
    let over = counter.live_when(is_ended).await;
    assert!(!over.actions.contains(&SaleAction::NewQr), "{over:?}");
}

#[tokio::test(start_paused = true)]
async fn an_end_that_nobody_knew_turns_green_where_it_stands_when_the_list_shows_the_money() {
    let counter = Counter::open();
    counter.pay("1200").await;
    counter.far.read_without_result("");
    counter.far.always(Kind::List, Fault::Lost);
    let unresolved = counter.ended().await;
    assert!(matches!(unresolved.state, SaleStateView::Failed { .. }), "{unresolved:?}");
    counter.far.show_transaction();
    counter.far.mend();
    let paid = counter.live_when(|live| matches!(live.state, SaleStateView::Succeeded { .. })).await;
    assert_eq!(paid.number, unresolved.number);
}
