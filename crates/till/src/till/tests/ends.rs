//! Expiry, undecided readings, and what the last answers decide.

use super::counter::{Counter, is_checking, is_waiting, pass};
use super::far_side::{Fault, Kind};
use crate::sale::UNRESOLVED;
use crate::view::{CheckingReason, SaleAction, SaleStateView};
use jiff::SignedDuration;

fn reason(state: &SaleStateView) -> Option<CheckingReason> {
    if let SaleStateView::Checking { reason, .. } = state { Some(*reason) } else { None }
}

#[tokio::test(start_paused = true)]
async fn an_unscanned_tray_is_covered_before_its_end_and_expired_after_the_grace() {
    let counter = Counter::open();
    counter.pay("1200").await;
    pass(294).await;
    assert!(is_waiting(&counter.live()));
    let covered = counter.live_when(is_checking).await;
    assert_eq!((reason(&covered.state), covered.token), (Some(CheckingReason::Expiring), None));
    let asked = counter.far.count(Kind::Get);
    pass(14).await;
    assert!(is_checking(&counter.live()), "a scan in the last second may still turn up");
    assert!(matches!(counter.ended().await.state, SaleStateView::Expired { .. }));
    assert!(counter.far.count(Kind::Get) - asked <= 10, "few questions at the end");
}

#[tokio::test(start_paused = true)]
async fn a_scan_in_the_last_second_is_shown_as_paid() {
    let counter = Counter::open();
    counter.pay("1200").await;
    pass(299).await;
    assert!(counter.far.scan());
    assert!(matches!(counter.ended().await.state, SaleStateView::Succeeded { .. }));
}

#[tokio::test(start_paused = true)]
async fn a_wrong_wall_clock_expires_nothing_and_staff_are_told() {
    for minutes in [-10, 10] {
        let counter = Counter::open_with_wall_ahead(SignedDuration::from_mins(minutes));
        counter.pay("1200").await;
        let view = counter.view();
        let told = view.notices.iter().any(|notice| {
            matches!(notice, crate::view::Notice::ClockOff { seconds } if seconds.signum() == minutes.signum() && seconds.abs() > 590)
        });
        assert!(told, "{:?}", view.notices);
        pass(290).await;
        assert!(is_waiting(&counter.live()));
        counter.far.scan();
        assert!(matches!(counter.ended().await.state, SaleStateView::Succeeded { .. }));
    }
}

#[tokio::test(start_paused = true)]
async fn a_reading_without_result_is_asked_for_until_the_transaction_shows() {
    let cases = [("", CheckingReason::Undecided), ("cashtray_already_proceed", CheckingReason::UsedQr)];
    for (error_type, expected) in cases {
        let counter = Counter::open();
        counter.pay("1200").await;
        counter.far.read_without_result(error_type);
        let covered = counter.live_when(is_checking).await;
        assert_eq!(reason(&covered.state), Some(expected));
        assert_eq!(covered.token, None);
        pass(30).await;
        assert!(is_checking(&counter.live()));
        counter.far.show_transaction();
        assert!(matches!(counter.ended().await.state, SaleStateView::Succeeded { .. }));
    }
}

#[tokio::test(start_paused = true)]
async fn a_second_scan_of_a_paid_qr_changes_nothing() {
    let counter = Counter::open();
    counter.pay("1200").await;
    counter.far.scan();
    assert!(!counter.far.scan_tray(0, ""));
    assert!(matches!(counter.ended().await.state, SaleStateView::Succeeded { .. }));
}

#[tokio::test(start_paused = true)]
async fn a_failed_scan_under_an_echo_is_settled_after_the_grace_with_a_person_told() {
    let counter = Counter::open();
    counter.pay("1200").await;
    counter.far.scan_refused("account_balance_not_enough");
    assert!(!counter.far.scan_tray(0, ""), "the echo hides the first reading");
    pass(310).await;
    assert!(is_checking(&counter.live()));
    let failed = counter.ended().await;
    assert!(matches!(&failed.state, SaleStateView::Failed { error_type, .. } if error_type == UNRESOLVED));
    assert_eq!(failed.actions, [SaleAction::Done]);
}

#[tokio::test(start_paused = true)]
async fn a_tray_the_server_forgot_is_no_end_before_the_grace_is_over() {
    let counter = Counter::open();
    counter.pay("1200").await;
    counter.far.forget();
    pass(300).await;
    assert!(is_checking(&counter.live()));
    let failed = counter.ended().await;
    assert!(matches!(failed.state, SaleStateView::Failed { error_type, .. } if error_type == UNRESOLVED));
}

#[tokio::test(start_paused = true)]
async fn dates_that_cannot_be_read_end_nothing_but_the_reckoned_life_does() {
    let counter = Counter::open();
    counter.far.always(Kind::Create, Fault::OddDates);
    counter.far.always(Kind::Get, Fault::OddDates);
    counter.pay("1200").await;
    pass(200).await;
    assert!(is_waiting(&counter.live()));
    pass(300).await;
    let ended = counter.ended().await;
    assert!(matches!(ended.state, SaleStateView::Canceled { .. } | SaleStateView::Failed { .. }), "{:?}", ended.state);
}
