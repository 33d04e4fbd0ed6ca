//! Shifts in the file: their entries, the row of each, and the lines that the sales of one make.

use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};
use rust_decimal::Decimal;

use super::chain;
use super::columns::read_direction;
use super::entries::{self, Appended, Subject};
use crate::journal::shift::replay_shift;
use crate::journal::{JournalError, ShiftRecord, StoredShift};
use crate::shift::{Figures, Shift, ShiftEntry, ShiftNumber, Sum};

/// Writes an entry and what it makes of the shift's row.
pub(super) fn append(transaction: &Transaction<'_>, record: &ShiftRecord<'_>) -> Result<(), JournalError> {
    let shift = record.shift;
    let entry = serde_json::to_string(record.entry)?;
    let appended = entries::append(transaction, Subject::Shift, shift.number.0, record.seq, record.at, &entry)?;
    if appended == Appended::AlreadyThere {
        return Ok(());
    }
    let (position, _) = chain::head(transaction)?;
    write(transaction, shift, position)
}

/// Writes a shift's row as it stands after its entry at a position.
fn write(transaction: &Transaction<'_>, shift: &Shift, position: i64) -> Result<(), JournalError> {
    let closing = shift.closing();
    transaction.prepare_cached(UPSERT)?.execute(named_params! {
        ":number": shift.number.0,
        ":business_day": shift.business_day.to_string(),
        ":opened_at": shift.opened_at.to_string(),
        ":opened_by": shift.opener().map(|opener| opener.staff.as_str()),
        ":closed_at": closing.map(|(at, _)| at.to_string()),
        ":closed_by": closing.map(|(_, closing)| closing.staff.as_str()),
        ":closed_position": closing.map(|_| position),
    })?;
    Ok(())
}

const UPSERT: &str = "INSERT INTO shifts
    (number, business_day, opened_at, opened_by, closed_at, closed_by, closed_position)
    VALUES (:number, :business_day, :opened_at, :opened_by, :closed_at, :closed_by, :closed_position)
    ON CONFLICT (number) DO UPDATE SET opened_by = excluded.opened_by, closed_at = excluded.closed_at,
    closed_by = excluded.closed_by, closed_position = excluded.closed_position";

/// Writes the row of a shift by replaying its entries, which are read from another place or from the same.
pub(super) fn rebuild(from: &Connection, to: &Transaction<'_>, number: u32) -> Result<(), JournalError> {
    let Some(StoredShift { shift, .. }) = stored(from, ShiftNumber(number))? else { return Ok(()) };
    let last = entries::positions(from, Subject::Shift, number)?.last().copied();
    write(to, &shift, last.unwrap_or_default())
}

/// A shift's row, column by column.
pub(super) fn row(connection: &Connection, number: u32) -> Result<Option<Vec<Value>>, JournalError> {
    let mut statement = connection.prepare_cached("SELECT * FROM shifts WHERE number = ?1")?;
    let columns = statement.column_count();
    let row = statement.query_row([number], |row| (0..columns).map(|column| row.get(column)).collect()).optional()?;
    Ok(row)
}

/// How many of a shift's entries, from the first, can be replayed.
pub(super) fn replayable<'a>(entries: impl Iterator<Item = (Timestamp, &'a str)>) -> usize {
    let mut shift: Option<Shift> = None;
    entries
        .take_while(|(at, entry)| {
            shift = serde_json::from_str::<ShiftEntry>(entry).ok().and_then(|entry| match &shift {
                None => Shift::begin(ShiftNumber(1), *at, &entry).ok(),
                Some(shift) => shift.after(*at, &entry).ok(),
            });
            shift.is_some()
        })
        .count()
}

/// A shift, replayed from its entries; `None` when there is none of this number.
pub(crate) fn stored(connection: &Connection, number: ShiftNumber) -> Result<Option<StoredShift>, JournalError> {
    let entries = entries::read(connection, Subject::Shift, number.0)?;
    if entries.is_empty() { Ok(None) } else { replay_shift(number, &entries).map(Some) }
}

