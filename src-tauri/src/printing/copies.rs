//! How often each slip was printed, beside the journal: a second slip of one sale must say that it is one.

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, params};

/// The file in the till's folder.
const FILE: &str = "slips.sqlite";

/// How long a write waits while a backup holds the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// What was printed. Where the file cannot be used, nothing is known: then what staff ask for counts as a copy, because
/// two slips that both look like the first one are worse than a first one that is marked.
#[derive(Debug)]
pub(super) struct Copies(Option<Mutex<Connection>>);

impl Copies {
    /// Opens the record of a till's folder, or makes one.
    pub(super) fn open(folder: &Path) -> Self {
        match connect(folder) {
            Ok(connection) => Self(Some(Mutex::new(connection))),
            Err(error) => {
                tracing::error!(%error, "how often slips were printed is not known");
                Self(None)
            }
        }
    }

    /// How often a slip was given to a printer; `None` when that is not known.
    pub(super) fn given(&self, slip: &str) -> Option<u32> {
        self.with(|connection| {
            let count = connection.query_row("SELECT given FROM slip WHERE name = ?1", [slip], |row| row.get(0));
            Ok(count.optional()?.unwrap_or(0))
        })
    }

    /// Notes that a slip is given to a printer now.
    pub(super) fn give(&self, slip: &str) {
        self.with(|connection| {
            let note =
                "INSERT INTO slip (name, given) VALUES (?1, 1) ON CONFLICT (name) DO UPDATE SET given = given + 1";
            connection.execute(note, params![slip])
        });
    }

    fn with<T>(&self, act: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Option<T> {
        let connection = self.0.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
        act(&connection).inspect_err(|error| tracing::error!(%error, "the record of slips cannot be used")).ok()
    }
}

fn connect(folder: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(folder.join(FILE))?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         CREATE TABLE IF NOT EXISTS slip (name TEXT PRIMARY KEY, given INTEGER NOT NULL) STRICT, WITHOUT ROWID;",
    )?;
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use super::{Copies, FILE};

    #[test]
    fn copies_are_counted_across_restarts() {
        let folder = tempfile::tempdir().expect("a folder");
        let copies = Copies::open(folder.path());
        assert_eq!(copies.given("sale A-0001"), Some(0));
        copies.give("sale A-0001");
        drop(copies);
        let copies = Copies::open(folder.path());
        copies.give("sale A-0001");
        assert_eq!((copies.given("sale A-0001"), copies.given("sale A-0002")), (Some(2), Some(0)));
    }

    #[test]
    fn a_damaged_record_stops_nothing_and_claims_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(FILE), "this is no database, however long one looks at it").expect("a file");
        let copies = Copies::open(folder.path());
        copies.give("sale A-0001");
        assert_eq!(copies.given("sale A-0001"), None);
    }
}
