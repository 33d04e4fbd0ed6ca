//! Whatever a hand does to the file with another program is found.

use proptest::prelude::*;
use rusqlite::{Connection, params};

use super::SqliteJournal;
use super::chain::verify;
use super::tests::{open, write};
use crate::journal::Journal;
use crate::sale::SaleEvent;

/// A change of the file by hand. Rows are counted from 0 and taken modulo their number.
#[derive(Clone, Debug)]
enum Edit {
    /// One more second, digit or letter in a column.
    Text { row: i64, column: &'static str, at: usize },
    /// Another number in a column.
    Number { row: i64, column: &'static str, by: i64 },
    /// One bit of a link.
    Bit { table: &'static str, row: i64, bit: usize },
    /// A row is taken out.
    Remove { row: i64 },
    /// The newest rows are cut off.
    Cut { rows: i64 },
    /// A row that nobody wrote, at the end.
    Add { copied: i64 },
    /// Two rows say each other's words.
    Swap { one: i64, other: i64 },
    /// The head is gone, or names another row.
    Head { position: Option<i64> },
}

fn edit() -> impl Strategy<Value = Edit> {
    let row = || 0_i64..1000;
    let text = prop::sample::select(vec!["subject", "at", "entry"]);
    let number = prop::sample::select(vec!["position", "number", "seq"]);
    let by = prop_oneof![-50_i64..0, 1_i64..50, Just(i64::from(u32::MAX))];
    prop_oneof![
        (row(), text, 0_usize..500).prop_map(|(row, column, at)| Edit::Text { row, column, at }),
        (row(), number, by).prop_map(|(row, column, by)| Edit::Number { row, column, by }),
        (prop::sample::select(vec!["entries", "head"]), row(), 0_usize..256).prop_map(|(table, row, bit)| Edit::Bit {
            table,
            row,
            bit
        }),
        row().prop_map(|row| Edit::Remove { row }),
        (1_i64..40).prop_map(|rows| Edit::Cut { rows }),
        row().prop_map(|copied| Edit::Add { copied }),
        (row(), row()).prop_map(|(one, other)| Edit::Swap { one, other }),
        prop::option::of(0_i64..1000).prop_map(|position| Edit::Head { position }),
    ]
}

/// Carries an edit out; `false` when it would change nothing.
fn carry_out(file: &Connection, edit: &Edit) -> rusqlite::Result<bool> {
    let rows: i64 = file.query_row("SELECT count(*) FROM entries", [], |row| row.get(0))?;
    let position = |row: i64| 1 + row % rows;
    let changed = match *edit {
        Edit::Text { row, column, at } => {
            let read = format!("SELECT {column} FROM entries WHERE position = ?1");
            let mut text: String = file.query_row(&read, [position(row)], |row| row.get(0))?;
            let places: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
            text.insert(places[at % places.len()], '7');
            file.execute(
                &format!("UPDATE entries SET {column} = ?2 WHERE position = ?1"),
                params![position(row), text],
            )?
        }
        Edit::Number { row, column, by } => {
            let query = format!("UPDATE OR IGNORE entries SET {column} = {column} + ?2 WHERE position = ?1");
            file.execute(&query, [position(row), by])?
        }
        Edit::Bit { table, row, bit } => {
            let only = if table == "head" { "" } else { " WHERE position = ?1" };
            let at = position(row);
            let mut link: [u8; 32] = if only.is_empty() {
                file.query_row("SELECT chain FROM head", [], |row| row.get(0))?
            } else {
                file.query_row("SELECT chain FROM entries WHERE position = ?1", [at], |row| row.get(0))?
            };
            link[bit / 8] ^= 1 << (bit % 8);
            file.execute(&format!("UPDATE {table} SET chain = ?2{only}"), params![at, link])?
        }
        Edit::Remove { row } => file.execute("DELETE FROM entries WHERE position = ?1", [position(row)])?,
        Edit::Cut { rows: newest } => file.execute("DELETE FROM entries WHERE position > ?1", [rows - newest])?,
        Edit::Add { copied } => file.execute(
            "INSERT INTO entries SELECT ?1 + 1, subject, number, seq + 100, at, entry, chain FROM entries
             WHERE position = ?2",
            [rows, position(copied)],
        )?,
        Edit::Swap { one, other } if position(one) == position(other) => 0,
        Edit::Swap { one, other } => {
            let words = |at: i64| -> rusqlite::Result<(String, String)> {
                let query = "SELECT at, entry FROM entries WHERE position = ?1";
                file.query_row(query, [at], |row| Ok((row.get(0)?, row.get(1)?)))
            };
            let (first, second) = (words(position(one))?, words(position(other))?);
            if first == second {
                return Ok(false);
            }
            for (at, (time, entry)) in [(position(one), second), (position(other), first)] {
                let query = "UPDATE entries SET at = ?2, entry = ?3 WHERE position = ?1";
                file.execute(query, params![at, time, entry])?;
            }
            2
        }
        Edit::Head { position: None } => file.execute("DELETE FROM head", [])?,
        Edit::Head { position: Some(at) } => {
            file.execute("UPDATE head SET position = ?1 WHERE position <> ?1", [at])?
        }
    };
    Ok(changed > 0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn no_edit_by_hand_stays_unseen(edit in edit()) {
        thread_local! {
            static FILE: (tempfile::TempDir, Connection) = sold();
        }
        FILE.with(|(_directory, file)| {
            let attempt = file.unchecked_transaction().expect("nothing else is under way");
            let is_changed = carry_out(&attempt, &edit).expect("the edit can be made");
            let report = verify(&attempt).expect("it can be read");
            attempt.rollback().expect("it can be taken back");
            prop_assert_eq!(report.is_whole(), !is_changed, "{:?}", report);
            prop_assert!(verify(file).expect("it can be read").is_whole());
            Ok(())
        })?;
    }
}

/// A journal with some sales in it, opened by another program that has no respect for triggers and checks.
fn sold() -> (tempfile::TempDir, Connection) {
    let directory = tempfile::tempdir().expect("a directory");
    let mut journal = open(directory.path());
    for number in 1..=12 {
        let events = [SaleEvent::Abandoned, SaleEvent::Parked];
        write(&mut journal, number, &events[..usize::try_from(number % 2).expect("small")]).expect("there is room");
    }
    assert!(journal.verify_chain().expect("it can be read").is_whole());
    drop(journal);
    let file = Connection::open(SqliteJournal::path(directory.path())).expect("a database");
    file.pragma_update(None, "ignore_check_constraints", true).expect("a pragma");
    for trigger in ["entries_follow_each_other", "entries_are_never_changed", "entries_are_never_removed"] {
        file.execute_batch(&format!("DROP TRIGGER {trigger}")).expect("it is there");
    }
    (directory, file)
}

#[test]
fn an_empty_journal_is_whole_and_its_report_names_the_beginning() {
    let directory = tempfile::tempdir().expect("a directory");
    let report = open(directory.path()).verify_chain().expect("it can be read");
    assert!(report.is_whole());
    assert_eq!((report.entries, report.head.to_string().len()), (0, 64));
}

#[test]
fn the_first_broken_place_is_named() {
    let (_directory, file) = sold();
    file.execute("UPDATE entries SET at = '1999-01-01T00:00:00Z' WHERE position IN (5, 9)", []).expect("an edit");
    assert_eq!(verify(&file).expect("it can be read").broken_at, Some(5));
}

#[test]
fn a_tail_that_was_cut_off_is_missed() {
    let (_directory, file) = sold();
    let rows: u64 = verify(&file).expect("it can be read").entries;
    file.execute("DELETE FROM entries WHERE position > (SELECT max(position) - 2 FROM entries)", []).expect("an edit");
    let report = verify(&file).expect("it can be read");
    assert_eq!((report.entries, report.broken_at), (rows - 2, Some(rows - 1)));
}
