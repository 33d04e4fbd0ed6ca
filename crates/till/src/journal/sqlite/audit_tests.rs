//! Who did what is written with what they did, is never written without it, and no edit of it stays unseen.

use std::path::Path;

use jiff::Timestamp;
use jiff::civil::{date, time};
use rusqlite::{Connection, params};

use super::tests::{open, write};
use super::{SqliteJournal, audit, chain};
use crate::audit::{AuditAct, AuditEntry, AuditPerson, By};
use crate::journal::{Alongside, AuditRecord, Journal, JournalError, MemoryJournal, Record, RefundRecord, ShiftRecord};
use crate::money::Direction;
use crate::refund::tests::intent as refund_intent;
use crate::refund::{Refund, RefundEntry};
use crate::sale::tests::intent;
use crate::sale::{Entry, Sale, SaleEvent};
use crate::shift::{Shift, ShiftEntry, ShiftNumber};
use crate::tag::SaleNumber;

fn entry(act: AuditAct) -> AuditEntry {
    let person = |id, name: &str| Some(AuditPerson { id, name: name.to_owned() });
    AuditEntry { by: By { who: person(2, "林"), approved_by: person(1, "森") }, act }
}

fn audit_alone(journal: &mut dyn Journal, act: AuditAct) -> Result<(), JournalError> {
    let record = AuditRecord { at: Timestamp::UNIX_EPOCH, entry: &entry(act) };
    journal.append_audited(&record, &Alongside::Nothing)
}

fn started(number: u32) -> AuditAct {
    AuditAct::Started {
        number: format!("A-{number:04}"),
        direction: Direction::Payment,
        amount: intent(number).amount.to_string(),
    }
}

fn start(journal: &mut dyn Journal, number: u32, seq: u32) -> Result<(), JournalError> {
    let sale = Sale::begin(intent(number));
    let begun = Entry::Begun(sale.intent.clone());
    let at = Timestamp::UNIX_EPOCH;
    let record = Record { seq, at, entry: &begun, sale: &sale };
    journal.append_audited(&AuditRecord { at, entry: &entry(started(number)) }, &Alongside::Sale(record))
}

fn take_back(journal: &mut dyn Journal, number: u32) -> Result<(), JournalError> {
    let intent = refund_intent(number);
    let refund = Refund::begin(intent.clone());
    let begun = RefundEntry::Begun(intent);
    let at = Timestamp::UNIX_EPOCH;
    let act = AuditAct::RefundAsked {
        number: format!("A-{number:04}"),
        direction: Direction::Payment,
        amount: "1200".to_owned(),
        reason: "wrong size".to_owned(),
    };
    let record = RefundRecord { seq: 0, at, entry: &begun, refund: &refund };
    journal.append_audited(&AuditRecord { at, entry: &entry(act) }, &Alongside::Refund(record))
}

fn open_shift(journal: &mut dyn Journal) -> Result<(), JournalError> {
    let (day, day_starts) = (date(2026, 11, 20), time(4, 0, 0, 0));
    let opened = ShiftEntry::Opened { business_day: day, zone: "UTC".to_owned(), day_starts, opener: None };
    let at = Timestamp::UNIX_EPOCH;
    let shift = Shift::begin(ShiftNumber(1), at, &opened).expect("it begins");
    let record = ShiftRecord { seq: 0, at, entry: &opened, shift: &shift };
    let act = AuditAct::ShiftOpened { shift: 1 };
    journal.append_audited(&AuditRecord { at, entry: &entry(act) }, &Alongside::Shift(record))
}

fn count(journal: &SqliteJournal) -> u32 {
    audit::count(&journal.connection).expect("it can be read")
}

fn acts(directory: &Path) -> Vec<Option<AuditAct>> {
    let connection = Connection::open(SqliteJournal::path(directory)).expect("a database");
    let lines = audit::before(&connection, u32::MAX, 500).expect("it can be read");
    lines.into_iter().rev().map(|(_, _, entry)| entry.map(|entry| entry.act)).collect()
}

/// A closed journal with a shift, sales, refunds and people in it.
fn traded(directory: &Path) {
    let mut journal = open(directory);
    open_shift(&mut journal).expect("there is room");
    for number in 1..=6 {
        audit_alone(&mut journal, AuditAct::Locked { is_idle: number % 2 == 0 }).expect("there is room");
        start(&mut journal, number, 0).expect("there is room");
        if number % 3 == 0 {
            take_back(&mut journal, number).expect("there is room");
        }
    }
    assert!(journal.verify_chain().expect("it can be read").is_whole());
}

#[test]
fn an_act_and_its_audit_are_written_as_one_and_only_once() {
    let directory = tempfile::tempdir().expect("a directory");
    let (mut file, mut memory) = (open(directory.path()), MemoryJournal::default());
    let journals: [&mut dyn Journal; 2] = [&mut file, &mut memory];
    for journal in journals {
        start(journal, 1, 0).expect("there is room");
        start(journal, 1, 0).expect("the same again changes nothing");
        open_shift(journal).expect("there is room");
        open_shift(journal).expect("the same again changes nothing");
        take_back(journal, 1).expect("there is room");
        assert!(start(journal, 2, 1).is_err(), "a sale does not begin with its second entry");
    }
    assert_eq!(count(&file), 3, "what was refused left no line, and neither did what was there");
    assert_eq!(memory.audit_entries().len(), 3);
    drop(file);
    let file = open(directory.path());
    assert!(file.verify_chain().expect("it can be read").is_whole());
    let acts: Vec<_> = acts(directory.path()).into_iter().flatten().collect();
    assert_eq!(acts, memory.audit_entries().into_iter().map(|entry| entry.act).collect::<Vec<_>>());
}

