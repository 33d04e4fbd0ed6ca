//! Refunds: taken back once, never repeated by itself, and the transaction decides.

use std::time::Duration;

use super::counter::{Counter, pass};
use super::far_side::{Fault, Kind};
use crate::money::Direction;
use crate::refund::{RefundEntry, RefundEvent};
use crate::tag::SaleNumber;
use crate::view::{
    CommandProblem, NotCarriedOut, Notice, RefundCheckingReason, RefundOutcome, RefundRefusal, RefundStateView,
    RefundView, SaleAction, SaleStateView,
};

const REASON: &str = "サイズ違い";

/// A counter with one paid sale on the screen.
async fn paid() -> (Counter, String) {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.far.scan();
    counter.ended().await;
    (counter, number)
}

fn shown(counter: &Counter) -> Option<RefundView> {
    counter.view().refunds.first().cloned()
}

async fn settled(counter: &Counter) -> RefundView {
    let is_settled = |refund: &RefundView| !matches!(refund.state, RefundStateView::Checking { .. });
    let view = counter.view_when(|view| view.refunds.first().is_some_and(is_settled)).await;
    view.refunds[0].clone()
}

async fn checking(counter: &Counter, why: RefundCheckingReason) -> RefundView {
    let is_so =
        |refund: &RefundView| matches!(refund.state, RefundStateView::Checking { why: found, .. } if found == why);
    let view = counter.view_when(|view| view.refunds.first().is_some_and(is_so)).await;
    view.refunds[0].clone()
}

async fn refund(counter: &Counter, number: &str) {
    counter.till.refund_sale(number, REASON, Some("森")).await.expect("it is offered");
}

fn is_refunded(refund: &RefundView) -> bool {
    matches!(refund.state, RefundStateView::Refunded { .. })
}

