//! A damaged journal is set aside, never deleted; what can be relied on goes on in a new one, and staff are told.

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use rusqlite::Connection;

use super::SqliteJournal;
use super::tests::{open, write};
use crate::journal::{BegunAnew, Journal, JournalError};
use crate::sale::SaleEvent;
use crate::tag::SaleNumber;

/// A closed journal of so many sales with two entries each.
fn sold(directory: &Path, sales: u32) {
    let mut journal = open(directory);
    for number in 1..=sales {
        write(&mut journal, number, &[SaleEvent::Abandoned]).expect("the disk has room");
    }
}

fn begun_anew(journal: &SqliteJournal) -> BegunAnew {
    journal.begun_anew().expect("it can be read").expect("it was begun anew")
}

fn edit(directory: &Path, sql: &str) {
    let raw = Connection::open(SqliteJournal::path(directory)).expect("a database");
    let triggers = ["entries_follow_each_other", "entries_are_never_changed", "entries_are_never_removed"];
    let definitions = triggers.map(|trigger| -> String {
        let query = "SELECT sql FROM sqlite_schema WHERE name = ?1";
        let definition = raw.query_row(query, [trigger], |row| row.get(0)).expect("it is there");
        raw.execute_batch(&format!("DROP TRIGGER {trigger}")).expect("it is there");
        definition
    });
    raw.execute_batch(sql).expect("the edit is possible");
    for definition in definitions {
        raw.execute_batch(&definition).expect("it is put back");
    }
}

#[test]
fn a_file_that_is_no_journal_is_set_aside_as_it_is() {
    let directory = tempfile::tempdir().expect("a directory");
    let text = "this was a journal once ".repeat(500);
    fs::write(SqliteJournal::path(directory.path()), &text).expect("it can be written");
    let journal = open(directory.path());
    let begun = begun_anew(&journal);
    let aside = directory.path().join(begun.set_aside.expect("something was there"));
    assert_eq!(fs::read_to_string(aside).expect("it is still there"), text);
    assert_eq!((begun.carried_over, begun.whole_until), (0, None));
    assert!(begun.numbers_after >= SaleNumber(10_000), "nothing is known of the numbers that were given");
    assert_eq!(journal.last_number().expect("it can be read"), Some(begun.numbers_after));
}

#[test]
fn an_edited_entry_costs_only_what_came_after_it_in_its_own_sale() {
    let directory = tempfile::tempdir().expect("a directory");
    sold(directory.path(), 5);
    edit(directory.path(), "UPDATE entries SET at = '2001-01-01T00:00:00Z' WHERE position = 6");
    let journal = open(directory.path());
    let begun = begun_anew(&journal);
    assert_eq!((begun.carried_over, begun.incomplete), (5, 1));
    assert_eq!(begun.numbers_after, SaleNumber(105), "what is missing could have been a sale");
    let stored = journal.recent(9).expect("it can be read");
    let entries: Vec<(u32, u32)> = stored.iter().map(|it| (it.sale.intent.number.0, it.entries)).collect();
    assert_eq!(entries, [(5, 2), (4, 2), (3, 1), (2, 2), (1, 2)]);
    assert!(journal.verify_chain().expect("it can be read").is_whole());
}

#[test]
fn an_edited_row_is_made_again_from_the_entries_and_nothing_is_lost() {
    let directory = tempfile::tempdir().expect("a directory");
    sold(directory.path(), 3);
    edit(directory.path(), "UPDATE sales SET amount = '1' WHERE number = 2");
    let journal = open(directory.path());
    let begun = begun_anew(&journal);
    assert_eq!((begun.carried_over, begun.incomplete, begun.numbers_after), (3, 0, SaleNumber(3)));
    assert_eq!(journal.recent(9).expect("it can be read").len(), 3);
}

#[test]
fn a_tail_that_is_gone_is_missed() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut journal = open(directory.path());
    for number in 1..=3 {
        write(&mut journal, number, &[]).expect("the disk has room");
    }
    let path = SqliteJournal::path(directory.path());
    let (main, log) = (fs::read(&path).expect("a file"), fs::read(path.with_extension("sqlite3-wal")).expect("a log"));
    drop(journal);
    fs::write(&path, main).expect("it can be written");
    fs::write(path.with_extension("sqlite3-wal"), &log[..log.len() - 5000]).expect("it can be written");
    let journal = open(directory.path());
    let begun = begun_anew(&journal);
    assert_eq!((begun.carried_over, begun.numbers_after), (2, SaleNumber(103)));
    let aside = directory.path().join(format!("{}-wal", begun.set_aside.expect("it was there")));
    assert_eq!(fs::read(aside).expect("it is still there").len(), log.len() - 5000);
}