#[test]
fn a_line_that_was_changed_says_nothing_and_hides_no_other() {
    let directory = tempfile::tempdir().expect("a directory");
    traded(directory.path());
    let all = acts(directory.path());
    assert!(all.iter().all(Option::is_some));
    let file = Connection::open(SqliteJournal::path(directory.path())).expect("a database");
    file.execute_batch("DROP TRIGGER entries_are_never_changed").expect("it is there");
    let changed = "UPDATE entries SET entry = replace(entry, '森', '林') WHERE subject = 'audit' AND number = 3";
    assert_eq!(file.execute(changed, []).expect("the edit is possible"), 1);
    let after = acts(directory.path());
    assert_eq!(after[2], None);
    assert_eq!((&after[..2], &after[3..]), (&all[..2], &all[3..]));
}

#[test]
fn every_letter_of_every_line_is_covered_by_the_chain() {
    let directory = tempfile::tempdir().expect("a directory");
    traded(directory.path());
    let file = Connection::open(SqliteJournal::path(directory.path())).expect("a database");
    file.pragma_update(None, "ignore_check_constraints", true).expect("a pragma");
    file.execute_batch("DROP TRIGGER entries_are_never_changed; DROP TRIGGER entries_are_never_removed")
        .expect("they are there");
    let query = "SELECT position, entry FROM entries WHERE subject = 'audit'";
    let lines: Vec<(i64, String)> = {
        let mut statement = file.prepare(query).expect("a query");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("it can be read");
        rows.collect::<Result<_, _>>().expect("it can be read")
    };
    assert_eq!(lines.len(), 15);
    for (position, line) in lines {
        let edits = line.char_indices().step_by(7).map(|(at, letter)| {
            let other = if letter == 'x' { "y" } else { "x" };
            [&line[..at], other, &line[at + letter.len_utf8()..]].concat()
        });
        for edited in edits {
            let attempt = file.unchecked_transaction().expect("nothing else is under way");
            let changed = "UPDATE entries SET entry = ?2 WHERE position = ?1";
            attempt.execute(changed, params![position, edited]).expect("the edit is possible");
            let report = chain::verify(&attempt).expect("it can be read");
            assert_eq!(report.broken_at, u64::try_from(position).ok(), "{edited}");
            attempt.rollback().expect("it can be taken back");
        }
        let attempt = file.unchecked_transaction().expect("nothing else is under way");
        attempt.execute("DELETE FROM entries WHERE position = ?1", [position]).expect("the edit is possible");
        assert!(!chain::verify(&attempt).expect("it can be read").is_whole());
        attempt.rollback().expect("it can be taken back");
    }
}

/// Takes one entry's content away, as a bad sector would.
fn spoil(directory: &Path, subject: &str, number: u32) {
    let file = Connection::open(SqliteJournal::path(directory)).expect("a database");
    let query = "SELECT sql FROM sqlite_schema WHERE name = 'entries_are_never_changed'";
    let trigger: String = file.query_row(query, [], |row| row.get(0)).expect("it is there");
    file.execute_batch("DROP TRIGGER entries_are_never_changed").expect("it is there");
    let change = "UPDATE entries SET entry = '{}' WHERE subject = ?1 AND number = ?2";
    assert_eq!(file.execute(change, params![subject, number]).expect("the edit is possible"), 1);
    file.execute_batch(&trigger).expect("it is put back");
}

#[test]
fn shifts_refunds_and_the_audit_log_outlive_a_damaged_journal() {
    let directory = tempfile::tempdir().expect("a directory");
    traded(directory.path());
    let before = acts(directory.path());
    spoil(directory.path(), "sale", 4);
    let mut journal = open(directory.path());
    let begun = journal.begun_anew().expect("it can be read").expect("it was begun anew");
    assert_eq!((begun.carried_over, begun.incomplete), (5, 0), "sale 4 had one entry, and that is gone");
    assert_eq!(journal.last_shift().expect("it can be read").expect("it is there").shift.number, ShiftNumber(1));
    for sale in [3, 6] {
        assert!(journal.refund_of(SaleNumber(sale)).expect("it can be read").is_some(), "refund of {sale}");
    }
    assert_eq!(journal.unfinished_refunds().expect("it can be read").len(), 2);
    assert_eq!(acts(directory.path()), before, "the log has no gap");
    assert!(journal.verify_chain().expect("it can be read").is_whole());
    audit_alone(&mut journal, AuditAct::JournalAcknowledged).expect("there is room");
    write(&mut journal, 500, &[SaleEvent::Abandoned]).expect("there is room");
    drop(journal);
    assert_eq!(acts(directory.path()).len(), before.len() + 1);
    assert!(open(directory.path()).verify_chain().expect("it can be read").is_whole());
}

#[test]
fn a_lost_line_of_the_log_stays_a_gap_in_its_numbers() {
    let directory = tempfile::tempdir().expect("a directory");
    traded(directory.path());
    let total = acts(directory.path()).len();
    spoil(directory.path(), "audit", 5);
    let mut journal = open(directory.path());
    assert!(journal.begun_anew().expect("it can be read").is_some());
    assert_eq!(journal.recent(9).expect("it can be read").len(), 6, "no sale was touched");
    audit_alone(&mut journal, AuditAct::JournalAcknowledged).expect("there is room");
    let lines = audit::before(&journal.connection, u32::MAX, 500).expect("it can be read");
    let numbers: Vec<usize> = lines.iter().rev().map(|line| usize::try_from(line.0).expect("small")).collect();
    let expected: Vec<usize> = (1..=total + 1).filter(|number| *number != 5).collect();
    assert_eq!(numbers, expected);
}
