//! What happened to the journal itself, as entries of the journal.

use jiff::Timestamp;
use rusqlite::{Connection, Transaction};
use serde::{Deserialize, Serialize};

use super::entries::{self, Subject};
use crate::journal::{BegunAnew, JournalError};

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "snake_case")]
enum Event {
    BegunAnew(BegunAnew),
    Acknowledged,
}

/// Writes that the journal was begun anew, after any earlier time that it was.
pub(super) fn begin_anew(transaction: &Transaction<'_>, begun: &BegunAnew) -> Result<(), JournalError> {
    let number = newest(transaction)?.map_or(1, |(number, _)| number + 1);
    let entry = serde_json::to_string(&Event::BegunAnew(begun.clone()))?;
    entries::append(transaction, Subject::Journal, number, 0, begun.at, &entry)?;
    Ok(())
}

/// The last time that the journal was begun anew.
pub(super) fn begun_anew(connection: &Connection) -> Result<Option<BegunAnew>, JournalError> {
    Ok(newest(connection)?.map(|(_, begun)| begun))
}

/// Staff have seen it.
pub(super) fn acknowledge(transaction: &Transaction<'_>, at: Timestamp) -> Result<(), JournalError> {
    if let Some((number, _)) = newest(transaction)?.filter(|(_, begun)| !begun.is_acknowledged) {
        let entry = serde_json::to_string(&Event::Acknowledged)?;
        entries::append(transaction, Subject::Journal, number, 1, at, &entry)?;
    }
    Ok(())
}

fn newest(connection: &Connection) -> Result<Option<(u32, BegunAnew)>, JournalError> {
    let Some(number) = entries::last_number(connection, Subject::Journal)? else { return Ok(None) };
    let mut found = None;
    for (_, event) in entries::read::<Event>(connection, Subject::Journal, number)? {
        match (event, &mut found) {
            (Event::BegunAnew(begun), _) => found = Some(begun),
            (Event::Acknowledged, Some(begun)) => begun.is_acknowledged = true,
            (Event::Acknowledged, None) => {}
        }
    }
    Ok(found.map(|begun| (number, begun)))
}
