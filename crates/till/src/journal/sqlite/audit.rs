//! The audit log in the file: entries like all others, numbered from 1, without a table of their own.

use rusqlite::{Connection, Transaction, params};

use super::entries::{self, Subject};
use crate::audit::AuditEntry;
use crate::journal::{AuditRecord, JournalError};

/// Writes one entry.
pub(super) fn append(transaction: &Transaction<'_>, record: &AuditRecord<'_>) -> Result<(), JournalError> {
    let number = count(transaction)? + 1;
    let entry = serde_json::to_string(record.entry)?;
    entries::append(transaction, Subject::Audit, number, 0, record.at, &entry)?;
    Ok(())
}

/// How many entries there are.
pub(crate) fn count(connection: &Connection) -> Result<u32, JournalError> {
    Ok(entries::last_number(connection, Subject::Audit)?.unwrap_or(0))
}

/// One entry as it stands: its number, when it says it was, and what it says; `None` in place of what was not written
/// so.
pub(crate) type AuditLine = (u32, String, Option<AuditEntry>);

/// At most `limit` entries before the one of that number, newest first.
pub(crate) fn before(connection: &Connection, number: u32, limit: u32) -> Result<Vec<AuditLine>, JournalError> {
    let mut statement = connection.prepare_cached(
        "SELECT number, at FROM entries WHERE subject = ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3",
    )?;
    let rows =
        statement.query_map(params![Subject::Audit.name(), number, limit], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut lines = Vec::new();
    for row in rows {
        let (number, at): (u32, String) = row?;
        // A line that was tampered with is shown as that, and hides no other one.
        let entry = match entries::read::<AuditEntry>(connection, Subject::Audit, number) {
            Ok(mut entries) => entries.pop().map(|(_, entry)| entry),
            Err(JournalError::Damaged(_) | JournalError::Unreadable { .. }) => None,
            Err(error) => return Err(error),
        };
        lines.push((number, at, entry));
    }
    Ok(lines)
}
