//! Lost answers, silence, restarts and a wrong clock, on real sockets.

use partner_sandbox::{Action, FaultRule, Malformed};
use till::money::Direction;
use till::view::{CreateProblem, SaleStateView};

use crate::counter::{Counter, receipt};

#[tokio::test]
async fn a_lost_create_shows_no_qr_and_the_next_enter_works() {
    let counter = Counter::open().await;
    counter.trouble(FaultRule::after("CreateCashtray", Action::Cut));
    counter.till.start_sale(Direction::Payment, "1200", "").await.unwrap();
    let lost = counter.ended().await;
    assert_eq!(lost.state, SaleStateView::NotCreated { problem: CreateProblem::NoAnswer });
    assert_eq!(lost.amount, "1200", "nothing that was typed is lost");
    let token = counter.show_qr(Direction::Payment, "1200").await;
    counter.scan(&token, "rich").unwrap();
    assert_eq!(receipt(&counter.ended().await).0, "1200");
    counter.close_the_day().await;
}

#[tokio::test]
async fn no_server_at_the_press_of_enter_is_said_and_loses_nothing() {
    let Counter { till, far, folder: _folder, .. } = Counter::open().await;
    far.stop().await;
    till.start_sale(Direction::Payment, "1200", "常連さん").await.unwrap();
    let mut views = till.views();
    let view = views.wait_for(|view| view.live.as_ref().is_some_and(|sale| sale.state.is_final())).await.unwrap();
    let sale = view.live.clone().unwrap();
    assert_eq!(sale.state, SaleStateView::NotCreated { problem: CreateProblem::Unreachable });
    assert_eq!((&*sale.amount, &*sale.note), ("1200", "常連さん"));
}

#[tokio::test]
async fn a_page_instead_of_an_answer_is_never_taken_for_one() {
    let counter = Counter::open().await;
    counter.trouble(FaultRule::before("CreateCashtray", Action::Malformed(Malformed::Html)));
    counter.till.start_sale(Direction::Payment, "1200", "").await.unwrap();
    let sale = counter.ended().await;
    assert_eq!(sale.state, SaleStateView::NotCreated { problem: CreateProblem::UnusableAnswer });
    counter.close_the_day().await;
}

#[tokio::test]
async fn a_lost_cancel_is_asked_until_it_is_certain() {
    let counter = Counter::open().await;
    counter.show_qr(Direction::Payment, "500").await;
    counter.trouble(FaultRule::after("CancelCashtray", Action::Cut));
    let number = counter.live_when(|_| true).await.number;
    counter.till.cancel_sale(&number).await.unwrap();
    assert!(matches!(counter.ended().await.state, SaleStateView::Canceled { .. }));
    counter.close_the_day().await;
}

#[tokio::test]
async fn a_lost_amend_gives_the_old_tray_up_and_the_new_one_has_the_wanted_amount() {
    let counter = Counter::open().await;
    let old = counter.show_qr(Direction::Payment, "1200").await;
    counter.trouble(FaultRule::after("UpdateCashtray", Action::Cut));
    let number = counter.live_when(|_| true).await.number;
    counter.till.amend_sale(&number, "980").await.unwrap();
    let fresh = counter.live_when(|sale| sale.token.as_ref().is_some_and(|token| *token != old)).await;
    assert_eq!(fresh.amount, "980");
    counter.scan(&old, "rich").unwrap_err();
    counter.scan(&fresh.token.unwrap(), "rich").unwrap();
    assert_eq!(receipt(&counter.ended().await).0, "980");
    counter.close_the_day().await;
}

#[tokio::test]
async fn a_scan_during_silence_is_found_out_when_the_far_side_answers_again() {
    let counter = Counter::open().await;
    let token = counter.show_qr(Direction::Payment, "1200").await;
    counter.trouble(FaultRule::before("GetCashtray", Action::Cut).times(None));
    counter.scan(&token, "rich").unwrap();
    let covered = counter.live_when(|sale| matches!(sale.state, SaleStateView::Checking { .. })).await;
    assert!(covered.token.is_none(), "a QR that cannot be watched is not shown");
    counter.far.clear_faults();
    assert_eq!(receipt(&counter.ended().await).0, "1200");
    counter.close_the_day().await;
}

#[tokio::test]
async fn answers_that_no_client_can_use_end_nothing() {
    let counter = Counter::open().await;
    let token = counter.show_qr(Direction::Payment, "1200").await;
    for malformed in
        [Malformed::Html, Malformed::Truncated, Malformed::NoEnvelope, Malformed::WrongKey, Malformed::WrongShape]
    {
        counter.far.add_fault(FaultRule::before("GetCashtray", Action::Malformed(malformed)));
    }
    counter.scan(&token, "rich").unwrap();
    assert_eq!(receipt(&counter.ended().await).0, "1200");
    counter.close_the_day().await;
}

#[tokio::test]
async fn a_sale_paid_while_the_program_was_down_is_shown_as_paid_after_it_starts() {
    let mut counter = Counter::open().await;
    let token = counter.show_qr(Direction::Payment, "1200").await;
    counter.till.close().await;
    counter.scan(&token, "rich").unwrap();
    counter.restart_the_till().await;
    let sale = counter.ended().await;
    assert_eq!(receipt(&sale).0, "1200");
    assert!(matches!(sale.state, SaleStateView::Succeeded { after_restart: true, .. }));
    counter.close_the_day().await;
}

#[tokio::test]
async fn a_far_side_with_another_clock_is_understood_and_the_difference_told() {
    let counter = Counter::open().await;
    counter.far.set_clock_offset(-240);
    let token = counter.show_qr(Direction::Payment, "1200").await;
    counter.scan(&token, "rich").unwrap();
    assert_eq!(receipt(&counter.ended().await).0, "1200");
    counter.view_when(|view| !view.notices.is_empty()).await;
    counter.close_the_day().await;
}
