//! Killed at every stage and started again.

use std::sync::Arc;
use std::time::Duration;

use rust_decimal::Decimal;

use super::counter::{Counter, is_checking, is_waiting, pass};
use super::far_side::{FarSide, Fault, Kind};
use crate::clock::SystemClock;
use crate::ids::RandomIds;
use crate::journal::SqliteJournal;
use crate::money::Direction;
use crate::server_clock::ServerClock;
use crate::view::{CheckingReason, CreateProblem, Notice, SaleAction, SaleRowState, SaleStateView};
use crate::{Setup, Till};

#[tokio::test(start_paused = true)]
async fn an_open_tray_is_checking_after_a_restart_and_shown_again_when_it_still_waits() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    let token = counter.live().token;
    let counter = counter.restart().await;
    let restarted = counter.live();
    assert!(matches!(restarted.state, SaleStateView::Checking { reason: CheckingReason::Restarted, .. }));
    assert_eq!(restarted.token, None);
    let waiting = counter.live_when(is_waiting).await;
    assert_eq!((waiting.number, waiting.token), (number, token));
}

#[tokio::test(start_paused = true)]
async fn a_payment_made_while_the_program_was_down_is_shown_and_marked() {
    let counter = Counter::open();
    counter.pay("1200").await;
    counter.far.scan();
    let counter = counter.restart().await;
    let paid = counter.ended().await;
    assert!(matches!(paid.state, SaleStateView::Succeeded { after_restart: true, .. }));
}

#[tokio::test(start_paused = true)]
async fn a_sale_killed_before_its_qr_is_over_and_nothing_can_have_moved() {
    let counter = Counter::open();
    counter.far.next_fault(Kind::Create, Fault::AnswerLost);
    counter.till.start_sale(Direction::Payment, "1200", "").await.expect("nothing is in the way");
    pass(1).await;
    let counter = counter.restart().await;
    let ended = counter.live();
    assert_eq!(ended.state, SaleStateView::NotCreated { problem: CreateProblem::Interrupted });
    assert_eq!(ended.actions, [SaleAction::NewQr, SaleAction::Done]);
    let again = counter.till.new_qr(&ended.number).await.expect("it is offered");
    assert_eq!(again, "A-0002", "numbers survive");
}

#[tokio::test(start_paused = true)]
async fn a_result_nobody_acknowledged_is_shown_again_and_an_acknowledged_one_is_not() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.far.scan();
    counter.ended().await;
    let counter = counter.restart().await;
    assert!(matches!(counter.live().state, SaleStateView::Succeeded { after_restart: true, .. }));
    counter.till.done(&number).await.expect("it is the result on the screen");
    let counter = counter.restart().await;
    assert_eq!(counter.view().live, None);
    assert_eq!(counter.view().recent[0].state, SaleRowState::Succeeded);
    assert_eq!(counter.pay("5").await, "A-0002");
}

#[tokio::test(start_paused = true)]
async fn a_cancel_under_way_is_taken_up_again() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.far.next_fault(Kind::Cancel, Fault::Lost);
    counter.till.cancel_sale(&number).await.expect("it is offered");
    pass(1).await;
    let counter = counter.restart().await;
    assert!(matches!(counter.ended().await.state, SaleStateView::Canceled { after_restart: true }));
    assert!(counter.far.is_canceled(0));
}

#[tokio::test(start_paused = true)]
async fn an_amend_under_way_ends_the_tray_and_sells_nothing_by_itself_after_a_restart() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.far.next_fault(Kind::Update, Fault::Late(Duration::from_secs(30)));
    counter.till.amend_sale(&number, "900").await.expect("it is offered");
    pass(1).await;
    let counter = counter.restart().await;
    let ended = counter.ended().await;
    assert!(matches!(ended.state, SaleStateView::Canceled { .. }));
    assert_eq!((ended.amount.as_str(), counter.far.trays()), ("900", 1));
    pass(60).await;
    counter.till.new_qr(&number).await.expect("it is offered");
    assert_eq!(counter.live_when(is_waiting).await.amount, "900");
}

