//! The shift at the counter: never in the way, never closed over what is not certain, and closed once.

use jiff::SignedDuration;

use super::counter::{Counter, pass};
use super::far_side::{Fault, Kind};
use crate::money::Direction;
use crate::shift::{ShiftEntry, ShiftNumber};
use crate::view::{CommandProblem, Recheck, SaleStateView, ShiftAct, ShiftProblem, ShiftView};

fn open(staff: &str, float: &str) -> ShiftAct {
    ShiftAct::Open { staff: staff.to_owned(), float: float.to_owned() }
}

fn close(shift: u32, counted: &str) -> ShiftAct {
    ShiftAct::Close { shift, staff: "花子".to_owned(), counted: counted.to_owned(), carried_by: None }
}

fn close_over(shift: u32, manager: &str) -> ShiftAct {
    let carried_by = Some(manager.to_owned());
    ShiftAct::Close { shift, staff: "花子".to_owned(), counted: String::new(), carried_by }
}

fn shift(counter: &Counter) -> ShiftView {
    counter.view().shift.clone().expect("a shift is open")
}

async fn paid(counter: &Counter, amount: &str) {
    counter.pay(amount).await;
    assert!(counter.far.scan());
    counter.ended().await;
}

#[tokio::test(start_paused = true)]
async fn a_first_sale_opens_a_shift_that_can_be_taken_over_once() {
    let counter = Counter::open();
    assert_eq!(counter.view().shift, None);
    counter.pay("1200").await;
    assert_eq!((shift(&counter).number, shift(&counter).opened_by), (1, None));
    assert_eq!(counter.till.shift_act(open("花子", "３万")).await, Err(ShiftProblem::FloatNotAnAmount));
    assert_eq!(counter.till.shift_act(open("花子", "30,000")).await, Ok(1));
    let open_shift = shift(&counter);
    assert_eq!((open_shift.opened_by.as_deref(), open_shift.float.as_deref()), (Some("花子"), Some("30000")));
    // The same key once more changes nothing; somebody else's is told.
    assert_eq!(counter.till.shift_act(open("花子", "30,000")).await, Ok(1));
    assert_eq!(counter.till.shift_act(open("太郎", "")).await, Err(ShiftProblem::ShiftOpen { shift: 1 }));
    assert_eq!(counter.journal.memory.shift_entries(ShiftNumber(1)).len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_shift_without_sales_closes_and_closing_twice_is_closing_once() {
    let counter = Counter::open();
    assert_eq!(counter.till.shift_act(close(1, "0")).await, Err(ShiftProblem::ShiftNotOpen));
    assert_eq!(counter.till.shift_act(open("", "")).await, Ok(1));
    assert_eq!(counter.till.shift_act(close(2, "0")).await, Err(ShiftProblem::ShiftNotOpen));
    assert_eq!(counter.till.shift_act(close(1, "-5")).await, Err(ShiftProblem::CountedNotAnAmount));
    assert_eq!(counter.till.shift_act(close(1, "100")).await, Ok(1));
    assert_eq!(counter.till.shift_act(close(1, "999")).await, Ok(1));
    assert_eq!(counter.view().shift, None);
    let entries = counter.journal.memory.shift_entries(ShiftNumber(1));
    let Some(ShiftEntry::Closed { closing }) = entries.last() else { panic!("it was closed: {entries:?}") };
    assert_eq!(closing.counted, Some(100.into()), "the first press counts");
    assert_eq!(entries.len(), 2);
    assert_eq!(counter.till.shift_act(open("花子", "0")).await, Ok(2));
    assert_eq!(counter.till.shift_act(close(1, "5")).await, Ok(1), "an older shift stays as it was closed");
    assert_eq!(shift(&counter).number, 2);
}

#[tokio::test(start_paused = true)]
async fn a_sale_that_is_not_certain_holds_the_closing_until_somebody_answers_for_it() {
    let counter = Counter::open();
    paid(&counter, "500").await;
    let number = counter.pay("1200").await;
    let held = Err(ShiftProblem::Unsettled { numbers: vec![number.clone()] });
    assert_eq!(counter.till.shift_act(close(1, "")).await, held);
    assert_eq!(shift(&counter).unsettled, [number]);
    assert_eq!(counter.till.shift_act(close_over(1, " ")).await, Err(ShiftProblem::CarriedByMissing));
    assert_eq!(counter.till.shift_act(close_over(1, "店長")).await, Ok(1));
    // It is followed on, and counts where it settles: in the next shift.
    assert!(counter.far.scan());
    counter.ended().await;
    counter.till.start_sale(Direction::Payment, "300", "").await.expect("nothing is in the way");
    let figures = |number| crate::journal::Journal::figures(&counter.journal, ShiftNumber(number)).expect("readable");
    assert_eq!(figures(1).payments.amount, 500.into());
    assert_eq!(figures(2).payments.amount, 1200.into());
    assert_eq!(shift(&counter).number, 2);
}

#[tokio::test(start_paused = true)]
async fn who_carries_over_nothing_is_not_written_down() {
    let counter = Counter::open();
    paid(&counter, "500").await;
    assert_eq!(counter.till.shift_act(close_over(1, "店長")).await, Ok(1));
    let entries = counter.journal.memory.shift_entries(ShiftNumber(1));
    let Some(ShiftEntry::Closed { closing }) = entries.last() else { panic!("it was closed: {entries:?}") };
    assert_eq!((closing.carried_by.as_deref(), closing.carried.len()), (None, 0));
    assert_eq!((closing.figures.payments.count, closing.figures.payments.amount), (1, 500.into()));
}

#[tokio::test(start_paused = true)]
async fn a_forgotten_closing_is_told_when_the_day_turns_and_after_a_restart() {
    let counter = Counter::open();
    paid(&counter, "500").await;
    assert!(!shift(&counter).is_overdue);
    pass(25 * 3600).await;
    assert!(shift(&counter).is_overdue, "the day turned while nothing happened");
    counter.jump_wall(SignedDuration::ZERO);
    let counter = counter.restart().await;
    assert!(shift(&counter).is_overdue);
    paid(&counter, "700").await;
    assert_eq!(shift(&counter).number, 1, "it is offered, not forced");
    assert_eq!(counter.till.shift_act(close(1, "")).await, Ok(1));
    paid(&counter, "800").await;
    assert_eq!((shift(&counter).number, shift(&counter).is_overdue), (2, false));
}

#[tokio::test(start_paused = true)]
async fn a_full_disk_opens_and_closes_nothing() {
    let counter = Counter::open();
    counter.fill_disk(true);
    assert_eq!(counter.till.shift_act(open("花子", "0")).await, Err(ShiftProblem::JournalUnavailable));
    let refused = counter.till.start_sale(Direction::Payment, "500", "").await;
    assert_eq!(refused, Err(CommandProblem::JournalUnavailable));
    assert_eq!(counter.view().shift, None);
    counter.fill_disk(false);
    assert_eq!(counter.till.shift_act(open("花子", "0")).await, Ok(1));
    counter.fill_disk(true);
    assert_eq!(counter.till.shift_act(close(1, "")).await, Err(ShiftProblem::JournalUnavailable));
    assert_eq!(shift(&counter).number, 1);
}

#[tokio::test(start_paused = true)]
async fn a_closing_that_was_carried_out_and_reported_an_error_is_known_at_the_next_press() {
    let counter = Counter::open();
    assert_eq!(counter.till.shift_act(open("花子", "0")).await, Ok(1));
    counter.mute_disk(true);
    assert_eq!(counter.till.shift_act(close(1, "10")).await, Err(ShiftProblem::JournalUnavailable));
    counter.mute_disk(false);
    assert_eq!(counter.till.shift_act(close(1, "20")).await, Ok(1));
    assert_eq!(counter.journal.memory.shift_entries(ShiftNumber(1)).len(), 2, "it is closed once");
}

#[tokio::test(start_paused = true)]
async fn a_sale_that_never_had_a_qr_counts_as_not_created() {
    let counter = Counter::open();
    counter.far.next_fault(Kind::Create, Fault::Unreachable);
    counter.till.start_sale(Direction::Topup, "500", "").await.expect("nothing is in the way");
    let ended = counter.ended().await;
    assert!(matches!(ended.state, SaleStateView::NotCreated { .. }));
    let figures = crate::journal::Journal::figures(&counter.journal, ShiftNumber(1)).expect("readable");
    assert_eq!((figures.not_created.topups, figures.not_created.payments), (1, 0));
    assert_eq!(figures.cash_expected(Some(1000.into())), 1000.into(), "cash for it was given back");
}

#[tokio::test(start_paused = true)]
async fn a_sale_from_the_history_can_be_asked_for_withdrawn_and_begun_again() {
    let counter = Counter::open();
    paid(&counter, "500").await;
    let first = counter.pay("700").await;
    counter.till.cancel_sale(&first).await.expect("it is offered");
    counter.ended().await;
    counter.till.done(&first).await.expect("it has ended");
    assert_eq!(counter.till.check_now("A-0001").await, Ok(Recheck::Same));
    assert_eq!(counter.till.check_now(&first).await, Ok(Recheck::Same));
    assert_eq!(counter.till.cancel_sale(&first).await, Ok(()), "a refusal is as good as an answer");
    counter.far.always(Kind::Get, Fault::Unreachable);
    assert_eq!(counter.till.check_now("A-0001").await, Ok(Recheck::Unanswered));
    counter.far.forget_faults();
    assert_eq!(counter.till.check_now("A-0099").await, Err(CommandProblem::NotPossibleNow));
    assert_eq!(counter.till.new_qr("A-0001").await, Err(CommandProblem::NotPossibleNow), "it was paid");
    assert_eq!(counter.till.new_qr(&first).await, Ok("A-0003".to_owned()));
    assert_eq!(counter.live().amount, "700");
}
