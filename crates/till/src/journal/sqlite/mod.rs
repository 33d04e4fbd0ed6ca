//! The journal as a SQLite file: WAL with `synchronous=FULL`, so that what was committed survives a power cut.
//!
//! `opening` says how a file comes to be there, `soundness` whether it can be relied on, `salvage` what is left of a
//! damaged one. A file is never repaired or removed: a damaged one is set aside, one of a newer program is refused.

pub(crate) mod audit;
#[cfg(test)]
mod audit_tests;
mod bills;
pub(crate) mod chain;
#[cfg(test)]
mod chain_tests;
pub(crate) mod columns;
#[cfg(test)]
mod damage_tests;
mod drive;
mod entries;
mod history;
mod migrations;
mod opening;
mod projection;
#[cfg(test)]
mod refund_tests;
mod refunds;
mod reserve;
mod salvage;
#[cfg(test)]
mod shift_tests;
pub(crate) mod shifts;
mod soundness;
#[cfg(test)]
mod tests;
mod witness;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use partner_api::ids::CashtrayId;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, TransactionBehavior};

use self::entries::{Appended, Subject};
use self::reserve::Reserve;
use self::witness::{Witness, Witnessed};
use super::{
    Alongside, AuditRecord, BegunAnew, BillRecord, ChainReport, Journal, JournalError, Record, RefundRecord,
    ShiftRecord, StoredBill, StoredRefund, StoredSale, StoredShift, replay,
};
use crate::clock::{Clock, SystemClock};
use crate::lock::DataLock;
use crate::sale::Entry;
use crate::shift::{Figures, ShiftNumber};
use crate::tag::{SaleNumber, Tag};

/// How long a write waits while a backup or a virus scanner holds the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// The journal of one till, in one directory that no other program uses meanwhile.
#[derive(Debug)]
pub struct SqliteJournal {
    connection: Connection,
    directory: PathBuf,
    witness: Witness,
    reserve: Reserve,
    _lock: DataLock,
}

impl SqliteJournal {
    /// Opens the journal of a data directory, or makes one. The directory is made where it is missing. A damaged
    /// journal is set aside and begun anew, which [`Journal::begun_anew`] then tells.
    pub fn open(directory: &Path) -> Result<Self, JournalError> {
        Self::open_patiently(directory, BUSY_TIMEOUT)
    }

    /// The same with another patience for a file that is held by somebody else, at the start and with every write.
    /// [`SqliteJournal::open`] waits 5 s.
    pub fn open_patiently(directory: &Path, busy: Duration) -> Result<Self, JournalError> {
        fs::create_dir_all(directory)?;
        drive::refuse_network(directory)?;
        let lock = DataLock::take(directory)?;
        let connection = opening::open(directory, SystemClock.wall(), busy)?;
        let mut witness = Witness::open(directory)?;
        witness.keep(&newest(&connection)?);
        let reserve = Reserve::open(directory);
        Ok(Self { connection, directory: directory.to_owned(), witness, reserve, _lock: lock })
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
        let entries = entries::read(&self.connection, Subject::Sale, number);
        if let Err(JournalError::Damaged(reason)) = &entries {
            tracing::error!(number, reason, "an entry is damaged; the next start examines the whole journal");
            if let Err(error) = fs::File::create(opening::suspect(&self.directory)) {
                tracing::error!(%error, "the journal could not be marked for that");
            }
        }
        replay(SaleNumber(number), entries?)
    }

    fn numbers(&self, query: &str, limit: i64) -> Result<Vec<u32>, JournalError> {
        let mut statement = self.connection.prepare_cached(query)?;
        let numbers = statement.query_map([limit], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(numbers)
    }
}

impl SqliteJournal {
    /// Carries out what has to be written as one, and keeps witness of it.
    fn write(
        &mut self,
        act: impl Fn(&rusqlite::Transaction<'_>) -> Result<(), JournalError>,
    ) -> Result<(), JournalError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        act(&transaction)?;
        let witnessed = newest(&transaction)?;
        transaction.commit()?;
        self.witness.keep(&witnessed);
        Ok(())
    }

