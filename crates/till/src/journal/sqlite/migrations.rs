//! The file's formats, oldest first. Each step runs in one transaction together with its number.
//!
//! To change the format: add a step at the end, never touch one that was shipped.

use rusqlite::{Connection, TransactionBehavior};

use crate::journal::JournalError;

const STEPS: &[&str] = &[
    // 1: the entries, which nothing ever changes, and a projection of each sale beside them.
    "CREATE TABLE sales (
        number         INTEGER PRIMARY KEY CHECK (number > 0),
        tag            TEXT NOT NULL UNIQUE,
        direction      TEXT NOT NULL CHECK (direction IN ('payment', 'topup')),
        amount         TEXT NOT NULL,
        note           TEXT NOT NULL,
        started_at     TEXT NOT NULL,
        state          TEXT NOT NULL,
        place          TEXT NOT NULL CHECK (place IN ('screen', 'aside', 'filed')),
        cashtray_id    TEXT,
        expires_at     TEXT,
        ended_at       TEXT,
        error_type     TEXT,
        error_message  TEXT,
        transaction_id TEXT,
        done_at        TEXT,
        moved_amount   TEXT,
        money_amount   TEXT,
        point_amount   TEXT
    ) STRICT;
    CREATE INDEX sales_unfinished ON sales (number) WHERE place <> 'filed';
    CREATE TABLE sale_entries (
        sale  INTEGER NOT NULL REFERENCES sales (number),
        seq   INTEGER NOT NULL CHECK (seq >= 0),
        at    TEXT NOT NULL,
        entry TEXT NOT NULL CHECK (json_valid(entry)),
        PRIMARY KEY (sale, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER sale_entries_are_never_changed BEFORE UPDATE ON sale_entries
    BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
    CREATE TRIGGER sale_entries_are_never_removed BEFORE DELETE ON sale_entries
    BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;",
    // 2: whether the server's list is still to be asked about a sale that has ended.
    "ALTER TABLE sales ADD COLUMN is_sought INTEGER NOT NULL DEFAULT 0 CHECK (is_sought IN (0, 1));
    UPDATE sales SET is_sought = 1
        WHERE (state = 'not_created' AND cashtray_id IS NULL
               AND error_type IN ('no_answer', 'busy', 'unusable_answer', 'abandoned', 'interrupted'))
           OR (state = 'failed' AND error_type = 'unresolved');
    DROP INDEX sales_unfinished;
    CREATE INDEX sales_unfinished ON sales (number) WHERE place <> 'filed' OR is_sought;",
];

/// Brings the file to the newest format, or refuses one that is newer than this program.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), JournalError> {
    let known = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(JournalError::NewerFile { found, known });
    }
    for (version, step) in (1_i64..).zip(STEPS) {
        if version > found {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.execute_batch(step)?;
            transaction.pragma_update(None, "user_version", version)?;
            transaction.commit()?;
        }
    }
    Ok(())
}
