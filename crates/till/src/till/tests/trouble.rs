//! Silence, a busy server, sleep, parking and a journal that cannot be written.

use jiff::SignedDuration;

use super::counter::{Counter, is_checking, is_ended, is_waiting, pass};
use super::far_side::{Fault, Kind};
use crate::money::Direction;
use crate::view::{CheckingReason, CommandProblem, ConnectionState, Notice, SaleAction, SaleRowState, SaleStateView};

#[tokio::test(start_paused = true)]
async fn silence_covers_the_qr_as_checking_and_an_answer_brings_it_back() {
    let counter = Counter::open();
    counter.pay("1200").await;
    pass(3).await;
    counter.far.cut();
    pass(8).await;
    assert!(is_waiting(&counter.live()));
    let unsteady = counter.view().connection.state;
    assert!(matches!(unsteady, ConnectionState::Slow | ConnectionState::Reconnecting), "{unsteady:?}");
    let covered = counter.live_when(is_checking).await;
    assert_eq!(covered.token, None);
    assert!(matches!(covered.state, SaleStateView::Checking { reason: CheckingReason::Silence, .. }));
    assert_eq!(counter.view().connection.state, ConnectionState::Offline);
    pass(60).await;
    assert!(is_checking(&counter.live()), "silence is never an end");
    counter.far.mend();
    let back = counter.live_when(is_waiting).await;
    assert!(back.token.is_some());
    assert_eq!(counter.view().connection.state, ConnectionState::Connected);
}

#[tokio::test(start_paused = true)]
async fn a_payment_made_during_silence_is_found_afterwards() {
    let counter = Counter::open();
    counter.pay("1200").await;
    counter.far.cut();
    counter.far.scan();
    pass(600).await;
    assert!(is_checking(&counter.live()));
    counter.far.mend();
    assert!(matches!(counter.ended().await.state, SaleStateView::Succeeded { .. }));
}