    /// As [`SqliteJournal::write`]. On a full disk what goes on, and does not begin, uses the room kept in reserve.
    fn write_with_reserve(
        &mut self,
        begins: bool,
        act: impl Fn(&rusqlite::Transaction<'_>) -> Result<(), JournalError>,
    ) -> Result<(), JournalError> {
        match self.write(&act) {
            Err(error) if is_full(&error) && !begins && self.reserve.free() => {
                tracing::warn!(%error, "the disk is full; the room kept in reserve is used");
                self.write(&act)
            }
            written => written,
        }
    }
}

/// What the witness is to keep.
fn newest(connection: &Connection) -> Result<Witnessed, JournalError> {
    let (position, link) = chain::head(connection)?;
    Ok(Witnessed { position, number: last_number(connection)?, link })
}

/// The highest number that a sale has or may have had; 0 before the first.
fn last_number(connection: &Connection) -> Result<u32, JournalError> {
    let query = "SELECT max(number) FROM sales";
    let last: Option<u32> = connection.prepare_cached(query)?.query_row([], |row| row.get(0))?;
    let before = history::begun_anew(connection)?.map(|begun| begun.numbers_after.0);
    Ok(last.max(before).unwrap_or(0))
}

/// One entry of a sale, with its row.
fn write_sale(transaction: &rusqlite::Transaction<'_>, record: &Record<'_>, entry: &str) -> Result<(), JournalError> {
    let number = record.sale.intent.number.0;
    match entries::append(transaction, Subject::Sale, number, record.seq, record.at, entry)? {
        Appended::Written => projection::write(transaction, record, shifts::current(transaction, None)?),
        Appended::AlreadyThere => Ok(()),
    }
}

fn is_full(error: &JournalError) -> bool {
    let JournalError::Database(rusqlite::Error::SqliteFailure(failure, _)) = error else { return false };
    matches!(failure.code, ErrorCode::DiskFull | ErrorCode::SystemIoFailure)
}

impl Journal for SqliteJournal {
    fn append(&mut self, record: &Record<'_>) -> Result<(), JournalError> {
        let entry = serde_json::to_string(record.entry)?;
        let begins = record.seq == 0;
        if begins {
            // A sale whose end could not be stored is not begun.
            self.reserve.keep().map_err(JournalError::NoRoom)?;
        }
        self.write_with_reserve(begins, |transaction| write_sale(transaction, record, &entry))
    }

    fn append_audited(&mut self, audit: &AuditRecord<'_>, alongside: &Alongside<'_>) -> Result<(), JournalError> {
        let begins = alongside.begins();
        if begins {
            self.reserve.keep().map_err(JournalError::NoRoom)?;
        }
        let entry = match alongside {
            Alongside::Sale(record) => serde_json::to_string(record.entry)?,
            Alongside::Refund(record) => serde_json::to_string(record.entry)?,
            Alongside::Bill(record) => serde_json::to_string(record.entry)?,
            Alongside::Nothing | Alongside::Shift(_) => String::new(),
        };
        self.write_with_reserve(begins, |transaction| {
            let (subject, number, seq) = match alongside {
                Alongside::Nothing => return audit::append(transaction, audit),
                Alongside::Sale(record) => (Subject::Sale, record.sale.intent.number.0, record.seq),
                Alongside::Refund(record) => (Subject::Refund, record.refund.intent.sale.0, record.seq),
                Alongside::Shift(record) => (Subject::Shift, record.shift.number.0, record.seq),
                Alongside::Bill(record) => (Subject::Bill, record.number.0, record.seq),
            };
            if !entries::is_there(transaction, subject, number, seq)? {
                audit::append(transaction, audit)?;
            }
            match alongside {
                Alongside::Nothing => Ok(()),
                Alongside::Sale(record) => write_sale(transaction, record, &entry),
                Alongside::Refund(record) => refunds::append(transaction, record, &entry),
                Alongside::Shift(record) => shifts::append(transaction, record),
                Alongside::Bill(record) => bills::append(transaction, record, &entry),
            }
        })
    }

