//! Cancel, amend and extend, and everything that crosses their way.

use std::time::Duration;

use super::counter::{Counter, is_checking, is_waiting, pass};
use super::far_side::{Fault, Kind};
use crate::money::Direction;
use crate::view::{CheckingReason, CommandProblem, CreateProblem, Notice, SaleRowState, SaleStateView};

#[tokio::test(start_paused = true)]
async fn a_cancel_covers_the_qr_at_once_and_is_over_when_an_answer_says_so() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.till.cancel_sale(&number).await.expect("it is offered");
    let covered = counter.live_when(is_checking).await;
    assert_eq!(covered.token, None);
    assert!(matches!(covered.state, SaleStateView::Checking { reason: CheckingReason::Canceling, .. }));
    assert!(matches!(counter.ended().await.state, SaleStateView::Canceled { after_restart: false }));
    assert!(counter.far.is_canceled(0));
    assert_eq!(counter.far.count(Kind::Cancel), 1);
}

#[tokio::test(start_paused = true)]
async fn a_scan_that_came_before_the_cancel_is_shown_as_paid() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.far.scan();
    counter.till.cancel_sale(&number).await.expect("the till does not know yet");
    assert!(matches!(counter.ended().await.state, SaleStateView::Succeeded { .. }));
}

#[tokio::test(start_paused = true)]
async fn a_lost_cancel_is_repeated_and_never_believed_without_an_answer() {
    for fault in [Fault::Lost, Fault::AnswerLost, Fault::Busy, Fault::Unreachable] {
        let counter = Counter::open();
        let number = counter.pay("1200").await;
        counter.far.next_fault(Kind::Cancel, fault);
        counter.far.next_fault(Kind::Cancel, fault);
        counter.till.cancel_sale(&number).await.expect("it is offered");
        assert!(matches!(counter.ended().await.state, SaleStateView::Canceled { .. }), "{fault:?}");
        assert!(counter.far.is_canceled(0), "{fault:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_cancel_without_any_answer_stays_checking_until_the_tray_is_dead() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.far.cut();
    counter.till.cancel_sale(&number).await.expect("it is offered");
    for _ in 0..40 {
        pass(10).await;
        assert!(is_checking(&counter.live()));
    }
    counter.far.mend();
    assert!(matches!(counter.ended().await.state, SaleStateView::Expired { .. }));
}

#[tokio::test(start_paused = true)]
async fn a_tray_that_comes_after_esc_is_withdrawn_unseen() {
    let counter = Counter::open();
    let mut views = counter.till.views();
    counter.far.next_fault(Kind::Create, Fault::Slow(Duration::from_secs(3)));
    let number = counter.till.start_sale(Direction::Payment, "1200", "").await.expect("nothing is in the way");
    counter.till.cancel_sale(&number).await.expect("it is offered");
    assert_eq!(counter.view().live, None, "the next customer can be served");
    views.mark_unchanged();
    while !counter.far.trays().eq(&1) || !counter.far.is_canceled(0) {
        views.changed().await.expect("the till runs");
        assert!(views.borrow_and_update().live.is_none());
    }
    let view = counter.view_when(|view| view.recent[0].state == SaleRowState::NotCreated).await;
    assert_eq!(view.recent[0].error_type.as_deref(), Some("abandoned"));
    assert!(view.parked.is_empty() && view.notices.is_empty());
}

#[tokio::test(start_paused = true)]
async fn an_amend_shows_the_qr_again_only_with_the_new_amount() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.till.amend_sale(&number, "900").await.expect("it is offered");
    let covered = counter.live_when(is_checking).await;
    assert_eq!((covered.token, covered.amount.as_str()), (None, "900"));
    let waiting = counter.live_when(is_waiting).await;
    assert_eq!(waiting.amount, "900");
    counter.far.scan();
    let paid = counter.ended().await;
    assert_eq!(paid.amount, "900");
    assert!(matches!(paid.state, SaleStateView::Succeeded { shown_amount: None, .. }));
}

#[tokio::test(start_paused = true)]
async fn a_scan_that_came_before_the_amend_shows_what_was_paid_and_what_was_wanted() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.far.scan();
    counter.till.amend_sale(&number, "900").await.expect("the till does not know yet");
    let paid = counter.ended().await;
    assert_eq!(paid.amount, "1200");
    let SaleStateView::Succeeded { shown_amount, .. } = paid.state else { panic!("it was paid") };
    assert_eq!(shown_amount.as_deref(), Some("900"));
}