/// The newest shift, open or closed.
pub(crate) fn last(connection: &Connection) -> Result<Option<StoredShift>, JournalError> {
    let query = "SELECT max(number) FROM shifts";
    let number: Option<u32> = connection.prepare_cached(query)?.query_row([], |row| row.get(0))?;
    number.map_or(Ok(None), |number| stored(connection, ShiftNumber(number)))
}

/// The position of a shift's last entry; 0 where there is no such shift.
pub(crate) fn last_position(connection: &Connection, number: u32) -> Result<i64, JournalError> {
    let query = "SELECT coalesce(max(position), 0) FROM entries WHERE subject = 'shift' AND number = ?1";
    Ok(connection.prepare_cached(query)?.query_row([number], |row| row.get(0))?)
}

/// The shift in which counts what becomes certain at a position of the journal, or now: the one after all that were
/// closed before.
pub(super) fn current(connection: &Connection, position: Option<i64>) -> Result<u32, JournalError> {
    let query = "SELECT coalesce(max(number), 0) + 1 FROM shifts WHERE closed_position < ?1";
    Ok(connection.prepare_cached(query)?.query_row([position.unwrap_or(i64::MAX)], |row| row.get(0))?)
}

/// What counts in a shift, from the index alone: equal transactions are added up as one.
pub(crate) fn figures(connection: &Connection, shift: ShiftNumber) -> Result<Figures, JournalError> {
    let mut statement = connection.prepare_cached(
        "SELECT state, direction, moved_amount, money_amount, point_amount, count(*) FROM sales
         WHERE shift = ?1 GROUP BY state, direction, moved_amount, money_amount, point_amount",
    )?;
    let mut rows = statement.query([shift.0])?;
    let mut figures = Figures::default();
    while let Some(row) = rows.next()? {
        let direction = read_direction(row, 1)?.ok_or_else(|| unreadable(shift, "a sale has no direction"))?;
        let count: u32 = row.get(5)?;
        match row.get_ref(0)?.as_str() {
            Ok("succeeded") => *figures.sum_mut(direction) += read_one(row, 2, shift)?.times(count),
            Ok("failed") => figures.failed.add(direction, count),
            Ok("canceled") => figures.canceled.add(direction, count),
            Ok("expired") => figures.expired.add(direction, count),
            Ok("not_created") => figures.not_created.add(direction, count),
            // Not certain yet: it counts nowhere.
            Ok(_) | Err(_) => {}
        }
    }
    add_refunds(connection, shift, &mut figures)?;
    Ok(figures)
}

/// Counts what this till took back in a shift, whichever shift it had been sold in.
fn add_refunds(connection: &Connection, shift: ShiftNumber, figures: &mut Figures) -> Result<(), JournalError> {
    let mut statement = connection.prepare_cached(
        "SELECT direction, amount, money_amount, point_amount FROM refunds WHERE shift = ?1 AND state = 'refunded'",
    )?;
    let mut rows = statement.query([shift.0])?;
    while let Some(row) = rows.next()? {
        let direction = read_direction(row, 0)?.ok_or_else(|| unreadable(shift, "a refund has no direction"))?;
        *figures.refund_mut(direction) += read_one(row, 1, shift)?;
    }
    Ok(())
}

/// One transaction, from the columns amount, money and points that begin at `first`.
fn read_one(row: &Row<'_>, first: usize, shift: ShiftNumber) -> Result<Sum, JournalError> {
    let number = |column: usize| -> Result<Decimal, JournalError> {
        let text: String = row.get(column)?;
        text.parse().map_err(|_| unreadable(shift, "an amount cannot be read"))
    };
    Ok(Sum { count: 1, amount: number(first)?, money: number(first + 1)?, points: number(first + 2)? })
}

fn unreadable(shift: ShiftNumber, reason: &str) -> JournalError {
    JournalError::UnreadableShift { number: shift.0, reason: reason.to_owned() }
}
