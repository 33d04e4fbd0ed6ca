//! The file's formats, oldest first. Each step runs in one transaction together with its number, so that a kill in
//! the middle leaves the format before it (reliability, E6).
//!
//! To change the format: a file in `steps/` and its line here; never touch one that was shipped.

use rusqlite::{Connection, TransactionBehavior};

use crate::journal::JournalError;

pub(super) const STEPS: &[&str] = &[
    include_str!("steps/01_entries_and_sales.sql"),
    include_str!("steps/02_sought.sql"),
    include_str!("steps/03_shifts.sql"),
    include_str!("steps/04_refunds.sql"),
];

/// In the file's header, beside the format's number: a flipped bit in one of the two is not taken for a newer program.
const OURS: i64 = 0x4354_0000;

/// The file's format.
pub(super) fn read_version(connection: &Connection) -> Result<i64, JournalError> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let marked: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if version > 0 && marked == OURS + version {
        Ok(version)
    } else {
        Err(JournalError::Damaged(format!("its header says format {version} and mark {marked:x}")))
    }
}

/// Brings the file to the newest format, or refuses one that is newer than this program.
pub(super) fn migrate(connection: &mut Connection, steps: &[&str]) -> Result<(), JournalError> {
    let known = i64::try_from(steps.len()).unwrap_or(i64::MAX);
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(JournalError::NewerFile { found, known });
    }
    for (version, step) in (1_i64..).zip(steps) {
        if version > found {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.execute_batch(step)?;
            transaction.pragma_update(None, "user_version", version)?;
            transaction.pragma_update(None, "application_id", OURS + version)?;
            transaction.commit()?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::{STEPS, migrate};

    #[test]
    fn a_step_that_does_not_end_leaves_the_format_before_it() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("a file");
        let tables = |connection: &Connection| -> (i64, i64) {
            let version = connection.pragma_query_value(None, "user_version", |row| row.get(0));
            let tables = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0));
            (version.expect("a pragma"), tables.expect("a schema"))
        };
        let mut connection = Connection::open(&path).expect("a database");
        migrate(&mut connection, STEPS).expect("the steps that are shipped run");
        let before = tables(&connection);
        let breaks = "CREATE TABLE half (a TEXT) STRICT; DROP TABLE sales; INSERT INTO nowhere VALUES (1);";
        let longer: Vec<&str> = STEPS.iter().copied().chain([breaks]).collect();
        assert!(migrate(&mut connection, &longer).is_err());
        drop(connection);
        let mut connection = Connection::open(&path).expect("a database");
        assert_eq!(tables(&connection), before);
        let mended: Vec<&str> = STEPS.iter().copied().chain(["CREATE TABLE whole (a TEXT) STRICT;"]).collect();
        migrate(&mut connection, &mended).expect("the step can be taken later");
        assert_eq!(tables(&connection), (before.0 + 1, before.1 + 1));
    }
}