fn not_carried_out(refund: &RefundView) -> NotCarriedOut {
    match refund.state {
        RefundStateView::NotCarriedOut { why } => why,
        ref state => panic!("not that: {state:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn a_refund_is_read_first_asked_for_once_and_told_with_reason_amount_and_time() {
    let (counter, number) = paid().await;
    assert!(counter.live().actions.contains(&SaleAction::Refund));
    refund(&counter, &number).await;
    assert!(!counter.live().actions.contains(&SaleAction::Refund), "one refund in flight");
    let done = settled(&counter).await;
    assert!(is_refunded(&done));
    assert_eq!((&*done.number, &*done.amount, done.direction), (&*number, "1200", Direction::Payment));
    assert_eq!((&*done.reason, &*done.staff), (REASON, "森"));
    assert_eq!((counter.far.count(Kind::Read), counter.far.count(Kind::Refund)), (1, 1));
    let SaleStateView::Succeeded { refund: Some(on_result), .. } = counter.live().state else { panic!("no refund") };
    assert_eq!(*on_result, done);
    let notice = Notice::RefundSettled { number: number.clone(), outcome: RefundOutcome::Refunded };
    assert!(counter.view().notices.contains(&notice));
    counter.till.done(&number).await.expect("it is the result on the screen");
    let view = counter.view();
    assert!(view.refunds.is_empty() && view.notices.is_empty() && view.live.is_none());
    let row = &view.recent[0];
    assert!(row.refund.as_ref().is_some_and(is_refunded) && row.actions.is_empty());
    assert_eq!(counter.till.refund_sale(&number, REASON, None).await, Err(CommandProblem::AlreadyRefunded));
    assert_eq!(counter.far.refunds().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_refund_needs_a_reason_and_a_sale_that_moved_money() {
    let (counter, number) = paid().await;
    assert_eq!(counter.till.refund_sale(&number, " \n ", None).await, Err(CommandProblem::ReasonMissing));
    let long = "長".repeat(201);
    let problem = CommandProblem::ReasonTooLong { limit: 200, length: 201 };
    assert_eq!(counter.till.refund_sale(&number, &long, None).await, Err(problem));
    for label in ["A-0009", "B-0001", "", "A-1"] {
        assert_eq!(counter.till.refund_sale(label, REASON, None).await, Err(CommandProblem::NotRefundable), "{label}");
    }
    let waiting = counter.pay("5").await;
    assert_eq!(counter.till.refund_sale(&waiting, REASON, None).await, Err(CommandProblem::NotRefundable));
    assert_eq!((counter.far.count(Kind::Read), counter.far.count(Kind::Refund)), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn a_double_press_asks_once() {
    let (counter, number) = paid().await;
    let press = || counter.till.refund_sale(&number, REASON, None);
    let (first, second) = tokio::join!(press(), press());
    assert_eq!((first, second), (Ok(()), Err(CommandProblem::RefundUnderWay)));
    settled(&counter).await;
    assert_eq!(counter.far.count(Kind::Refund), 1);
}

#[tokio::test(start_paused = true)]
async fn selling_goes_on_while_a_refund_is_asked_for() {
    let (counter, number) = paid().await;
    counter.till.done(&number).await.expect("it is the result on the screen");
    counter.far.next_fault(Kind::Refund, Fault::Lost);
    refund(&counter, &number).await;
    counter.pay("5").await;
    counter.far.scan();
    counter.ended().await;
    checking(&counter, RefundCheckingReason::Unanswered).await;
}

#[tokio::test(start_paused = true)]
async fn a_sale_that_is_in_no_list_any_more_can_still_be_taken_back() {
    let (counter, number) = paid().await;
    for _ in 0..25 {
        let later = counter.pay("5").await;
        counter.till.cancel_sale(&later).await.expect("it waits");
        counter.ended().await;
    }
    assert!(counter.view().recent.iter().all(|row| row.number != number));
    refund(&counter, &number).await;
    assert!(is_refunded(&settled(&counter).await));
    counter.till.done(&number).await.expect("its refund has settled");
    assert!(counter.view().refunds.is_empty());
    assert_eq!(counter.till.refund_sale(&number, REASON, None).await, Err(CommandProblem::AlreadyRefunded));
}

#[tokio::test(start_paused = true)]
async fn what_was_taken_back_elsewhere_is_said_and_nothing_is_sent() {
    let (counter, number) = paid().await;
    counter.far.refund_elsewhere();
    refund(&counter, &number).await;
    let found = settled(&counter).await;
    assert!(matches!(found.state, RefundStateView::RefundedElsewhere { .. }), "{found:?}");
    assert_eq!(found.actions, [SaleAction::Done]);
    assert_eq!(counter.far.count(Kind::Refund), 0);
}

#[tokio::test(start_paused = true)]
async fn a_refund_that_another_till_won_between_reading_and_asking_is_not_ours() {
    let (counter, number) = paid().await;
    counter.far.next_fault(Kind::Read, Fault::Slow(Duration::from_secs(3)));
    refund(&counter, &number).await;
    pass(1).await;
    counter.far.refund_elsewhere();
    let found = settled(&counter).await;
    assert!(matches!(found.state, RefundStateView::RefundedElsewhere { .. }), "{found:?}");
    assert_eq!(counter.far.count(Kind::Refund), 1);
}

#[tokio::test(start_paused = true)]
async fn a_lost_answer_is_checking_until_the_transaction_says_refunded() {
    for fault in [Fault::AnswerLost, Fault::Slow(Duration::from_secs(60))] {
        let (counter, number) = paid().await;
        counter.far.next_fault(Kind::Refund, fault);
        counter.far.next_fault(Kind::Read, Fault::Slow(Duration::from_millis(1)));
        counter.far.next_fault(Kind::Read, Fault::Busy);
        counter.far.next_fault(Kind::Read, Fault::AnotherTransaction);
        refund(&counter, &number).await;
        let unsure = checking(&counter, RefundCheckingReason::Unanswered).await;
        assert_eq!(unsure.actions, [SaleAction::CheckNow]);
        assert_eq!(counter.till.refund_sale(&number, REASON, None).await, Err(CommandProblem::RefundUnderWay));
        assert!(is_refunded(&settled(&counter).await));
        assert_eq!(counter.far.count(Kind::Refund), 1, "never repeated by itself");
    }
}

#[tokio::test(start_paused = true)]
async fn an_older_server_that_says_not_by_whom_is_believed_about_our_own_request() {
    let (counter, number) = paid().await;
    counter.far.next_fault(Kind::Refund, Fault::AnswerLost);
    counter.far.always(Kind::Read, Fault::WithoutTransfers);
    refund(&counter, &number).await;
    assert!(is_refunded(&settled(&counter).await));
}

#[tokio::test(start_paused = true)]
async fn a_lost_request_is_given_up_only_when_it_cannot_be_carried_out_any_more() {
    let (counter, number) = paid().await;
    counter.far.next_fault(Kind::Refund, Fault::Lost);
    refund(&counter, &number).await;
    pass(359).await;
    let unsure = shown(&counter).expect("it is under way");
    assert!(matches!(unsure.state, RefundStateView::Checking { .. }), "{unsure:?}");
    let over = settled(&counter).await;
    assert_eq!(not_carried_out(&over), NotCarriedOut::NeverArrived);
    assert_eq!(over.actions, [SaleAction::Refund, SaleAction::Done]);
    assert_eq!(counter.far.count(Kind::Refund), 1);
    refund(&counter, &number).await;
    assert!(is_refunded(&settled(&counter).await));
    assert_eq!(counter.far.refunds().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_is_carried_out_minutes_late_is_found() {
    let (counter, number) = paid().await;
    counter.far.next_fault(Kind::Refund, Fault::Late(Duration::from_secs(290)));
    refund(&counter, &number).await;
    pass(280).await;
    assert!(matches!(shown(&counter).expect("under way").state, RefundStateView::Checking { .. }));
    assert!(is_refunded(&settled(&counter).await));
}

#[tokio::test(start_paused = true)]
async fn every_refusal_has_its_own_word_and_may_be_pressed_again() {
    let cases = [
        (403, "unpermitted_admin_user", RefundRefusal::NotPermitted),
        (422, "account_balance_not_enough", RefundRefusal::ShopBalanceTooLow),
        (422, "transaction_not_found", RefundRefusal::TransactionNotFound),
        (422, "not_refundable_transaction_type", RefundRefusal::NotRefundable),
        (422, "account_closed", RefundRefusal::WalletClosed),
        (422, "something_new", RefundRefusal::Other),
    ];
    for (status, kind, expected) in cases {
        let (counter, number) = paid().await;
        counter.far.next_fault(Kind::Refund, Fault::Refused(status, kind));
        refund(&counter, &number).await;
        let refused = settled(&counter).await;
        let state = RefundStateView::Refused {
            why: expected,
            error_type: kind.to_owned(),
            error_message: format!("{kind} in words"),
        };
        assert_eq!(refused.state, state);
        assert_eq!(refused.actions, [SaleAction::Refund, SaleAction::Done]);
        refund(&counter, &number).await;
        assert!(is_refunded(&settled(&counter).await));
    }
}

#[tokio::test(start_paused = true)]
async fn a_topup_that_was_spent_is_said_to_be_spent() {
    let counter = Counter::open();
    let number = counter.till.start_sale(Direction::Topup, "3000", "").await.expect("nothing is in the way");
    counter.live_when(super::counter::is_waiting).await;
    counter.far.scan();
    counter.ended().await;
    counter.far.next_fault(Kind::Refund, Fault::Refused(422, "account_balance_not_enough"));
    refund(&counter, &number).await;
    let refused = settled(&counter).await;
    assert!(matches!(refused.state, RefundStateView::Refused { why: RefundRefusal::AlreadySpent, .. }));
}

#[tokio::test(start_paused = true)]
async fn without_an_answer_to_the_first_question_nothing_is_sent_and_staff_are_told_soon() {
    for (fault, why) in [
        (Fault::Lost, NotCarriedOut::NoAnswer),
        (Fault::Unreachable, NotCarriedOut::Unreachable),
        (Fault::Busy, NotCarriedOut::Busy),
        (Fault::Refused(400, "partner_request_expired"), NotCarriedOut::ClockWrong),
    ] {
        let (counter, number) = paid().await;
        counter.far.always(Kind::Read, fault);
        refund(&counter, &number).await;
        let given_up = tokio::time::timeout(Duration::from_secs(30), settled(&counter)).await.expect("soon");
        assert_eq!(not_carried_out(&given_up), why);
        assert_eq!(counter.far.count(Kind::Refund), 0);
        counter.far.mend();
        refund(&counter, &number).await;
        assert!(is_refunded(&settled(&counter).await));
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_that_surely_did_nothing_is_said_at_once() {
    for (fault, why) in [
        (Fault::Unreachable, NotCarriedOut::Unreachable),
        (Fault::Refused(429, "too_many_requests"), NotCarriedOut::Busy),
        (Fault::Refused(400, "partner_request_expired"), NotCarriedOut::ClockWrong),
    ] {
        let (counter, number) = paid().await;
        counter.far.next_fault(Kind::Refund, fault);
        refund(&counter, &number).await;
        let undone = tokio::time::timeout(Duration::from_secs(2), settled(&counter)).await.expect("at once");
        assert_eq!(not_carried_out(&undone), why);
    }
}

#[tokio::test(start_paused = true)]
async fn already_done_and_a_failing_gateway_say_nothing_about_the_outcome() {
    for fault in [Fault::Busy, Fault::Refused(400, "partner_request_already_done"), Fault::Refused(500, "internal")] {
        let (counter, number) = paid().await;
        counter.far.next_fault(Kind::Refund, fault);
        refund(&counter, &number).await;
        checking(&counter, RefundCheckingReason::Unanswered).await;
        assert_eq!(not_carried_out(&settled(&counter).await), NotCarriedOut::NeverArrived);
    }
}

#[tokio::test(start_paused = true)]
async fn a_refund_that_was_asked_for_is_taken_up_after_a_restart() {
    let (counter, number) = paid().await;
    counter.far.next_fault(Kind::Refund, Fault::AnswerLost);
    refund(&counter, &number).await;
    pass(1).await;
    let counter = counter.restart().await;
    let unsure = shown(&counter).expect("it is under way");
    assert!(matches!(unsure.state, RefundStateView::Checking { why: RefundCheckingReason::Restarted, .. }));
    let done = settled(&counter).await;
    assert!(matches!(done.state, RefundStateView::Refunded { after_restart: true, .. }));
    let counter = counter.restart().await;
    assert!(is_refunded(&shown(&counter).expect("nobody acknowledged it")));
    counter.till.done(&number).await.expect("it has settled");
    let counter = counter.restart().await;
    assert_eq!(shown(&counter), None);
    assert!(counter.view().recent[0].refund.as_ref().is_some_and(is_refunded));
    assert_eq!(counter.far.count(Kind::Refund), 1);
}

#[tokio::test(start_paused = true)]
async fn a_refund_killed_before_it_left_is_not_sent_by_the_next_start() {
    let (counter, number) = paid().await;
    counter.far.next_fault(Kind::Read, Fault::Slow(Duration::from_secs(3)));
    refund(&counter, &number).await;
    let counter = counter.restart().await;
    assert_eq!(not_carried_out(&settled(&counter).await), NotCarriedOut::Interrupted);
    pass(60).await;
    assert_eq!(counter.far.count(Kind::Refund), 0);
}

#[tokio::test(start_paused = true)]
async fn the_intent_and_the_sending_are_written_before_the_request_leaves() {
    let (counter, number) = paid().await;
    counter.far.next_fault(Kind::Refund, Fault::Lost);
    refund(&counter, &number).await;
    assert!(matches!(counter.journal.memory.refund_entries(SaleNumber(1))[..], [RefundEntry::Begun(_)]));
    counter.view_when(|_| counter.far.count(Kind::Refund) == 1).await;
    let entries = counter.journal.memory.refund_entries(SaleNumber(1));
    assert!(matches!(entries[1], RefundEntry::Happened(RefundEvent::Sent { .. })), "{entries:?}");
}

#[tokio::test(start_paused = true)]
async fn a_full_disk_sends_no_refund_and_loses_none() {
    let (counter, number) = paid().await;
    counter.fill_disk(true);
    assert_eq!(counter.till.refund_sale(&number, REASON, None).await, Err(CommandProblem::JournalUnavailable));
    counter.fill_disk(false);
    counter.far.next_fault(Kind::Read, Fault::Slow(Duration::from_secs(2)));
    refund(&counter, &number).await;
    counter.fill_disk(true);
    checking(&counter, RefundCheckingReason::Storing).await;
    assert!(counter.view().notices.contains(&Notice::JournalTrouble));
    counter.fill_disk(false);
    assert_eq!(not_carried_out(&settled(&counter).await), NotCarriedOut::JournalUnavailable);
    assert_eq!(counter.far.count(Kind::Refund), 0);
    counter.far.next_fault(Kind::Refund, Fault::Slow(Duration::from_secs(2)));
    refund(&counter, &number).await;
    pass(1).await;
    counter.fill_disk(true);
    checking(&counter, RefundCheckingReason::Storing).await;
    pass(30).await;
    counter.fill_disk(false);
    assert!(is_refunded(&settled(&counter).await));
}

#[tokio::test(start_paused = true)]
async fn a_write_that_was_carried_out_and_reported_an_error_confuses_nothing() {
    let (counter, number) = paid().await;
    counter.mute_disk(true);
    assert_eq!(counter.till.refund_sale(&number, REASON, None).await, Err(CommandProblem::JournalUnavailable));
    counter.mute_disk(false);
    counter.far.next_fault(Kind::Read, Fault::Slow(Duration::from_secs(2)));
    refund(&counter, &number).await;
    counter.mute_disk(true);
    pass(5).await;
    counter.mute_disk(false);
    assert_eq!(not_carried_out(&settled(&counter).await), NotCarriedOut::JournalUnavailable);
    assert_eq!(counter.far.count(Kind::Refund), 0);
    refund(&counter, &number).await;
    assert!(is_refunded(&settled(&counter).await));
}

#[tokio::test(start_paused = true)]
async fn a_refund_intended_before_the_machine_slept_is_not_sent_when_it_wakes() {
    let (counter, number) = paid().await;
    counter.far.next_fault(Kind::Read, Fault::Slow(Duration::from_secs(3)));
    refund(&counter, &number).await;
    pass(1).await;
    counter.jump_wall(jiff::SignedDuration::from_mins(10));
    counter.till.poke();
    assert_eq!(not_carried_out(&settled(&counter).await), NotCarriedOut::Interrupted);
    pass(60).await;
    assert_eq!(counter.far.count(Kind::Refund), 0);
}

#[tokio::test(start_paused = true)]
async fn a_mismatch_of_the_amount_offers_the_refund() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.far.next_fault(Kind::Update, Fault::Lost);
    counter.till.amend_sale(&number, "900").await.expect("it waits");
    counter.far.scan();
    let sale = counter.ended().await;
    assert!(matches!(&sale.state, SaleStateView::Succeeded { shown_amount: Some(shown), .. } if shown == "900"));
    assert!(sale.actions.contains(&SaleAction::Refund));
    refund(&counter, &number).await;
    assert_eq!(settled(&counter).await.amount, "1200", "what was moved is taken back, not what was asked for");
}