    fn begun_anew(&self) -> Result<Option<BegunAnew>, JournalError> {
        history::begun_anew(&self.connection)
    }

    fn acknowledge_begun_anew(&mut self, at: Timestamp) -> Result<(), JournalError> {
        self.write(|transaction| history::acknowledge(transaction, at))
    }

    fn cashtray_of(&self, number: SaleNumber) -> Result<Option<CashtrayId>, JournalError> {
        let query = "SELECT cashtray_id FROM sales WHERE number = ?1";
        let mut statement = self.connection.prepare_cached(query)?;
        let found: Option<Option<String>> = statement.query_row([number.0], |row| row.get(0)).optional()?;
        let unreadable = |_| JournalError::Unreadable { number: number.0, reason: "its tray has no id".to_owned() };
        found.flatten().map(|id| id.parse().map_err(unreadable)).transpose()
    }

    fn append_shift(&mut self, record: &ShiftRecord<'_>) -> Result<(), JournalError> {
        self.write(|transaction| shifts::append(transaction, record))
    }

    fn last_shift(&self) -> Result<Option<StoredShift>, JournalError> {
        shifts::last(&self.connection)
    }

    fn figures(&self, shift: ShiftNumber) -> Result<Figures, JournalError> {
        shifts::figures(&self.connection, shift)
    }

    fn verify_chain(&self) -> Result<ChainReport, JournalError> {
        chain::verify(&self.connection)
    }

    fn last_number(&self) -> Result<Option<SaleNumber>, JournalError> {
        let last = last_number(&self.connection)?;
        Ok((last > 0).then_some(SaleNumber(last)))
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

    fn sale(&self, number: SaleNumber) -> Result<Option<StoredSale>, JournalError> {
        let query = "SELECT number FROM sales WHERE number = ?1";
        self.numbers(query, i64::from(number.0))?.into_iter().next().map(|number| self.stored(number)).transpose()
    }

    fn tagged(&self, tag: &Tag) -> Result<Option<StoredSale>, JournalError> {
        let query = "SELECT number FROM sales WHERE tag = ?1";
        let mut statement = self.connection.prepare_cached(query)?;
        let number: Option<u32> = statement.query_row([tag.as_str()], |row| row.get(0)).optional()?;
        number.map(|number| self.stored(number)).transpose()
    }

    fn append_refund(&mut self, record: &RefundRecord<'_>) -> Result<(), JournalError> {
        let entry = serde_json::to_string(record.entry)?;
        let begins = record.seq == 0;
        if begins {
            // A refund whose end could not be stored is not begun.
            self.reserve.keep().map_err(JournalError::NoRoom)?;
        }
        self.write_with_reserve(begins, |transaction| refunds::append(transaction, record, &entry))
    }

    fn append_bill(&mut self, record: &BillRecord<'_>) -> Result<(), JournalError> {
        let entry = serde_json::to_string(record.entry)?;
        self.write_with_reserve(record.seq == 0, |transaction| bills::append(transaction, record, &entry))
    }

    fn last_bill(&self) -> Result<Option<StoredBill>, JournalError> {
        bills::last(&self.connection)
    }

    fn unfinished_refunds(&self) -> Result<Vec<StoredRefund>, JournalError> {
        refunds::unfinished(&self.connection)
    }

    fn refund_of(&self, sale: SaleNumber) -> Result<Option<StoredRefund>, JournalError> {
        refunds::of(&self.connection, sale)
    }
}

/// The entries of a sale in order, each with its time.
pub(crate) fn sale_entries(
    connection: &Connection,
    number: SaleNumber,
) -> Result<Vec<(Timestamp, Entry)>, JournalError> {
    entries::read(connection, Subject::Sale, number.0)
}
