//! An audit log that somebody edits with another program (reliability, S6): none of it may stay unseen.
//!
//! Whoever edits knows SQLite and has the file to themselves: triggers and checks are gone first. One edit is made at a
//! time, and the chain is computed as `cashtray-terminal audit verify` does.

use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use jiff::Timestamp;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use rusqlite::{Connection, Transaction, params};
use till::audit::{AuditAct, AuditEntry, AuditPerson, By};
use till::books::Books;
use till::journal::{Alongside, AuditRecord, Journal, SqliteJournal};
use till::money::Direction;
use till::shift::ShopDay;

use crate::sales::sell;
use crate::scratch;

/// How many lines the log has that is edited, each beside a sale.
const LINES: u32 = 60;

/// What came of many edits.
#[derive(Debug, Default)]
pub struct Tally {
    /// How many were made.
    pub edits: u64,
    /// Those that the chain did not show, each with its seed.
    pub unseen: Vec<String>,
}

/// Makes so many edits, each by its seed from `first` on.
pub fn run(first: u64, edits: u64) -> Result<Tally> {
    let directory = scratch::in_memory()?;
    write(directory.path())?;
    let books = Books::open(directory.path(), "A".parse()?, ShopDay::default())?;
    ensure!(books.verify_chain()?.is_whole(), "the log is broken before anybody was at it");
    let mut file = Connection::open(SqliteJournal::path(directory.path()))?;
    file.pragma_update(None, "ignore_check_constraints", true)?;
    for trigger in ["entries_follow_each_other", "entries_are_never_changed", "entries_are_never_removed"] {
        file.execute_batch(&format!("DROP TRIGGER {trigger}"))?;
    }
    let mut tally = Tally { edits, ..Tally::default() };
    for seed in first..first + edits {
        let (edit, undo) = make(&mut file, seed)?;
        if books.verify_chain()?.is_whole() {
            tally.unseen.push(format!("seed {seed}: {edit}"));
        }
        file.execute_batch(&undo).with_context(|| format!("seed {seed}: {edit} cannot be taken back"))?;
    }
    ensure!(books.verify_chain()?.is_whole(), "an edit was not taken back");
    Ok(tally)
}

/// A journal of sales, each with a line about who did it.
fn write(directory: &Path) -> Result<()> {
    let mut journal = SqliteJournal::open(directory)?;
    for number in 1..=LINES {
        let person = |id: u32, name: &str| AuditPerson { id, name: name.to_owned() };
        let number_text = format!("A-{number:04}");
        let act = match number % 4 {
            0 => AuditAct::LoggedIn { person: person(2, "林") },
            1 => AuditAct::Started { number: number_text, direction: Direction::Topup, amount: "3000".to_owned() },
            2 => AuditAct::RefundAsked {
                number: number_text,
                direction: Direction::Payment,
                amount: "1200".to_owned(),
                reason: "サイズ違い".to_owned(),
            },
            _ => AuditAct::WrongPin { person: None },
        };
        let by = By { who: Some(person(2, "林")), approved_by: (number % 2 == 0).then(|| person(1, "森")) };
        let at = Timestamp::from_second(1_800_000_000 + i64::from(number))?;
        journal.append_audited(&AuditRecord { at, entry: &AuditEntry { by, act } }, &Alongside::Nothing)?;
        sell(&mut journal, number, |_, _| {})?;
    }
    Ok(())
}

/// Makes one edit of one line of the log; answers what it is, and the statement that takes it back.
fn make(file: &mut Connection, seed: u64) -> Result<(String, String)> {
    let mut dice = StdRng::seed_from_u64(seed);
    let line = dice.random_range(1..=LINES);
    let transaction = file.transaction()?;
    let before = row(&transaction, line)?;
    let (position, number, seq, at, entry) = before.clone();
    let (what, sql) = match dice.random_range(0..6) {
        0 => ("is removed", "DELETE FROM entries WHERE position = ?1".to_owned()),
        1 => ("has another time", set("at", &another_letter(&mut dice, &at))),
        2 => ("has another number", format!("UPDATE entries SET number = number + {} WHERE position = ?1", 1_000)),
        3 => ("is about something else", set("subject", "journal")),
        _ => ("has another letter", set("entry", &another_letter(&mut dice, &entry))),
    };
    ensure!(transaction.execute(&sql, [position])? == 1, "line {line} cannot be edited");
    transaction.commit()?;
    let chain = format!("(SELECT chain FROM kept WHERE position = {position})");
    let undo = format!(
        "INSERT OR REPLACE INTO entries (position, subject, number, seq, at, entry, chain)
         VALUES ({position}, 'audit', {number}, {seq}, {}, {}, {chain})",
        quoted(&at),
        quoted(&entry)
    );
    Ok((format!("line {line} {what}"), undo))
}

type Row = (i64, u32, u32, String, String);

/// A line as it stands. Its link is kept beside the entries, in a table that the journal does not look at.
fn row(transaction: &Transaction<'_>, line: u32) -> Result<Row> {
    let query = "SELECT position, number, seq, at, entry FROM entries WHERE subject = 'audit' AND number = ?1";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?));
    let found: Row = transaction.query_row(query, [line], read)?;
    transaction.execute_batch("CREATE TEMP TABLE IF NOT EXISTS kept (position INTEGER PRIMARY KEY, chain BLOB)")?;
    let keep = "INSERT OR IGNORE INTO kept SELECT position, chain FROM entries WHERE position = ?1";
    transaction.execute(keep, params![found.0])?;
    Ok(found)
}

fn set(column: &str, value: &str) -> String {
    format!("UPDATE entries SET {column} = {} WHERE position = ?1", quoted(value))
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// The same text with one other letter or digit in it.
fn another_letter(dice: &mut StdRng, text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let at = dice.random_range(0..letters.len());
    let other = if letters[at] == '7' { '8' } else { '7' };
    letters.iter().enumerate().map(|(place, letter)| if place == at { other } else { *letter }).collect()
}

impl Tally {
    /// The figure in one line; an error when an edit stayed unseen.
    pub fn conclude(&self) -> Result<String> {
        let line = format!("S6: {} random edits of the audit log: {} unseen", self.edits, self.unseen.len());
        if self.unseen.is_empty() { Ok(line) } else { bail!("{line}\n{}", self.unseen.join("\n")) }
    }
}
