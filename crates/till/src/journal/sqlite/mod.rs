//! The journal as a SQLite file: WAL with `synchronous=FULL`, so that what was committed survives a power cut.
//!
//! The file is never repaired or removed here: a damaged or newer one is refused, and the program says so.

mod chain;
#[cfg(test)]
mod chain_tests;
mod entries;
mod migrations;
mod projection;
#[cfg(test)]
mod refund_tests;
mod refunds;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use self::entries::{Appended, Subject};
use super::{ChainReport, Journal, JournalError, Record, RefundRecord, StoredRefund, StoredSale, replay};
use crate::lock::DataLock;
use crate::tag::SaleNumber;

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
        migrations::migrate(&mut connection, migrations::STEPS)?;
        if is_new {
            // The file's own name must survive a power cut too.
            sync_directory(directory)?;
        }
        Ok(Self { connection, _lock: lock })
    }

    /// Computes the chain over all entries of a journal anew, without changing anything: also one that was set aside,
    /// or that a running till uses.
    pub fn verify_chain_of(path: &Path) -> Result<ChainReport, JournalError> {
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        chain::verify(&connection)
    }

    /// Where the journal of a data directory lies.
    pub fn path(directory: &Path) -> PathBuf {
        directory.join("journal.sqlite3")
    }

    fn stored(&self, number: u32) -> Result<StoredSale, JournalError> {
        replay(SaleNumber(number), entries::read(&self.connection, Subject::Sale, number)?)
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
        let appended = entries::append(&transaction, Subject::Sale, number, record.seq, record.at, &entry)?;
        if appended == Appended::AlreadyThere {
            return Ok(());
        }
        projection::write(&transaction, record)?;
        transaction.commit()?;
        Ok(())
    }

    fn verify_chain(&self) -> Result<ChainReport, JournalError> {
        chain::verify(&self.connection)
    }

    fn last_number(&self) -> Result<Option<SaleNumber>, JournalError> {
        let last: Option<u32> = self.connection.query_row("SELECT max(number) FROM sales", [], |row| row.get(0))?;
        Ok(last.map(SaleNumber))
    }

    fn unfinished(&self) -> Result<Vec<StoredSale>, JournalError> {
        let query = "SELECT number FROM sales WHERE place <> 'filed' ORDER BY number LIMIT ?1";
        self.numbers(query, i64::MAX)?.into_iter().map(|number| self.stored(number)).collect()
    }

    fn recent(&self, limit: usize) -> Result<Vec<StoredSale>, JournalError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let query = "SELECT number FROM sales ORDER BY number DESC LIMIT ?1";
        self.numbers(query, limit)?.into_iter().map(|number| self.stored(number)).collect()
    }

    fn sale(&self, number: SaleNumber) -> Result<Option<StoredSale>, JournalError> {
        let entries = entries::read(&self.connection, Subject::Sale, number.0)?;
        if entries.is_empty() { Ok(None) } else { replay(number, entries).map(Some) }
    }

    fn append_refund(&mut self, record: &RefundRecord<'_>) -> Result<(), JournalError> {
        let entry = serde_json::to_string(record.entry)?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let number = record.refund.intent.sale.0;
        let appended = entries::append(&transaction, Subject::Refund, number, record.seq, record.at, &entry)?;
        if appended == Appended::AlreadyThere {
            return Ok(());
        }
        refunds::write(&transaction, record)?;
        transaction.commit()?;
        Ok(())
    }

    fn unfinished_refunds(&self) -> Result<Vec<StoredRefund>, JournalError> {
        refunds::unfinished(&self.connection)
    }

    fn refund_of(&self, sale: SaleNumber) -> Result<Option<StoredRefund>, JournalError> {
        refunds::of(&self.connection, sale)
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
