//! The file keeps what was committed, refuses what it must not touch, and its projection never drifts.

use std::path::Path;

use jiff::Timestamp;
use proptest::prelude::*;
use rusqlite::Connection;

use super::SqliteJournal;
use crate::journal::{Journal, JournalError, MemoryJournal, Record};
use crate::sale::tests::{event, intent, lived};
use crate::sale::{Entry, Sale, SaleEvent};
use crate::tag::SaleNumber;

pub(super) fn write(journal: &mut dyn Journal, number: u32, events: &[SaleEvent]) -> Result<Sale, JournalError> {
    let mut sale = Sale::begin(intent(number));
    let begun = Entry::Begun(sale.intent.clone());
    let at = Timestamp::UNIX_EPOCH;
    journal.append(&Record { seq: 0, at, entry: &begun, sale: &sale })?;
    for (seq, event) in (1..).zip(events) {
        sale = sale.after(event).expect("only what can happen is written");
        let entry = Entry::Happened(event.clone());
        journal.append(&Record { seq, at, entry: &entry, sale: &sale })?;
    }
    Ok(sale)
}

pub(super) fn open(directory: &Path) -> SqliteJournal {
    SqliteJournal::open(directory).expect("it can be opened")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// File and memory, projection and replay: all say the same about every sale, also after the file is reopened.
    #[test]
    fn replay_and_projection_equal_the_live_sale(sales in prop::collection::vec(prop::collection::vec(event(), 0..12), 1..6)) {
        let directory = tempfile::tempdir().expect("a directory");
        let mut file = open(directory.path());
        let mut memory = MemoryJournal::default();
        let mut live = Vec::new();
        for (number, events) in (1..).zip(sales) {
            let (_, legal) = lived(events, number);
            let sale = write(&mut file, number, &legal).expect("the disk has room");
            write(&mut memory, number, &legal).expect("memory has room");
            live.push(sale);
        }
        drop(file);
        let file = open(directory.path());
        let unfinished = file.unfinished().expect("it can be read");
        prop_assert_eq!(&unfinished, &memory.unfinished().expect("it can be read"));
        prop_assert_eq!(file.recent(20).expect("it can be read"), memory.recent(20).expect("it can be read"));
        prop_assert_eq!(file.last_number().expect("it can be read"), Some(SaleNumber(u32::try_from(live.len()).expect("few"))));
        for sale in &live {
            let row: (String, String, bool) = file
                .connection
                .query_row(
                    "SELECT state, amount, ended_at IS NOT NULL FROM sales WHERE number = ?1",
                    [sale.intent.number.0],
                    |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
                )
                .expect("every sale has a row");
            prop_assert_eq!(row, (sale.state.name().to_owned(), sale.asked().to_string(), sale.state.is_final()));
            let is_unfinished = unfinished.iter().any(|stored| stored.sale == *sale);
            prop_assert_eq!(is_unfinished, !sale.is_over());
            let numbered = file.sale(sale.intent.number).expect("it can be read");
            let found = file.tagged(&sale.intent.tag).expect("it can be read");
            prop_assert_eq!(&found, &numbered);
            prop_assert_eq!(&found, &memory.tagged(&sale.intent.tag).expect("it can be read"));
            prop_assert_eq!(&found.expect("it was written").sale, sale);
        }
    }
}

#[test]
fn a_second_program_on_the_same_data_is_refused() {
    let directory = tempfile::tempdir().expect("a directory");
    let first = open(directory.path());
    assert!(matches!(SqliteJournal::open(directory.path()), Err(JournalError::AlreadyRunning)));
    drop(first);
    open(directory.path());
}

#[test]
fn a_file_of_a_newer_program_is_refused_and_left_as_it_is() {
    let directory = tempfile::tempdir().expect("a directory");
    drop(open(directory.path()));
    let raw = Connection::open(SqliteJournal::path(directory.path())).expect("a database");
    raw.pragma_update(None, "user_version", 99).expect("it can be written");
    raw.pragma_update(None, "application_id", 0x4354_0000 + 99).expect("it can be written");
    drop(raw);
    let refused = SqliteJournal::open(directory.path());
    assert!(matches!(refused, Err(JournalError::NewerFile { found: 99, .. })));
}

#[test]
fn the_same_entry_twice_is_one_and_another_one_in_its_place_is_refused() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut journal = open(directory.path());
    let sale = write(&mut journal, 1, &[]).expect("the disk has room");
    let after = sale.after(&SaleEvent::Abandoned).expect("it can be left");
    let at = Timestamp::UNIX_EPOCH;
    let entry = Entry::Happened(SaleEvent::Abandoned);
    for _ in 0..2 {
        journal.append(&Record { seq: 1, at, entry: &entry, sale: &after }).expect("the same again changes nothing");
    }
    let parked = sale.after(&SaleEvent::Parked).expect("it can be parked");
    let entry = Entry::Happened(SaleEvent::Parked);
    let refused = journal.append(&Record { seq: 1, at, entry: &entry, sale: &parked });
    assert!(matches!(refused, Err(JournalError::Taken { subject: "sale", number: 1, seq: 1 })));
    let refused = journal.append(&Record { seq: 3, at, entry: &entry, sale: &parked });
    assert!(matches!(refused, Err(JournalError::Gap { next: 2, .. })));
    let stored = journal.unfinished().expect("it can be read");
    assert_eq!((stored.len(), &stored[0].sale), (1, &after), "neither entry nor projection was touched");
}

#[test]
fn entries_can_be_neither_changed_nor_removed() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut journal = open(directory.path());
    write(&mut journal, 1, &[]).expect("the disk has room");
    assert!(journal.connection.execute("UPDATE entries SET at = 'x'", []).is_err());
    assert!(journal.connection.execute("DELETE FROM entries", []).is_err());
}

#[test]
fn what_is_committed_is_on_the_disk() {
    let directory = tempfile::tempdir().expect("a directory");
    let journal = open(directory.path());
    let pragma = |name: &str| {
        let value = journal.connection.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0));
        value.expect("a pragma")
    };
    assert_eq!(pragma("journal_mode"), rusqlite::types::Value::Text("wal".to_owned()));
    assert_eq!(pragma("synchronous"), rusqlite::types::Value::Integer(2));
}

#[test]
fn the_start_reads_by_index_however_many_sales_there_are() {
    let directory = tempfile::tempdir().expect("a directory");
    let journal = open(directory.path());
    let plan: String = journal
        .connection
        .query_row(
            "EXPLAIN QUERY PLAN SELECT number FROM sales WHERE place <> 'filed' OR is_sought ORDER BY number LIMIT 10",
            [],
            |row| row.get(3),
        )
        .expect("a plan");
    assert!(plan.contains("sales_unfinished"), "{plan}");
}