#[test]
fn a_journal_that_was_taken_away_is_missed() {
    let directory = tempfile::tempdir().expect("a directory");
    sold(directory.path(), 3);
    fs::remove_file(SqliteJournal::path(directory.path())).expect("it was there");
    let begun = begun_anew(&open(directory.path()));
    assert_eq!((begun.set_aside, begun.carried_over, begun.numbers_after), (None, 0, SaleNumber(103)));
}

#[test]
fn an_emptied_journal_is_not_taken_for_a_new_one() {
    let directory = tempfile::tempdir().expect("a directory");
    sold(directory.path(), 3);
    fs::write(SqliteJournal::path(directory.path()), "").expect("it can be emptied");
    fs::write(directory.path().join("journal.sqlite3-wal"), "its log").expect("it can be written");
    let begun = begun_anew(&open(directory.path()));
    assert_eq!(begun.numbers_after, SaleNumber(103));
    let log = directory.path().join(format!("{}-wal", begun.set_aside.expect("it was there")));
    assert_eq!(fs::read_to_string(log).expect("SQLite would have removed it"), "its log");
}

#[test]
fn a_flipped_format_is_damage_and_not_a_newer_program() {
    let directory = tempfile::tempdir().expect("a directory");
    sold(directory.path(), 2);
    let raw = Connection::open(SqliteJournal::path(directory.path())).expect("a database");
    raw.pragma_update(None, "user_version", 1 << 20).expect("it can be written");
    drop(raw);
    assert_eq!(begun_anew(&open(directory.path())).carried_over, 2);
}

#[test]
fn staff_are_told_until_they_have_seen_it_also_after_a_second_damage() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = SqliteJournal::path(directory.path());
    fs::write(&path, "no journal").expect("it can be written");
    let mut first = None;
    for _ in 0..2 {
        let begun = begun_anew(&open(directory.path()));
        assert!(!begun.is_acknowledged);
        first = Some(begun);
    }
    let mut journal = open(directory.path());
    for _ in 0..2 {
        journal.acknowledge_begun_anew(Timestamp::UNIX_EPOCH).expect("the disk has room");
    }
    assert!(begun_anew(&journal).is_acknowledged);
    drop(journal);
    assert!(begun_anew(&open(directory.path())).is_acknowledged);
    edit(directory.path(), "UPDATE head SET position = 77");
    let second = begun_anew(&open(directory.path()));
    assert!(!second.is_acknowledged);
    assert!(second.numbers_after >= first.map(|first| first.numbers_after).expect("it was begun anew"));
}

#[test]
fn a_kill_while_the_damaged_one_is_set_aside_is_made_good() {
    let directory = tempfile::tempdir().expect("a directory");
    sold(directory.path(), 3);
    let path = SqliteJournal::path(directory.path());
    edit(directory.path(), "UPDATE sales SET amount = '1' WHERE number = 2");
    drop(open(directory.path()));
    // As it was between the two moves: the new one is ready, the old one's log has not been moved yet.
    fs::rename(&path, directory.path().join("journal.ready")).expect("it can be moved");
    fs::write(directory.path().join("journal.sqlite3-wal"), "the old one's log").expect("it can be written");
    let journal = open(directory.path());
    let begun = begun_anew(&journal);
    assert_eq!(begun.carried_over, 3);
    let log = directory.path().join(format!("{}-wal", begun.set_aside.expect("it was there")));
    assert_eq!(fs::read_to_string(log).expect("it is there"), "the old one's log");
}

#[test]
fn a_damaged_entry_that_is_read_later_is_refused_and_the_next_start_examines_everything() {
    let directory = tempfile::tempdir().expect("a directory");
    sold(directory.path(), 4);
    let journal = open(directory.path());
    edit(directory.path(), "UPDATE entries SET entry = replace(entry, '1200', '1300') WHERE position = 3");
    assert!(matches!(journal.recent(9), Err(JournalError::Damaged(_))));
    assert!(super::opening::suspect(directory.path()).exists());
    drop(journal);
    let journal = open(directory.path());
    assert_eq!(begun_anew(&journal).carried_over, 3);
    assert!(!super::opening::suspect(directory.path()).exists());
}

#[test]
fn no_sale_is_begun_without_room_for_its_end() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut journal = open(directory.path());
    write(&mut journal, 1, &[]).expect("the disk has room");
    assert!(journal.reserve.free());
    // A folder in its place: the room cannot be made again.
    fs::create_dir(directory.path().join("journal.reserve")).expect("a folder");
    assert!(matches!(write(&mut journal, 2, &[]), Err(JournalError::NoRoom(_))));
    assert_eq!(journal.last_number().expect("it can be read"), Some(SaleNumber(1)));
    fs::remove_dir(directory.path().join("journal.reserve")).expect("a folder");
    write(&mut journal, 2, &[]).expect("there is room again");
}
