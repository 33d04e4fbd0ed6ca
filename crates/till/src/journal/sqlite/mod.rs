//! The journal as a SQLite file: WAL with `synchronous=FULL`, so that what was committed survives a power cut.
//!
//! The file is never repaired or removed here: a damaged or newer one is refused, and the program says so.

mod migrations;
mod projection;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior, params};

use super::{Journal, JournalError, Record, StoredSale, replay};
use crate::lock::DataLock;
use crate::sale::Entry;
use crate::tag::{SaleNumber, Tag};

/// How long a write waits while a backup or a virus scanner holds the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// The journal of one till, in one directory that no other program uses meanwhile.
#[derive(Debug)]
pub struct SqliteJournal {
    connection: Connection,
    _lock: DataLock,
}

impl SqliteJournal {
    /// Opens the journal of a data directory, or makes one. The directory is made where it is missing.
    pub fn open(directory: &Path) -> Result<Self, JournalError> {
        fs::create_dir_all(directory)?;
        let lock = DataLock::take(directory)?;
        let path = Self::path(directory);
        let is_new = !path.exists();
        let mut connection = Connection::open_with_flags(
            &path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        check(&connection)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        // Where an ordinary sync leaves data in the drive's cache (macOS); nothing elsewhere.
        connection.pragma_update(None, "fullfsync", true)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        migrations::migrate(&mut connection)?;
        if is_new {
            // The file's own name must survive a power cut too.
            sync_directory(directory)?;
        }
        Ok(Self { connection, _lock: lock })
    }

    /// Where the journal of a data directory lies.
    pub fn path(directory: &Path) -> PathBuf {
        directory.join("journal.sqlite3")
    }

    fn stored(&self, number: u32) -> Result<StoredSale, JournalError> {
        let unreadable = |reason: String| JournalError::Unreadable { number, reason };
        let mut statement =
            self.connection.prepare_cached("SELECT at, entry FROM sale_entries WHERE sale = ?1 ORDER BY seq")?;
        let rows = statement.query_map([number], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        let mut entries = Vec::new();
        for row in rows {
            let (at, entry) = row?;
            let at: Timestamp = at.parse().map_err(|error: jiff::Error| unreadable(error.to_string()))?;
            let entry: Entry = serde_json::from_str(&entry).map_err(|error| unreadable(error.to_string()))?;
            entries.push((at, entry));
        }
        replay(SaleNumber(number), entries)
    }

    fn numbers(&self, query: &str, limit: i64) -> Result<Vec<u32>, JournalError> {
        let mut statement = self.connection.prepare_cached(query)?;
        let numbers = statement.query_map([limit], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(numbers)
    }
}

impl Journal for SqliteJournal {
    fn append(&mut self, record: &Record<'_>) -> Result<(), JournalError> {
        let entry = serde_json::to_string(record.entry)?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let number = record.sale.intent.number.0;
        // A commit that reported an error may have been carried out all the same; the same entry is then there.
        let there: Option<String> = transaction
            .prepare_cached("SELECT entry FROM sale_entries WHERE sale = ?1 AND seq = ?2")?
            .query_row(params![number, record.seq], |row| row.get(0))
            .optional()?;
        if there.as_deref() == Some(&entry) {
            return Ok(());
        }
        projection::write(&transaction, record)?;
        transaction
            .prepare_cached("INSERT INTO sale_entries (sale, seq, at, entry) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![number, record.seq, record.at.to_string(), entry])?;
        transaction.commit()?;
        Ok(())
    }

    fn last_number(&self) -> Result<Option<SaleNumber>, JournalError> {
        let last: Option<u32> = self.connection.query_row("SELECT max(number) FROM sales", [], |row| row.get(0))?;
        Ok(last.map(SaleNumber))
    }

    fn unfinished(&self) -> Result<Vec<StoredSale>, JournalError> {
        let query = "SELECT number FROM sales WHERE place <> 'filed' OR is_sought ORDER BY number LIMIT ?1";
        self.numbers(query, i64::MAX)?.into_iter().map(|number| self.stored(number)).collect()
    }

    fn recent(&self, limit: usize) -> Result<Vec<StoredSale>, JournalError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let query = "SELECT number FROM sales ORDER BY number DESC LIMIT ?1";
        self.numbers(query, limit)?.into_iter().map(|number| self.stored(number)).collect()
    }

    fn tagged(&self, tag: &Tag) -> Result<Option<StoredSale>, JournalError> {
        let query = "SELECT number FROM sales WHERE tag = ?1";
        let mut statement = self.connection.prepare_cached(query)?;
        let number: Option<u32> = statement.query_row([tag.as_str()], |row| row.get(0)).optional()?;
        number.map(|number| self.stored(number)).transpose()
    }
}

/// Refuses a file that SQLite finds damaged, before anything is written to it.
fn check(connection: &Connection) -> Result<(), JournalError> {
    let damaged = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase | rusqlite::ErrorCode::DatabaseCorrupt) => {
            JournalError::Damaged(error.to_string())
        }
        _ => JournalError::Database(error),
    };
    let finding: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(damaged)?;
    if finding == "ok" { Ok(()) } else { Err(JournalError::Damaged(finding)) }
}

#[cfg(unix)]
fn sync_directory(directory: &Path) -> std::io::Result<()> {
    fs::File::open(directory)?.sync_all()?;
    // The directory itself may be new in its parent.
    match directory.canonicalize()?.parent() {
        Some(parent) => fs::File::open(parent)?.sync_all(),
        None => Ok(()),
    }
}

#[cfg(not(unix))]
fn sync_directory(_directory: &Path) -> std::io::Result<()> {
    // Other systems write a file's name together with the file.
    Ok(())
}
