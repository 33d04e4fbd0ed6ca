//! Bills have no row: only the newest is ever asked for, and replaying its few entries costs nothing.

use rusqlite::{Connection, Transaction};

use super::entries::{self, Subject};
use crate::bill::{BillEntry, BillNumber};
use crate::journal::JournalError;
use crate::journal::bill::{BillRecord, StoredBill, replay_bill, step_bill};

/// One entry of a bill.
pub(super) fn append(transaction: &Transaction<'_>, record: &BillRecord<'_>, entry: &str) -> Result<(), JournalError> {
    entries::append(transaction, Subject::Bill, record.number.0, record.seq, record.at, entry).map(|_| ())
}

/// The newest bill; `None` before the first.
pub(super) fn last(connection: &Connection) -> Result<Option<StoredBill>, JournalError> {
    let Some(number) = entries::last_number(connection, Subject::Bill)? else { return Ok(None) };
    let entries = entries::read::<BillEntry>(connection, Subject::Bill, number)?;
    replay_bill(BillNumber(number), entries.iter().map(|(_, entry)| entry)).map(Some)
}

/// How many of a bill's entries, from the first, can be replayed.
pub(super) fn replayable<'a>(number: u32, entries: impl Iterator<Item = &'a str>) -> usize {
    let mut bill = None;
    entries
        .take_while(|entry| {
            let entry: Option<BillEntry> = serde_json::from_str(entry).ok();
            bill = entry.and_then(|entry| step_bill(BillNumber(number), bill.take(), &entry).ok());
            bill.is_some()
        })
        .count()
}
