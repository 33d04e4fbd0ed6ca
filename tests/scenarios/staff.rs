//! A clerk and a manager at one till: what is refused, what is approved over the shoulder, and what the log says of it.

use std::time::Instant;

use rusqlite::Connection;
use staff::{Now, Permit, Person, Pin, PinHash, Right, Rights, Staff, StaffFile, StaffRefusal, TypedPin};
use till::audit::{AuditAct, AuditPerson, By};
use till::clock::{Clock, SystemClock};
use till::journal::SqliteJournal;
use till::money::Direction;
use till::view::{AuditPage, ChainView, RefundStateView};

use crate::counter::Counter;

const MANAGER_PIN: &str = "2580";
const CLERK_PIN: &str = "1470";

fn now() -> Now {
    Now { monotonic: Instant::now(), wall: SystemClock.wall() }
}

fn typed(pin: &str) -> TypedPin {
    TypedPin::new(pin.to_owned())
}

/// The staff of a shop with a manager and a clerk who sells and tops up.
fn shop(counter: &Counter) -> (Staff, Person, Person) {
    let staff = Staff::open(StaffFile::new(counter.folder.path().join("staff.json")), now());
    let hash = |pin: &str| PinHash::make(&Pin::read(&typed(pin)).unwrap()).unwrap();
    let mut roster = staff.roster();
    let manager = roster.add("森", Right::ALL.into(), hash(MANAGER_PIN)).unwrap();
    let clerk = roster.add("林", Rights::from([Right::Sell, Right::Topup]), hash(CLERK_PIN)).unwrap();
    staff.adopt(roster, now()).unwrap();
    (staff, manager, clerk)
}

/// As the shell signs an act: with who works, and who approved it.
fn by(permit: &Permit) -> By {
    let named = |person: &Person| AuditPerson { id: person.id.0, name: person.name.clone() };
    By { who: permit.who.as_ref().map(named), approved_by: permit.approved_by.as_ref().map(named) }
}

async fn sold_by(counter: &Counter, permit: &Permit) -> String {
    let number = counter.till.signed(by(permit)).start_sale(Direction::Payment, "1200", "").await.unwrap();
    let token = counter.shown_token().await;
    counter.scan(&token, "rich").unwrap();
    counter.ended().await;
    counter.till.done(&number).await.unwrap();
    number
}

fn log(counter: &Counter) -> AuditPage {
    counter.books().audit(None, 500).unwrap()
}

#[tokio::test]
async fn a_refund_needs_a_managers_pin_over_the_shoulder_and_the_log_has_both_names() {
    let counter = Counter::open().await;
    let (staff, manager, clerk) = shop(&counter);
    staff.log_in(&staff.check(clerk.id, &typed(CLERK_PIN), now()).unwrap(), now());
    let number = sold_by(&counter, &staff.gate(Right::Sell, now()).unwrap()).await;

    let needed = StaffRefusal::ApprovalNeeded { right: Right::Refund };
    assert_eq!(staff.gate(Right::Refund, now()), Err(needed));
    assert!(staff.check(manager.id, &typed(CLERK_PIN), now()).is_err(), "the clerk's PIN is not the manager's");
    let manager = staff.check(manager.id, &typed(MANAGER_PIN), now()).unwrap();
    staff.approve(Right::Refund, &manager, now()).unwrap();
    let permit = staff.gate(Right::Refund, now()).unwrap();
    counter.till.signed(by(&permit)).refund_sale(&number, "サイズ違い", Some("林")).await.unwrap();
    counter.view_when(|view| view.refunds.iter().any(|it| matches!(it.state, RefundStateView::Refunded { .. }))).await;
    assert_eq!(staff.gate(Right::Refund, now()), Err(needed), "the approval was for one");

    let page = log(&counter);
    let [refund, started] = &page.rows[..] else { panic!("two acts, two lines: {page:#?}") };
    let (refund, started) = (refund.entry.clone().unwrap(), started.entry.clone().unwrap());
    assert!(matches!(refund.act, AuditAct::RefundAsked { number: of, .. } if of == number));
    let name = |person: Option<AuditPerson>| person.map(|person| person.name);
    assert_eq!((name(refund.by.who), name(refund.by.approved_by)), (Some("林".to_owned()), Some("森".to_owned())));
    assert!(matches!(started.act, AuditAct::Started { .. }));
    assert_eq!((name(started.by.who), name(started.by.approved_by)), (Some("林".to_owned()), None));
    counter.close_the_day().await;
}

#[tokio::test]
async fn a_log_that_somebody_edited_shows_in_the_shift_report() {
    let counter = Counter::open().await;
    let (staff, _, clerk) = shop(&counter);
    let person = AuditPerson { id: clerk.id.0, name: clerk.name.clone() };
    counter.till.audit(AuditAct::LoggedIn { person }, None).await.unwrap();
    staff.log_in(&clerk, now());
    sold_by(&counter, &staff.gate(Right::Sell, now()).unwrap()).await;
    let chain = || counter.books().shift_report(None).unwrap().chain;
    assert!(matches!(chain(), ChainView::Intact { .. }));
    let file = Connection::open(SqliteJournal::path(counter.folder.path())).unwrap();
    file.execute_batch("DROP TRIGGER entries_are_never_changed").unwrap();
    let edit = "UPDATE entries SET entry = replace(entry, '林', '森') WHERE subject = 'audit' AND number = 1";
    assert_eq!(file.execute(edit, []).unwrap(), 1);
    assert_eq!(chain(), ChainView::Broken { position: 1 }, "though it was before the shift was opened");
    let page = log(&counter);
    assert_eq!((page.total, page.rows[1].entry.clone()), (2, None), "the line says nothing any more");
    assert!(page.rows[0].entry.is_some());
}
