//! The newest state of a sale as columns, for lists and totals that must not replay a million sales.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Transaction, named_params};

use super::columns::direction_name;
use super::entries::{self, Subject};
use super::shifts;
use crate::journal::{JournalError, Record};
use crate::sale::{Entry, Failure, Place, Sale, SaleState, Success, Trace};
use crate::view::CreateProblem;

/// Writes a sale's row: a new one with its first entry, the changed columns with every later one. A sale that is adopted
/// begins with its end. `shift` is the one in which counts what becomes certain by this entry.
pub(super) fn write(transaction: &Transaction<'_>, record: &Record<'_>, shift: u32) -> Result<(), JournalError> {
    let intent = &record.sale.intent;
    if record.seq == 0 {
        transaction.prepare_cached(INSERT)?.execute(named_params! {
            ":number": intent.number.0,
            ":tag": intent.tag.as_str(),
            ":direction": direction_name(intent.direction),
            ":amount": intent.amount.to_string(),
            ":note": intent.note,
            ":started_at": intent.started_at.to_string(),
            ":state": record.sale.state.name(),
            ":place": place(record.sale.place),
            ":shift": shift,
        })?;
        if !record.sale.state.is_final() {
            return Ok(());
        }
    }
    let outcome = Outcome::of(&record.sale.state);
    let tray = record.sale.state.tray();
    let changed = transaction.prepare_cached(UPDATE)?.execute(named_params! {
        ":number": intent.number.0,
        ":amount": record.sale.asked().to_string(),
        ":state": record.sale.state.name(),
        ":place": place(record.sale.place),
        ":is_sought": record.sale.trace == Trace::Sought,
        ":cashtray_id": tray.map(|tray| tray.id.to_string()),
        ":expires_at": tray.map(|tray| tray.expires_at.to_string()),
        ":ended_at": record.sale.state.is_final().then(|| record.at.to_string()),
        ":error_type": outcome.error_type,
        ":error_message": outcome.error_message,
        ":transaction_id": outcome.success.map(|success| success.transaction_id.to_string()),
        ":done_at": outcome.success.map(|success| success.done_at.as_str()),
        ":moved_amount": outcome.success.map(|success| success.amount.to_string()),
        ":money_amount": outcome.success.map(|success| success.money_amount.to_string()),
        ":point_amount": outcome.success.map(|success| success.point_amount.to_string()),
        ":customer": outcome.success.map(|success| success.customer.as_str()),
        ":is_final": record.sale.state.is_final(),
        ":shift": shift,
    })?;
    if changed == 1 {
        Ok(())
    } else {
        let reason = "its beginning is missing".to_owned();
        Err(JournalError::Unreadable { number: intent.number.0, reason })
    }
}

/// Writes the row of a sale by replaying its entries, which are read from another place or from the same. The rows of
/// shifts there have to be sound.
pub(super) fn rebuild(from: &Connection, to: &Transaction<'_>, number: u32) -> Result<(), JournalError> {
    let mut sale = None;
    let positions = entries::positions(from, Subject::Sale, number)?;
    let entries = entries::read::<Entry>(from, Subject::Sale, number)?;
    for ((seq, (at, entry)), position) in (0..).zip(entries).zip(positions) {
        let moved = step(sale.take(), &entry);
        let unreadable = || JournalError::Unreadable { number, reason: format!("entry {seq} does not follow") };
        let moved = moved.filter(|moved| moved.intent.number.0 == number).ok_or_else(unreadable)?;
        let shift = shifts::current(from, Some(position))?;
        write(to, &Record { seq, at, entry: &entry, sale: &moved }, shift)?;
        sale = Some(moved);
    }
    Ok(())
}

/// How many of a sale's entries, from the first, can be replayed.
pub(super) fn replayable<'a>(entries: impl Iterator<Item = &'a str>) -> usize {
    let mut sale = None;
    entries
        .take_while(|entry| {
            sale = serde_json::from_str(entry).ok().and_then(|entry| step(sale.take(), &entry));
            sale.is_some()
        })
        .count()
}

fn step(before: Option<Sale>, entry: &Entry) -> Option<Sale> {
    match (before, entry) {
        (None, Entry::Begun(intent)) => Some(Sale::begin(intent.clone())),
        (None, Entry::Adopted { intent, success }) => Some(Sale::adopt(intent.clone(), success.clone())),
        (Some(sale), Entry::Happened(event)) => sale.after(event).ok(),
        (None, Entry::Happened(_)) | (Some(_), Entry::Begun(_) | Entry::Adopted { .. }) => None,
    }
}

/// A sale's row, column by column.
pub(super) fn row(connection: &Connection, number: u32) -> Result<Option<Vec<Value>>, JournalError> {
    let mut statement = connection.prepare_cached("SELECT * FROM sales WHERE number = ?1")?;
    let columns = statement.column_count();
    let row = statement.query_row([number], |row| (0..columns).map(|column| row.get(column)).collect()).optional()?;
    Ok(row)
}

const INSERT: &str = "INSERT INTO sales (number, tag, direction, amount, note, started_at, state, place, shift)
    VALUES (:number, :tag, :direction, :amount, :note, :started_at, :state, :place, :shift)";

// The tray's columns outlive the states that carry it, and the end is the moment of the first final entry. The sale
// counts in the shift in which its end became certain.
const UPDATE: &str = "UPDATE sales SET amount = :amount, state = :state, place = :place, is_sought = :is_sought,
    cashtray_id = coalesce(:cashtray_id, cashtray_id), expires_at = coalesce(:expires_at, expires_at),
    ended_at = coalesce(ended_at, :ended_at), error_type = :error_type, error_message = :error_message,
    transaction_id = :transaction_id, done_at = :done_at, moved_amount = :moved_amount,
    money_amount = :money_amount, point_amount = :point_amount, customer = :customer,
    shift = CASE WHEN :is_final AND state <> :state THEN :shift ELSE shift END
    WHERE number = :number";

#[derive(Default)]
struct Outcome<'a> {
    success: Option<&'a Success>,
    error_type: Option<&'a str>,
    error_message: Option<&'a str>,
}

impl<'a> Outcome<'a> {
    fn of(state: &'a SaleState) -> Self {
        match state {
            SaleState::Succeeded { success, .. } => Self { success: Some(success), ..Self::default() },
            SaleState::Failed { failure: Failure { error_type, error_message }, .. } => {
                Self { success: None, error_type: Some(error_type), error_message: Some(error_message) }
            }
            SaleState::NotCreated { problem } => {
                let error_message = match problem {
                    CreateProblem::Refused { error_message, .. } => Some(error_message.as_str()),
                    CreateProblem::Unreachable
                    | CreateProblem::Tls { .. }
                    | CreateProblem::NoAnswer
                    | CreateProblem::Busy
                    | CreateProblem::UnusableAnswer
                    | CreateProblem::WrongTray
                    | CreateProblem::ClockWrong
                    | CreateProblem::Abandoned
                    | CreateProblem::Interrupted => None,
                };
                Self { success: None, error_type: Some(problem.error_type()), error_message }
            }
            SaleState::Creating
            | SaleState::Abandoned
            | SaleState::Open { .. }
            | SaleState::Canceling { .. }
            | SaleState::Amending { .. }
            | SaleState::Extending { .. }
            | SaleState::Undecided { .. }
            | SaleState::Canceled { .. }
            | SaleState::Expired { .. } => Self::default(),
        }
    }
}

fn place(place: Place) -> &'static str {
    match place {
        Place::Screen => "screen",
        Place::Aside => "aside",
        Place::Filed => "filed",
    }
}
