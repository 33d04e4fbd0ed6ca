//! The newest state of a refund as columns, and the queries on them.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Transaction, named_params};

use super::columns::direction_name;
use super::entries::{self, Appended, Subject};
use super::shifts;
use crate::journal::JournalError;
use crate::journal::refund::{RefundRecord, StoredRefund, replay_refund};
use crate::refund::{Refund, RefundEntry, RefundState};
use crate::tag::SaleNumber;

/// One entry of a refund, with its row.
pub(super) fn append(
    transaction: &Transaction<'_>,
    record: &RefundRecord<'_>,
    entry: &str,
) -> Result<(), JournalError> {
    let number = record.refund.intent.sale.0;
    match entries::append(transaction, Subject::Refund, number, record.seq, record.at, entry)? {
        Appended::Written => write(transaction, record, shifts::current(transaction, None)?),
        Appended::AlreadyThere => Ok(()),
    }
}

/// Writes the row of a refund by replaying its entries, which are read from another place or from the same. The rows of
/// shifts there have to be sound.
pub(super) fn rebuild(from: &Connection, to: &Transaction<'_>, number: u32) -> Result<(), JournalError> {
    let mut refund = None;
    let positions = entries::positions(from, Subject::Refund, number)?;
    let entries = entries::read::<RefundEntry>(from, Subject::Refund, number)?;
    for ((seq, (at, entry)), position) in (0..).zip(entries).zip(positions) {
        let moved = step(refund.take(), &entry);
        let unreadable =
            || JournalError::Unreadable { number, reason: format!("entry {seq} of its refund does not follow") };
        let moved = moved.filter(|moved| moved.intent.sale.0 == number).ok_or_else(unreadable)?;
        let shift = shifts::current(from, Some(position))?;
        write(to, &RefundRecord { seq, at, entry: &entry, refund: &moved }, shift)?;
        refund = Some(moved);
    }
    Ok(())
}

/// How many of a refund's entries, from the first, can be replayed.
pub(super) fn replayable<'a>(entries: impl Iterator<Item = &'a str>) -> usize {
    let mut refund = None;
    entries
        .take_while(|entry| {
            refund = serde_json::from_str(entry).ok().and_then(|entry| step(refund.take(), &entry));
            refund.is_some()
        })
        .count()
}

fn step(before: Option<Refund>, entry: &RefundEntry) -> Option<Refund> {
    match (before, entry) {
        (None, RefundEntry::Begun(intent)) => Some(Refund::begin(intent.clone())),
        (Some(refund), RefundEntry::Happened(event)) => refund.after(event).ok(),
        (None, RefundEntry::Happened(_)) | (Some(_), RefundEntry::Begun(_)) => None,
    }
}

/// A refund's row, column by column.
pub(super) fn row(connection: &Connection, number: u32) -> Result<Option<Vec<Value>>, JournalError> {
    let mut statement = connection.prepare_cached("SELECT * FROM refunds WHERE sale = ?1")?;
    let columns = statement.column_count();
    let row = statement.query_row([number], |row| (0..columns).map(|column| row.get(column)).collect()).optional()?;
    Ok(row)
}

/// Writes a refund's row: a new one with its first entry, the changed columns with every later one. `shift` is the one
/// in which counts what becomes certain by this entry.
fn write(transaction: &Transaction<'_>, record: &RefundRecord<'_>, shift: u32) -> Result<(), JournalError> {
    let refund = record.refund;
    let outcome = Outcome::of(&refund.state);
    transaction.prepare_cached(WRITE)?.execute(named_params! {
        ":sale": refund.intent.sale.0,
        ":transaction_id": refund.intent.transaction_id.to_string(),
        ":tag": refund.intent.tag.as_str(),
        ":direction": direction_name(refund.intent.direction),
        ":amount": refund.intent.amount.to_string(),
        ":money_amount": refund.intent.money_amount.to_string(),
        ":point_amount": refund.intent.point_amount.to_string(),
        ":state": refund.state.name(),
        ":filed": refund.is_filed,
        ":reason": refund.request.reason,
        ":staff": refund.request.staff,
        ":asked_at": refund.request.asked_at.to_string(),
        ":settled_at": refund.state.is_settled().then(|| record.at.to_string()),
        ":refunded_at": outcome.refunded_at,
        ":error_type": outcome.error_type,
        ":error_message": outcome.error_message,
        ":shift": shift,
    })?;
    Ok(())
}

// It settles at the first entry of each try that says so; filing it later does not move that moment.
const WRITE: &str = "INSERT INTO refunds (sale, transaction_id, tag, direction, amount, money_amount, point_amount,
        state, filed, reason, staff, asked_at, settled_at, refunded_at, error_type, error_message, shift)
    VALUES (:sale, :transaction_id, :tag, :direction, :amount, :money_amount, :point_amount,
        :state, :filed, :reason, :staff, :asked_at, :settled_at, :refunded_at, :error_type, :error_message, :shift)
    ON CONFLICT (sale) DO UPDATE SET state = :state, filed = :filed, reason = :reason, staff = :staff,
        asked_at = :asked_at,
        settled_at = CASE WHEN :settled_at IS NULL THEN NULL ELSE coalesce(settled_at, :settled_at) END,
        refunded_at = :refunded_at, error_type = :error_type, error_message = :error_message,
        shift = CASE WHEN :settled_at IS NOT NULL AND state <> :state THEN :shift ELSE shift END";

#[derive(Default)]
struct Outcome<'a> {
    refunded_at: Option<String>,
    error_type: Option<&'a str>,
    error_message: Option<&'a str>,
}

impl<'a> Outcome<'a> {
    fn of(state: &'a RefundState) -> Self {
        match state {
            RefundState::Refunded { facts } | RefundState::RefundedElsewhere { facts } => {
                Self { refunded_at: Some(facts.refunded_at.to_string()), ..Self::default() }
            }
            RefundState::Refused { refusal } => Self {
                error_type: Some(&refusal.error_type),
                error_message: Some(&refusal.error_message),
                ..Self::default()
            },
            RefundState::NotCarriedOut { why } => Self { error_type: Some(why.name()), ..Self::default() },
            RefundState::Intended | RefundState::Asking { .. } | RefundState::Unanswered { .. } => Self::default(),
        }
    }
}

/// Every refund that has not settled or whose end was not acknowledged, by its sale's number.
pub(super) fn unfinished(connection: &Connection) -> Result<Vec<StoredRefund>, JournalError> {
    let mut statement = connection.prepare_cached("SELECT sale FROM refunds WHERE filed = 0 ORDER BY sale")?;
    let sales: Vec<u32> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    sales.into_iter().map(|sale| read(connection, SaleNumber(sale))).collect()
}

/// The refund of a sale, where one was asked for.
pub(super) fn of(connection: &Connection, sale: SaleNumber) -> Result<Option<StoredRefund>, JournalError> {
    let there = connection
        .prepare_cached("SELECT 1 FROM refunds WHERE sale = ?1")?
        .query_row([sale.0], |_| Ok(()))
        .optional()?;
    there.map(|()| read(connection, sale)).transpose()
}

fn read(connection: &Connection, sale: SaleNumber) -> Result<StoredRefund, JournalError> {
    let entries = entries::read::<RefundEntry>(connection, Subject::Refund, sale.0)?;
    replay_refund(sale, entries.into_iter().map(|(_, entry)| entry).collect())
}