#[tokio::test(start_paused = true)]
async fn one_lost_answer_is_asked_for_again_at_once_and_covers_nothing() {
    let counter = Counter::open();
    counter.pay("1200").await;
    counter.far.next_fault(Kind::Get, Fault::Lost);
    counter.far.scan();
    let asked = tokio::time::Instant::now();
    let ended = counter.live_when(|live| is_checking(live) || is_ended(live)).await;
    assert!(matches!(ended.state, SaleStateView::Succeeded { .. }), "{:?}", ended.state);
    assert!(asked.elapsed().as_millis() < 7_200, "{:?}", asked.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_busy_server_is_asked_less_often_and_never_given_up() {
    let counter = Counter::open();
    counter.pay("1200").await;
    counter.far.always(Kind::Get, Fault::Busy);
    pass(60).await;
    let asked = counter.far.count(Kind::Get);
    assert!((6..=14).contains(&asked), "{asked}");
    assert_eq!(counter.view().connection.state, ConnectionState::Slow);
    counter.far.mend();
    counter.far.scan();
    assert!(matches!(counter.ended().await.state, SaleStateView::Succeeded { .. }));
}

#[tokio::test(start_paused = true)]
async fn after_sleep_the_qr_is_covered_until_the_server_has_answered() {
    let counter = Counter::open();
    counter.pay("1200").await;
    pass(3).await;
    counter.jump_wall(SignedDuration::from_mins(3));
    let asked = counter.far.count(Kind::Get);
    let covered = counter.live_when(is_checking).await;
    assert_eq!(covered.token, None);
    assert!(counter.far.count(Kind::Get) > asked, "asked in the same moment");
    counter.live_when(is_waiting).await;
}

#[tokio::test(start_paused = true)]
async fn a_sale_may_be_set_aside_only_after_ten_uncertain_seconds_and_rings_when_it_settles() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.far.cut();
    counter.far.scan();
    assert_eq!(counter.till.park_sale(&number).await, Err(CommandProblem::NotPossibleNow));
    let covered = counter.live_when(is_checking).await;
    assert!(!covered.actions.contains(&SaleAction::Park));
    assert_eq!(counter.till.start_sale(Direction::Payment, "300", "").await, Err(CommandProblem::SaleInProgress));
    counter.live_when(|live| live.actions.contains(&SaleAction::Park)).await;
    counter.till.park_sale(&number).await.expect("it is offered");
    let view = counter.view();
    assert_eq!((view.live.is_none(), view.parked.len()), (true, 1));
    assert_eq!(view.parked[0].actions, [SaleAction::CheckNow]);

    counter.far.mend();
    let next = counter.pay("300").await;
    let view = counter.view_when(|view| !view.notices.is_empty()).await;
    let outcome = SaleRowState::Succeeded;
    assert_eq!(view.notices, [Notice::ParkedSettled { number: number.clone(), outcome }]);
    assert!(view.parked.is_empty());
    let live = view.live.clone().expect("the next sale");
    assert!(live.number == next && is_waiting(&live), "a late result never touches what is on the screen");
    assert!(view.recent.iter().any(|row| row.number == number && row.state == SaleRowState::Succeeded));
    counter.till.done(&number).await.expect("the notice is acknowledged");
    assert!(counter.view().notices.is_empty());
}

#[tokio::test(start_paused = true)]
async fn many_parked_sales_do_not_stampede() {
    let counter = Counter::open();
    for _ in 0..5 {
        let number = counter.pay("1200").await;
        counter.far.cut();
        counter.live_when(|live| live.actions.contains(&SaleAction::Park)).await;
        counter.till.park_sale(&number).await.expect("it is offered");
        counter.far.mend();
    }
    pass(20).await;
    let asked = counter.far.count(Kind::Get);
    pass(20).await;
    let per_20_seconds = counter.far.count(Kind::Get) - asked;
    assert!((10..=21).contains(&per_20_seconds), "{per_20_seconds}");
}

#[tokio::test(start_paused = true)]
async fn an_outcome_that_cannot_be_written_is_checking_and_blocks_the_next_sale() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.fill_disk(true);
    counter.far.scan();
    let storing = counter.live_when(is_checking).await;
    assert!(matches!(storing.state, SaleStateView::Checking { reason: CheckingReason::Storing, .. }));
    assert_eq!(storing.actions, []);
    assert_eq!(counter.view().notices, [Notice::JournalTrouble]);
    pass(30).await;
    assert!(is_checking(&counter.live()));
    assert_eq!(counter.till.done(&number).await, Err(CommandProblem::NotPossibleNow));
    counter.fill_disk(false);
    assert!(matches!(counter.ended().await.state, SaleStateView::Succeeded { .. }));
    assert!(counter.view().notices.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_tray_that_cannot_be_written_is_not_drawn() {
    let counter = Counter::open();
    counter.till.start_sale(Direction::Payment, "1200", "").await.expect("nothing is in the way");
    counter.fill_disk(true);
    let storing = counter.live_when(is_checking).await;
    assert_eq!(storing.token, None);
    counter.fill_disk(false);
    assert!(counter.live_when(is_waiting).await.token.is_some());
}

#[tokio::test(start_paused = true)]
async fn without_a_journal_nothing_is_sent() {
    let counter = Counter::open();
    counter.fill_disk(true);
    let refused = counter.till.start_sale(Direction::Payment, "1200", "").await;
    assert_eq!(refused, Err(CommandProblem::JournalUnavailable));
    assert_eq!(counter.far.count(Kind::Create), 0);
    counter.view_when(|view| view.notices == [Notice::JournalTrouble]).await;
    counter.fill_disk(false);
    counter.pay("1200").await;
    assert!(counter.view().notices.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_cancel_that_cannot_be_written_is_not_sent() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.fill_disk(true);
    assert_eq!(counter.till.cancel_sale(&number).await, Err(CommandProblem::JournalUnavailable));
    assert!(is_waiting(&counter.live()));
    assert_eq!(counter.far.count(Kind::Cancel), 0);
}

#[tokio::test(start_paused = true)]
async fn a_closed_till_says_so() {
    let counter = Counter::open();
    counter.pay("1200").await;
    counter.till.close().await;
    assert_eq!(counter.till.start_sale(Direction::Payment, "1", "").await, Err(CommandProblem::Closing));
    assert!(!is_ended(&counter.live()));
}

#[tokio::test(start_paused = true)]
async fn a_command_that_was_written_and_reported_an_error_does_not_keep_the_outcome_out_of_the_journal() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.mute_disk(true);
    assert_eq!(counter.till.extend_sale(&number).await, Err(CommandProblem::JournalUnavailable));
    counter.mute_disk(false);
    counter.far.scan();
    let paid = counter.ended().await;
    assert!(matches!(paid.state, SaleStateView::Succeeded { .. }), "{paid:?}");
    let counter = counter.restart().await;
    assert!(matches!(counter.live().state, SaleStateView::Succeeded { .. }));
}
