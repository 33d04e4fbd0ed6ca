//! From Enter to the result, without trouble.

use std::sync::Arc;
use std::time::Duration;

use rust_decimal::Decimal;
use tokio::time::Instant;

use super::counter::{Counter, is_waiting, pass};
use super::far_side::{FarSide, Fault, Kind};
use crate::clock::SystemClock;
use crate::ids::RandomIds;
use crate::journal::SqliteJournal;
use crate::money::Direction;
use crate::sale::{Entry, SaleEvent};
use crate::server_clock::ServerClock;
use crate::tag::SaleNumber;
use crate::view::{CommandProblem, ConnectionState, CreateProblem, SaleAction, SaleRowState, SaleStateView, TillView};
use crate::{Setup, Till};

#[tokio::test(start_paused = true)]
async fn a_scanned_payment_is_shown_as_paid_with_who_and_how_much() {
    let counter = Counter::open();
    let number = counter.pay("1,200").await;
    assert_eq!(number, "A-0001");
    let waiting = counter.live();
    assert!(waiting.token.as_deref().is_some_and(|token| token.starts_with("https://")));
    assert_eq!(waiting.actions, [SaleAction::CheckNow, SaleAction::Cancel, SaleAction::Amend, SaleAction::Extend]);
    pass(5).await;
    assert!(counter.far.scan());
    let paid = counter.ended().await;
    assert_eq!(paid.amount, "1200");
    assert_eq!(paid.token, None);
    let SaleStateView::Succeeded { customer, money_amount, shown_amount, after_restart, .. } = paid.state else {
        panic!("it was paid: {:?}", paid.state)
    };
    assert_eq!((customer.as_deref(), money_amount.as_str()), (Some("山＊ ＊郎"), "1200"));
    assert_eq!((shown_amount, after_restart), (None, false));
    let view = counter.view();
    assert_eq!(view.connection.state, ConnectionState::Connected);
    assert_eq!((view.recent[0].state, view.recent[0].amount.as_str()), (SaleRowState::Succeeded, "1200"));
    assert_eq!(view.recent[0].transaction_last4.as_deref(), Some("03e8"));
    counter.till.done(&number).await.expect("it is the result on the screen");
    assert_eq!(counter.view().live, None);
}

#[tokio::test(start_paused = true)]
async fn a_topup_goes_the_other_way() {
    let counter = Counter::open();
    counter.till.start_sale(Direction::Topup, "3000", "").await.expect("nothing is in the way");
    counter.live_when(is_waiting).await;
    counter.far.scan();
    let done = counter.ended().await;
    assert_eq!((done.direction, done.amount.as_str()), (Direction::Topup, "3000"));
    assert!(matches!(done.state, SaleStateView::Succeeded { customer: Some(_), .. }));
}

#[tokio::test(start_paused = true)]
async fn a_refused_scan_ends_the_sale_with_the_servers_reason_and_offers_a_new_qr() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.far.scan_refused("account_balance_not_enough");
    let failed = counter.ended().await;
    let SaleStateView::Failed { error_type, error_message, .. } = failed.state else { panic!("refused") };
    assert_eq!((error_type.as_str(), error_message.as_str()), ("account_balance_not_enough", "in words"));
    assert_eq!(failed.actions[..2], [SaleAction::NewQr, SaleAction::Done]);
    let again = counter.till.new_qr(&number).await.expect("it is offered");
    assert_eq!(again, "A-0002");
    let waiting = counter.live_when(is_waiting).await;
    assert_eq!((waiting.number.as_str(), waiting.amount.as_str()), ("A-0002", "1200"));
    let tags = counter.far.descriptions();
    assert!(tags[0].starts_with("[A-0001-") && tags[1].starts_with("[A-0002-"), "{tags:?}");
}

#[tokio::test(start_paused = true)]
async fn a_note_stands_before_the_tag_and_a_long_one_is_refused_with_nothing_sent() {
    let counter = Counter::open();
    let problem = counter.till.start_sale(Direction::Payment, "1200", &"あ".repeat(201)).await;
    assert_eq!(problem, Err(CommandProblem::NoteTooLong { limit: 177, length: 201 }));
    assert_eq!(counter.far.count(Kind::Create), 0);
    counter.till.start_sale(Direction::Payment, "1200", " table 5\n").await.expect("it fits");
    counter.live_when(is_waiting).await;
    assert!(counter.far.descriptions()[0].starts_with("table 5 [A-0001-"));
    assert_eq!(counter.live().note, "table 5");
}

