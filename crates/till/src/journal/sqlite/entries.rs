//! The one table of everything durable, whatever it is about: sales now, and what will have a history later.
//!
//! To give another thing a history: a variant of [`Subject`], its entries as JSON, [`append`] beside its projection in
//! one transaction, and [`read`] to replay it.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::chain::{self, Row};
use crate::journal::JournalError;

/// What an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A sale, by its number.
    Sale,
    /// A shift, by its number.
    Shift,
    /// The refund of a sale, by the sale's number.
    Refund,
    /// A bill, by its number.
    Bill,
    /// The journal itself; 1 is its having been begun anew.
    Journal,
    /// Who did what: one entry for each number, counted from 1.
    Audit,
}

impl Subject {
    /// The word in the file; never changed.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Sale => "sale",
            Self::Shift => "shift",
            Self::Refund => "refund",
            Self::Bill => "bill",
            Self::Journal => "journal",
            Self::Audit => "audit",
        }
    }

    /// What a word in the file means; `None` for none of ours.
    pub(super) fn of(name: &str) -> Option<Self> {
        let all = [Self::Sale, Self::Refund, Self::Shift, Self::Bill, Self::Journal, Self::Audit];
        all.into_iter().find(|subject| subject.name() == name)
    }
}

/// What [`append`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Appended {
    /// The entry was written.
    Written,
    /// The same entry is there already; nothing was changed, and a projection has nothing to do.
    AlreadyThere,
}

/// Writes one entry of a subject, which counts its entries from 0. The same entry again changes nothing, for a commit
/// that reported an error may have been carried out all the same; another one in its place is refused, and so is one
/// that leaves a gap.
pub(super) fn append(
    transaction: &Transaction<'_>,
    subject: Subject,
    number: u32,
    seq: u32,
    at: Timestamp,
    entry: &str,
) -> Result<Appended, JournalError> {
    let there: Option<String> = transaction
        .prepare_cached("SELECT entry FROM entries WHERE subject = ?1 AND number = ?2 AND seq = ?3")?
        .query_row(params![subject.name(), number, seq], |row| row.get(0))
        .optional()?;
    match there {
        Some(there) if there == entry => return Ok(Appended::AlreadyThere),
        Some(_) => return Err(JournalError::Taken { subject: subject.name(), number, seq }),
        None => {}
    }
    let next: u32 = transaction
        .prepare_cached("SELECT coalesce(max(seq) + 1, 0) FROM entries WHERE subject = ?1 AND number = ?2")?
        .query_row(params![subject.name(), number], |row| row.get(0))?;
    if next != seq {
        return Err(JournalError::Gap { subject: subject.name(), number, seq, next });
    }
    let (position, before) = chain::head(transaction)?;
    let at = at.to_string();
    let row = Row {
        position: position + 1,
        subject: subject.name(),
        number: i64::from(number),
        seq: i64::from(seq),
        at: &at,
        entry,
    };
    let link = row.link(&before);
    transaction
        .prepare_cached(
            "INSERT INTO entries (position, subject, number, seq, at, entry, chain)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![row.position, row.subject, row.number, row.seq, row.at, row.entry, link.0])?;
    chain::set_head(transaction, row.position, &link)?;
    Ok(Appended::Written)
}

/// Whether a subject has this entry, whatever it says.
pub(super) fn is_there(connection: &Connection, subject: Subject, number: u32, seq: u32) -> Result<bool, JournalError> {
    let query = "SELECT EXISTS (SELECT 1 FROM entries WHERE subject = ?1 AND number = ?2 AND seq = ?3)";
    Ok(connection.prepare_cached(query)?.query_row(params![subject.name(), number, seq], |row| row.get(0))?)
}

/// The entries of a subject in order, each with its time. Each is held against its link, so that what was changed by
/// damage or by hand is not taken for what happened, however old it is.
pub(super) fn read<T: serde::de::DeserializeOwned>(
    connection: &Connection,
    subject: Subject,
    number: u32,
) -> Result<Vec<(Timestamp, T)>, JournalError> {
    let unreadable = |reason: String| JournalError::Unreadable { number, reason };
    let mut statement = connection.prepare_cached(
        "SELECT position, subject, number, seq, at, entry, chain FROM entries WHERE subject = ?1 AND number = ?2
         ORDER BY seq",
    )?;
    let mut rows = statement.query(params![subject.name(), number])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let position: i64 = row.get(0)?;
        let before = chain::link_at(connection, position - 1)?;
        let computed = before.and_then(|before| chain::read(row, position, &before));
        let stored: [u8; 32] = row.get(6)?;
        if computed.is_none_or(|computed| computed.0 != stored) {
            return Err(JournalError::Damaged(format!("entry {position} is not what was written")));
        }
        let (at, entry): (String, String) = (row.get(4)?, row.get(5)?);
        let at: Timestamp = at.parse().map_err(|error: jiff::Error| unreadable(error.to_string()))?;
        entries.push((at, serde_json::from_str(&entry).map_err(|error| unreadable(error.to_string()))?));
    }
    Ok(entries)
}

/// The numbers of everything of that kind that has an entry after `since`.
pub(super) fn numbers_since(connection: &Connection, subject: Subject, since: i64) -> Result<Vec<u32>, JournalError> {
    let mut statement = connection
        .prepare("SELECT DISTINCT number FROM entries WHERE position > ?1 AND subject = ?2 ORDER BY number")?;
    let numbers = statement.query_map(params![since, subject.name()], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(numbers)
}

/// The highest number of that kind; `None` while there is none.
pub(super) fn last_number(connection: &Connection, subject: Subject) -> Result<Option<u32>, JournalError> {
    let query = "SELECT max(number) FROM entries WHERE subject = ?1";
    Ok(connection.prepare_cached(query)?.query_row([subject.name()], |row| row.get(0))?)
}

/// Where the entries of a subject stand, in order.
pub(super) fn positions(connection: &Connection, subject: Subject, number: u32) -> Result<Vec<i64>, JournalError> {
    let query = "SELECT position FROM entries WHERE subject = ?1 AND number = ?2 ORDER BY seq";
    let mut statement = connection.prepare_cached(query)?;
    let positions =
        statement.query_map(params![subject.name(), number], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(positions)
}