#[tokio::test(start_paused = true)]
async fn an_unanswered_amend_ends_the_tray_and_makes_a_new_one_with_the_wanted_amount() {
    for fault in [Fault::Lost, Fault::AnswerLost, Fault::Busy, Fault::Late(Duration::from_secs(60))] {
        let counter = Counter::open();
        let number = counter.pay("1200").await;
        counter.far.next_fault(Kind::Update, fault);
        counter.till.amend_sale(&number, "900").await.expect("it is offered");
        let waiting = counter.live_when(is_waiting).await;
        assert_eq!((waiting.number.as_str(), waiting.amount.as_str()), ("A-0002", "900"), "{fault:?}");
        assert!(counter.far.is_canceled(0) && !counter.far.is_canceled(1), "{fault:?}");
        assert_eq!(counter.far.count(Kind::Update), 1, "a PATCH is never repeated");
        pass(90).await;
        counter.far.scan();
        let paid = counter.ended().await;
        assert_eq!(paid.amount, "900");
        assert!(matches!(paid.state, SaleStateView::Succeeded { shown_amount: None, .. }));
    }
}

#[tokio::test(start_paused = true)]
async fn an_amend_that_the_server_refuses_leaves_the_tray_as_it_was() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.far.next_fault(Kind::Update, Fault::Refused(422, "account_transfer_limit_exceeded"));
    counter.till.amend_sale(&number, "900").await.expect("it is offered");
    counter.live_when(is_checking).await;
    let waiting = counter.live_when(is_waiting).await;
    assert_eq!((waiting.number.as_str(), waiting.amount.as_str()), ("A-0001", "1200"));
    assert_eq!(counter.far.count(Kind::Cancel), 0);
    let told = Notice::AmendRefused { number, error_type: "account_transfer_limit_exceeded".to_owned() };
    assert!(counter.view().notices.contains(&told), "staff are told why the amount is the old one");
    counter.far.scan();
    counter.ended().await;
    assert!(!counter.view().notices.contains(&told), "and no longer than it matters");
}

#[tokio::test(start_paused = true)]
async fn while_one_change_is_open_no_second_one_is_begun() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.till.amend_sale(&number, "900").await.expect("it is offered");
    let refused = Err(CommandProblem::NotPossibleNow);
    assert_eq!(counter.till.amend_sale(&number, "800").await, refused);
    assert_eq!(counter.till.extend_sale(&number).await, refused);
    assert_eq!(counter.till.cancel_sale(&number).await, refused);
    assert_eq!(counter.till.new_qr(&number).await, Err(CommandProblem::NotPossibleNow));
    assert_eq!(counter.till.cancel_sale("A-0099").await, refused);
    assert_eq!(counter.far.count(Kind::Update), 1);
}

#[tokio::test(start_paused = true)]
async fn an_extended_tray_lives_three_minutes_longer() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    pass(250).await;
    counter.till.extend_sale(&number).await.expect("it is offered");
    let waiting = counter.live_when(is_waiting).await;
    let SaleStateView::Waiting { expires_in_ms } = waiting.state else { panic!("it waits") };
    assert!((228_000..=232_000).contains(&expires_in_ms), "{expires_in_ms}");
    pass(150).await;
    assert!(is_waiting(&counter.live()));
    counter.far.scan();
    assert!(matches!(counter.ended().await.state, SaleStateView::Succeeded { .. }));
}

#[tokio::test(start_paused = true)]
async fn an_unanswered_extension_is_settled_by_asking() {
    for (fault, left_ms) in [(Fault::AnswerLost, 460_000..=481_000), (Fault::Lost, 270_000..=300_000)] {
        let counter = Counter::open();
        let number = counter.pay("1200").await;
        counter.far.next_fault(Kind::Update, fault);
        counter.till.extend_sale(&number).await.expect("it is offered");
        assert_eq!(counter.live_when(is_checking).await.token, None);
        let waiting = counter.live_when(is_waiting).await;
        let SaleStateView::Waiting { expires_in_ms } = waiting.state else { panic!("it waits") };
        assert!(left_ms.contains(&expires_in_ms), "{fault:?}: {expires_in_ms}");
        assert_eq!(counter.far.count(Kind::Update), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_tray_that_somebody_else_changed_is_not_shown_any_longer() {
    let counter = Counter::open();
    counter.pay("1200").await;
    counter.far.meddle(-1300);
    assert!(matches!(counter.ended().await.state, SaleStateView::Canceled { .. }));
    assert!(counter.far.is_canceled(0));
}

#[tokio::test(start_paused = true)]
async fn esc_before_a_create_that_fails_leaves_nothing_behind() {
    let counter = Counter::open();
    counter.far.next_fault(Kind::Create, Fault::Lost);
    let number = counter.till.start_sale(Direction::Payment, "1200", "").await.expect("nothing is in the way");
    counter.till.cancel_sale(&number).await.expect("it is offered");
    counter.pay("500").await;
    pass(20).await;
    let view = counter.view();
    assert_eq!(view.live.as_ref().map(|live| live.amount.as_str()), Some("500"));
    assert_eq!(view.recent[0].error_type.as_deref(), Some("abandoned"));
    assert!(view.notices.is_empty() && view.parked.is_empty());
    let problem = CreateProblem::Abandoned;
    assert_eq!(problem.error_type(), "abandoned");
}