#[tokio::test(start_paused = true)]
async fn an_extension_under_way_is_settled_by_asking_after_a_restart() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.far.next_fault(Kind::Update, Fault::AnswerLost);
    counter.till.extend_sale(&number).await.expect("it is offered");
    pass(1).await;
    let counter = counter.restart().await;
    let waiting = counter.live_when(is_waiting).await;
    assert!(matches!(waiting.state, SaleStateView::Waiting { expires_in_ms: 450_000.. }));
}

#[tokio::test(start_paused = true)]
async fn a_parked_sale_stays_parked_and_a_settled_one_stays_told() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.far.cut();
    counter.live_when(|live| live.actions.contains(&SaleAction::Park)).await;
    counter.till.park_sale(&number).await.expect("it is offered");
    let counter = counter.restart().await;
    assert_eq!((counter.view().live.is_none(), counter.view().parked.len()), (true, 1));
    counter.far.scan_tray(0, "");
    counter.far.mend();
    counter.view_when(|view| !view.notices.is_empty()).await;
    let counter = counter.restart().await;
    let told = Notice::ParkedSettled { number: number.clone(), outcome: SaleRowState::Succeeded };
    assert_eq!(counter.view().notices, [told]);
    counter.till.done(&number).await.expect("the notice is acknowledged");
    let counter = counter.restart().await;
    assert!(counter.view().notices.is_empty());
}

#[tokio::test(start_paused = true)]
async fn an_abandoned_sale_is_withdrawn_after_a_restart_too() {
    let counter = Counter::open();
    counter.far.next_fault(Kind::Create, Fault::Slow(Duration::from_millis(500)));
    counter.far.always(Kind::Cancel, Fault::Lost);
    let number = counter.till.start_sale(Direction::Payment, "1200", "").await.expect("nothing is in the way");
    counter.till.cancel_sale(&number).await.expect("it is offered");
    pass(2).await;
    let counter = counter.restart().await;
    assert!(counter.view().live.is_none() && counter.view().parked.is_empty());
    counter.far.mend();
    let view = counter.view_when(|view| view.recent[0].state == SaleRowState::NotCreated).await;
    assert!(view.live.is_none() && counter.far.is_canceled(0));
}

#[tokio::test(start_paused = true)]
async fn an_undecided_reading_stays_undecided_over_a_restart() {
    let counter = Counter::open();
    counter.pay("1200").await;
    counter.far.read_without_result("");
    counter.live_when(is_checking).await;
    let counter = counter.restart().await;
    pass(5).await;
    assert!(matches!(counter.live().state, SaleStateView::Checking { reason: CheckingReason::Undecided, .. }));
    counter.far.show_transaction();
    assert!(matches!(counter.ended().await.state, SaleStateView::Succeeded { .. }));
}

#[test]
fn a_damaged_journal_is_told_until_staff_have_seen_it() {
    let directory = tempfile::tempdir().expect("a directory");
    std::fs::write(SqliteJournal::path(directory.path()), "no journal at all").expect("it can be written");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let told = |acknowledges: bool| {
        let code = "A".parse().expect("a code");
        let setup = Setup::new("みなと商店", "みなとマネー", "円", Decimal::from(50_000), code);
        let journal = SqliteJournal::open(directory.path()).expect("nobody else has it");
        let clock = Arc::new(ServerClock::new(Arc::new(SystemClock)));
        let till = Till::spawn(setup, Arc::new(FarSide::new()), Box::new(journal), clock, Box::new(RandomIds))
            .expect("a thread");
        let notices = till.views().borrow().notices.clone();
        runtime.block_on(async {
            if acknowledges {
                till.acknowledge_journal().await.expect("it can be written");
                let mut views = till.views();
                views.wait_for(|view| view.notices.is_empty()).await.expect("the till runs");
            }
            till.close().await;
        });
        notices
    };
    let is_told = |notices: &[Notice]| matches!(notices, [Notice::JournalBegunAnew { set_aside: Some(file), since: None }] if file.starts_with("journal-damaged-"));
    assert!(is_told(&told(false)));
    assert!(is_told(&told(true)), "a restart does not forget it");
    assert_eq!(told(false), []);
}