#[tokio::test(start_paused = true)]
async fn a_double_press_makes_one_tray() {
    let counter = Counter::open();
    let (first, second) = tokio::join!(
        counter.till.start_sale(Direction::Payment, "1200", ""),
        counter.till.start_sale(Direction::Payment, "1200", ""),
    );
    assert_eq!(first.as_deref(), Ok("A-0001"));
    assert_eq!(second, Err(CommandProblem::SaleInProgress));
    counter.live_when(is_waiting).await;
    assert_eq!((counter.far.count(Kind::Create), counter.far.trays()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn intent_tray_and_outcome_are_each_written_before_they_are_acted_on() {
    let counter = Counter::open();
    let written = || counter.journal.memory.entries(SaleNumber(1));
    counter.far.next_fault(Kind::Create, Fault::Slow(Duration::from_secs(2)));
    counter.till.start_sale(Direction::Payment, "1200", "").await.expect("nothing is in the way");
    assert!(matches!(written()[..], [Entry::Begun(_)]));
    counter.live_when(is_waiting).await;
    assert!(matches!(written()[..], [_, Entry::Happened(SaleEvent::Opened { .. })]));
    counter.far.scan();
    counter.ended().await;
    assert!(matches!(written()[..], [_, _, Entry::Happened(SaleEvent::Succeeded { .. })]));
}

#[tokio::test(start_paused = true)]
async fn a_scan_is_on_the_screen_within_a_second() {
    let counter = Counter::open();
    counter.pay("1200").await;
    pass(8).await;
    let scanned = Instant::now();
    counter.far.scan();
    counter.ended().await;
    assert!(scanned.elapsed() < Duration::from_millis(900), "{:?}", scanned.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_tray_that_nobody_scans_is_asked_for_as_often_as_the_schedule_says() {
    let counter = Counter::open();
    counter.pay("1200").await;
    pass(60).await;
    let asked = counter.far.count(Kind::Get);
    assert!((70..=76).contains(&asked), "{asked}");
}

#[test]
fn a_till_on_its_own_thread_has_let_its_journal_go_when_it_is_closed() {
    let directory = tempfile::tempdir().expect("a directory");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    for number in ["A-0001", "A-0002"] {
        let code = "A".parse().expect("a code");
        let setup = Setup::new("みなと商店", "みなとマネー", "円", Decimal::from(50_000), code);
        let journal = SqliteJournal::open(directory.path()).expect("nobody else has it");
        let clock = Arc::new(ServerClock::new(Arc::new(SystemClock)));
        let till = Till::spawn(setup, Arc::new(FarSide::new()), Box::new(journal), clock, Box::new(RandomIds))
            .expect("a thread");
        runtime.block_on(async {
            let sale = till.start_sale(Direction::Payment, "1200", "").await;
            assert_eq!(sale.as_deref(), Ok(number));
            let mut views = till.views();
            let is_waiting = |view: &Arc<TillView>| view.live.as_ref().is_some_and(|live| live.token.is_some());
            views.wait_for(is_waiting).await.expect("the till runs");
            till.cancel_sale(number).await.expect("it is offered");
            let is_ended = |view: &Arc<TillView>| view.live.as_ref().is_some_and(super::counter::is_ended);
            views.wait_for(is_ended).await.expect("the till runs");
            till.close().await;
        });
    }
}

#[tokio::test(start_paused = true)]
async fn a_till_without_open_trays_asks_nothing() {
    let counter = Counter::open();
    counter.pay("1200").await;
    counter.far.scan();
    counter.ended().await;
    let asked = counter.far.count(Kind::Get);
    pass(3600).await;
    assert_eq!(counter.far.count(Kind::Get), asked);
}

#[tokio::test(start_paused = true)]
async fn time_alone_publishes_nothing() {
    let counter = Counter::open();
    counter.pay("1200").await;
    pass(3).await;
    let revision = counter.view().revision;
    pass(60).await;
    assert_eq!(counter.view().revision, revision);
}

#[tokio::test(start_paused = true)]
async fn check_now_and_poke_ask_at_once() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.till.check_now(&number).await.expect("it is offered");
    pass(0).await;
    assert_eq!(counter.far.count(Kind::Get), 1);
    tokio::time::sleep(Duration::from_millis(100)).await;
    counter.till.poke();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(counter.far.count(Kind::Get), 2);
}

#[tokio::test(start_paused = true)]
async fn typing_an_amount_readies_one_connection_not_many() {
    let counter = Counter::open();
    for _ in 0..5 {
        counter.till.warm_up();
    }
    pass(1).await;
    assert_eq!(counter.far.count(Kind::Ping), 1);
    counter.pay("1200").await;
    counter.till.warm_up();
    pass(1).await;
    assert_eq!(counter.far.count(Kind::Ping), 1);
}

#[tokio::test(start_paused = true)]
async fn an_idle_till_that_is_connected_asks_nothing() {
    let counter = Counter::open();
    pass(1).await;
    assert_eq!(counter.view().connection.state, ConnectionState::Connected, "it is known before the first sale");
    pass(3600).await;
    assert_eq!(counter.far.count(Kind::Ping), 1);
}

#[tokio::test(start_paused = true)]
async fn offline_is_taken_back_when_the_server_answers_again_though_nothing_is_sold() {
    let counter = Counter::open();
    counter.far.always(Kind::Create, Fault::Unreachable);
    counter.far.always(Kind::Ping, Fault::Unreachable);
    counter.till.start_sale(Direction::Payment, "1200", "").await.expect("the till takes it");
    pass(30).await;
    assert_eq!(counter.view().connection.state, ConnectionState::Offline);
    let pings = counter.far.count(Kind::Ping);
    assert!((4..=11).contains(&pings), "gently: {pings} in half a minute");
    counter.far.mend();
    pass(10).await;
    assert_eq!(counter.view().connection.state, ConnectionState::Connected);
}

#[tokio::test(start_paused = true)]
async fn a_create_that_fails_ends_the_sale_in_words_and_the_next_one_works() {
    for (fault, expected) in [
        (Fault::Lost, CreateProblem::NoAnswer),
        (Fault::AnswerLost, CreateProblem::NoAnswer),
        (Fault::Unreachable, CreateProblem::Unreachable),
        (Fault::Busy, CreateProblem::Busy),
        (Fault::Refused(400, "partner_request_expired"), CreateProblem::ClockWrong),
        (Fault::Refused(400, "partner_request_already_done"), CreateProblem::NoAnswer),
        (
            Fault::Refused(422, "account_not_found"),
            CreateProblem::Refused {
                status: 422,
                error_type: "account_not_found".to_owned(),
                error_message: "account_not_found in words".to_owned(),
            },
        ),
    ] {
        let counter = Counter::open();
        counter.far.next_fault(Kind::Create, fault);
        let number = counter.till.start_sale(Direction::Payment, "1200", "").await.expect("nothing is in the way");
        let ended = counter.ended().await;
        assert_eq!(ended.state, SaleStateView::NotCreated { problem: expected }, "{fault:?}");
        assert_eq!(counter.far.count(Kind::Create), 1, "nothing is sent again by itself");
        assert_eq!(counter.far.count(Kind::Get), 0);
        counter.till.new_qr(&number).await.expect("it is offered");
        counter.live_when(is_waiting).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_tray_for_another_amount_direction_or_shop_is_withdrawn_and_never_drawn() {
    for fault in [Fault::WrongAmount, Fault::WrongDirection, Fault::WrongShop] {
        let counter = Counter::open();
        let mut views = counter.till.views();
        counter.far.next_fault(Kind::Create, fault);
        counter.till.start_sale(Direction::Payment, "1200", "").await.expect("nothing is in the way");
        loop {
            let view = views.borrow_and_update().clone();
            let live = view.live.as_ref().expect("the sale stays on the screen");
            assert_eq!(live.token, None, "{fault:?}");
            if let SaleStateView::NotCreated { problem } = &live.state {
                assert_eq!(*problem, CreateProblem::WrongTray);
                break;
            }
            views.changed().await.expect("the till runs");
        }
        assert!(counter.far.is_canceled(0), "{fault:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_tray_whose_token_belongs_to_another_environment_is_withdrawn_and_never_drawn() {
    let counter = Counter::open_set_up(|setup| setup.with_fitting_tokens(|_| false));
    let mut views = counter.till.views();
    counter.till.start_sale(Direction::Payment, "1200", "").await.expect("nothing is in the way");
    loop {
        let view = views.borrow_and_update().clone();
        let live = view.live.as_ref().expect("the sale stays on the screen");
        assert_eq!(live.token, None);
        if let SaleStateView::NotCreated { problem } = &live.state {
            assert_eq!(*problem, CreateProblem::WrongTray);
            break;
        }
        views.changed().await.expect("the till runs");
    }
    assert!(counter.far.is_canceled(0));
}

#[tokio::test(start_paused = true)]
async fn a_shop_that_may_not_top_up_takes_payments_and_asks_for_no_top_up() {
    let counter = Counter::open_set_up(Setup::without_topups);
    assert!(!counter.till.views().borrow().shop.can_topup);
    let refused = counter.till.start_sale(Direction::Topup, "3000", "").await;
    assert_eq!(refused, Err(CommandProblem::TopupNotPermitted));
    assert_eq!(counter.far.count(Kind::Create), 0);
    counter.till.start_sale(Direction::Payment, "1200", "").await.expect("payments are taken");
    counter.live_when(is_waiting).await;
}
