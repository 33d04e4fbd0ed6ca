//! Who does what is written before it is done, and what cannot be written is not done.

use super::counter::Counter;
use crate::audit::{AuditAct, AuditPerson, By};
use crate::money::Direction;
use crate::view::{BillAct, CommandProblem, ShiftAct};

fn person(id: u32, name: &str) -> AuditPerson {
    AuditPerson { id, name: name.to_owned() }
}

/// Somebody who works, with a manager's approval.
fn approved() -> By {
    By { who: Some(person(2, "林")), approved_by: Some(person(1, "森")) }
}

fn acts(counter: &Counter) -> Vec<AuditAct> {
    counter.journal.memory.audit_entries().into_iter().map(|entry| entry.act).collect()
}

#[tokio::test(start_paused = true)]
async fn every_act_that_moves_money_is_written_with_who_did_it_and_who_approved() {
    let counter = Counter::open();
    let clerk = counter.till.signed(By { who: Some(person(2, "林")), approved_by: None });
    let open = ShiftAct::Open { staff: "林".to_owned(), float: "10000".to_owned() };
    clerk.shift_act(open).await.expect("none is open");
    let number = clerk.start_sale(Direction::Payment, "1200", "").await.expect("nothing stands in its way");
    counter.live_when(super::counter::is_waiting).await;
    clerk.amend_sale(&number, "1300").await.expect("it waits");
    counter.live_when(super::counter::is_waiting).await;
    counter.far.scan();
    counter.ended().await;
    counter.till.signed(approved()).refund_sale(&number, "wrong size", Some("林")).await.expect("it is offered");
    let entries = counter.journal.memory.audit_entries();
    let expected = [
        AuditAct::ShiftOpened { shift: 1 },
        AuditAct::Started { number: number.clone(), direction: Direction::Payment, amount: "1200".to_owned() },
        AuditAct::Amended {
            number: number.clone(),
            direction: Direction::Payment,
            from: "1200".to_owned(),
            to: "1300".to_owned(),
        },
        AuditAct::RefundAsked {
            number,
            direction: Direction::Payment,
            amount: "1300".to_owned(),
            reason: "wrong size".to_owned(),
        },
    ];
    assert_eq!(acts(&counter), expected);
    assert_eq!(entries[1].by, By { who: Some(person(2, "林")), approved_by: None });
    assert_eq!(entries[3].by, approved());
}

#[tokio::test(start_paused = true)]
async fn a_withdrawn_sale_and_a_shift_closed_over_an_open_one_are_written_too() {
    let counter = Counter::open();
    let first = counter.pay("1200").await;
    let manager = counter.till.signed(approved());
    let close =
        ShiftAct::Close { shift: 1, staff: String::new(), counted: String::new(), carried_by: Some("森".to_owned()) };
    manager.shift_act(close.clone()).await.expect("somebody answers for it");
    manager.shift_act(close).await.expect("pressed twice it is closed once");
    manager.cancel_sale(&first).await.expect("it waits");
    let expected = [
        AuditAct::Started { number: first.clone(), direction: Direction::Payment, amount: "1200".to_owned() },
        AuditAct::ShiftClosed { shift: 1, carried_over: vec![first.clone()] },
        AuditAct::Canceled { number: first },
    ];
    assert_eq!(acts(&counter), expected);
}

#[tokio::test(start_paused = true)]
async fn the_rest_of_a_bill_in_cash_is_written_once_with_who_took_it() {
    let counter = Counter::open();
    let sale = counter.pay("1200").await;
    counter.far.scan_refused("account_balance_not_enough");
    counter.ended().await;
    let clerk = counter.till.signed(By { who: Some(person(2, "林")), approved_by: None });
    clerk.bill_act(BillAct::Lower { sale }).await.expect("it is offered");
    let bill = counter.view().bill.clone().expect("it is open").number;
    clerk.bill_act(BillAct::Next { bill, amount: "500".to_owned() }).await.expect("it is less");
    counter.live_when(super::counter::is_waiting).await;
    assert!(counter.far.scan());
    let paid = counter.ended().await;
    clerk.done(&paid.number).await.expect("it is the result on the screen");
    counter.fill_disk(true);
    let unwritten = clerk.bill_act(BillAct::CashSettled { bill }).await;
    assert_eq!(unwritten, Err(CommandProblem::JournalUnavailable), "what cannot be written is not done");
    counter.fill_disk(false);
    counter.mute_disk(true);
    assert!(clerk.bill_act(BillAct::CashSettled { bill }).await.is_err());
    counter.mute_disk(false);
    // The disk had it all the same.
    let again = clerk.bill_act(BillAct::CashSettled { bill }).await;
    assert_eq!((again, counter.view().bill.clone()), (Err(CommandProblem::NotPossibleNow), None));
    let entries = counter.journal.memory.audit_entries();
    let taken = AuditAct::CashSettled { bill, direction: Direction::Payment, amount: "700".to_owned() };
    let of_cash: Vec<_> = entries.iter().filter(|entry| matches!(entry.act, AuditAct::CashSettled { .. })).collect();
    assert_eq!(of_cash.iter().map(|entry| &entry.act).collect::<Vec<_>>(), [&taken]);
    assert_eq!(of_cash[0].by, By { who: Some(person(2, "林")), approved_by: None });
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_written_is_not_done() {
    let counter = Counter::open();
    counter.fill_disk(true);
    let refused = counter.till.signed(approved()).audit(AuditAct::StaffTurnedOff, None).await;
    assert_eq!(refused, Err(CommandProblem::JournalUnavailable));
    let refused = counter.till.signed(approved()).start_sale(Direction::Payment, "1200", "").await;
    assert_eq!(refused, Err(CommandProblem::JournalUnavailable));
    counter.fill_disk(false);
    assert_eq!(acts(&counter), []);
    counter.till.signed(approved()).audit(AuditAct::StaffTurnedOff, None).await.expect("there is room again");
    assert_eq!(acts(&counter), [AuditAct::StaffTurnedOff]);
}

#[tokio::test(start_paused = true)]
async fn a_write_that_reports_an_error_though_it_was_carried_out_leaves_one_line() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.mute_disk(true);
    assert!(counter.till.cancel_sale(&number).await.is_err());
    counter.mute_disk(false);
    counter.till.cancel_sale(&number).await.expect("it is asked for again");
    let canceled = acts(&counter).into_iter().filter(|act| matches!(act, AuditAct::Canceled { .. })).count();
    assert_eq!(canceled, 1);
}

#[tokio::test(start_paused = true)]
async fn what_the_till_does_by_itself_is_in_nobodys_name() {
    let counter = Counter::open();
    let clerk = counter.till.signed(approved());
    clerk.start_sale(Direction::Payment, "1200", "").await.expect("nothing stands in its way");
    counter.live_when(super::counter::is_waiting).await;
    counter.far.scan();
    counter.ended().await;
    counter.pay("500").await;
    let names: Vec<_> = counter.journal.memory.audit_entries().into_iter().map(|entry| entry.by).collect();
    assert_eq!(names, [approved(), By::default()]);
}
