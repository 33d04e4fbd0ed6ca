//! Whether a file can be relied on, before anything is written to it.
//!
//! SQLite keeps no check sums, so its own check sees a broken page but not a flipped digit; the chain sees that. Both
//! grow with the file. A small file, a week of trade, is therefore checked whole; of a bigger one only the schema, the
//! witness and the newest entries. What is older is checked entry by entry whenever it is read, and whole again at the
//! next start once such a reading found something, and by every report of the chain.

use rusqlite::{Connection, ErrorCode, Transaction, ffi};

use super::entries::{self, Subject};
use super::witness::Witnessed;
use super::{chain, migrations, projection, refunds, shifts};
use crate::journal::JournalError;

/// Up to so many entries everything is checked at the start.
const WHOLE_UP_TO: i64 = 2_000;

/// In a bigger file, the newest entries that are.
const NEWEST: i64 = 500;

/// What is wrong with a file.
#[derive(Debug)]
pub(super) enum Finding {
    /// Its content cannot be relied on.
    Damage(String),
    /// It cannot be used as it stands, and that says nothing about its content.
    Trouble(JournalError),
}

impl From<rusqlite::Error> for Finding {
    fn from(error: rusqlite::Error) -> Self {
        if is_trouble(&error) { Self::Trouble(error.into()) } else { Self::Damage(error.to_string()) }
    }
}

impl From<JournalError> for Finding {
    fn from(error: JournalError) -> Self {
        match error {
            JournalError::Database(error) => error.into(),
            JournalError::Damaged(reason) => Self::Damage(reason),
            error @ (JournalError::Unreadable { .. } | JournalError::UnreadableShift { .. }) => {
                Self::Damage(error.to_string())
            }
            error @ (JournalError::AlreadyRunning
            | JournalError::NewerFile { .. }
            | JournalError::NetworkDrive { .. }
            | JournalError::NoRoom(_)
            | JournalError::Taken { .. }
            | JournalError::Gap { .. }
            | JournalError::Directory(_)
            | JournalError::Json(_)) => Self::Trouble(error),
        }
    }
}

/// Whether an error is about the disk, the lock or the permission, not about what the file says. Everything else that
/// a query can fail with means that the file is not what was written.
fn is_trouble(error: &rusqlite::Error) -> bool {
    let rusqlite::Error::SqliteFailure(failure, _) = error else { return false };
    let is_short = failure.extended_code == ffi::SQLITE_IOERR_SHORT_READ;
    let is_about_the_disk = matches!(
        failure.code,
        ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::SystemIoFailure
            | ErrorCode::CannotOpen
            | ErrorCode::ReadOnly
            | ErrorCode::PermissionDenied
            | ErrorCode::OutOfMemory
            | ErrorCode::DiskFull
            | ErrorCode::FileLockingProtocolFailed
    );
    is_about_the_disk && !is_short
}

/// Examines a file that is there. `witness` is what its own witness says; `is_suspect` asks for the whole check.
pub(super) fn examine(connection: &Connection, witness: Witnessed, is_suspect: bool) -> Result<(), Finding> {
    migrations::read_version(connection)?;
    same_schema(connection)?;
    let (newest, link) = chain::head(connection)?;
    let Witnessed { position, link: witnessed, .. } = witness;
    if chain::link_at(connection, position)? != Some(witnessed) {
        return Err(Finding::Damage(format!("entry {position}, which was written, is missing")));
    }
    let is_whole = newest <= WHOLE_UP_TO || is_suspect;
    if is_whole {
        let mut check = connection.prepare("PRAGMA integrity_check(1)")?;
        let finding: String = check.query_row([], |row| row.get(0))?;
        if finding != "ok" {
            return Err(Finding::Damage(finding));
        }
        if let Some(position) = chain::verify(connection)?.broken_at {
            return Err(Finding::Damage(format!("entry {position} is not what was written")));
        }
    } else {
        chain::verify_newest(connection, newest - NEWEST, newest, &link)?;
    }
    same_rows(connection, if is_whole { 0 } else { newest - NEWEST })
}

/// Whether the row of every shift and sale that has an entry after `since` is what a replay gives.
fn same_rows(connection: &Connection, since: i64) -> Result<(), Finding> {
    let mut fresh = Connection::open_in_memory()?;
    migrations::migrate(&mut fresh, migrations::STEPS)?;
    let replayed = fresh.transaction()?;
    for number in entries::numbers_since(connection, Subject::Shift, since)? {
        shifts::rebuild(connection, &replayed, number)?;
        if shifts::row(connection, number)? != shifts::row(&replayed, number)? {
            return Err(Finding::Damage(format!("the row of shift {number} is not what its entries say")));
        }
    }
    let numbers = entries::numbers_since(connection, Subject::Sale, since)?;
    for number in &numbers {
        projection::rebuild(connection, &replayed, *number)?;
        if projection::row(connection, *number)? != projection::row(&replayed, *number)? {
            return Err(Finding::Damage(format!("the row of sale {number} is not what its entries say")));
        }
    }
    if since > 0 {
        return Ok(());
    }
    let rows: i64 = connection.query_row("SELECT count(*) FROM sales", [], |row| row.get(0))?;
    if usize::try_from(rows) != Ok(numbers.len()) {
        return Err(Finding::Damage("there are rows of sales without entries".to_owned()));
    }
    same_refunds(connection, &replayed, since)
}

/// The same of every refund.
fn same_refunds(connection: &Connection, replayed: &Transaction<'_>, since: i64) -> Result<(), Finding> {
    let numbers = entries::numbers_since(connection, Subject::Refund, since)?;
    for number in &numbers {
        refunds::rebuild(connection, replayed, *number)?;
        if refunds::row(connection, *number)? != refunds::row(replayed, *number)? {
            return Err(Finding::Damage(format!("the row of the refund of sale {number} is not what its entries say")));
        }
    }
    let rows: i64 = connection.query_row("SELECT count(*) FROM refunds", [], |row| row.get(0))?;
    if since == 0 && usize::try_from(rows) != Ok(numbers.len()) {
        return Err(Finding::Damage("there are rows of refunds without entries".to_owned()));
    }
    Ok(())
}

/// Whether tables, indexes and triggers are those that the steps up to the file's format make.
fn same_schema(connection: &Connection) -> Result<(), Finding> {
    let version = migrations::read_version(connection)?;
    let mut fresh = Connection::open_in_memory()?;
    let steps = usize::try_from(version).ok().and_then(|version| migrations::STEPS.get(..version)).unwrap_or_default();
    migrations::migrate(&mut fresh, steps)?;
    if schema(connection)? == schema(&fresh)? {
        Ok(())
    } else {
        Err(Finding::Damage("its tables are not those of its format".to_owned()))
    }
}

type SchemaRow = (String, String, String, Option<String>);

fn schema(connection: &Connection) -> Result<Vec<SchemaRow>, rusqlite::Error> {
    let mut statement =
        connection.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    rows.collect()
}
