//! The chain over all entries: whoever changes, removes, adds or moves one by hand breaks it (reliability, E10).
//!
//! What it cannot show: an attacker who knows the format can compute a whole new chain from the place of an edit to
//! the head, or cut entries off and set the head back. A head that was printed or sent elsewhere betrays that too,
//! which is why a report has the chain's head in it.

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};

use crate::journal::{ChainReport, JournalError, Link};

/// What is linked before the first entry.
const BEGINNING: &[u8] = b"Cashtray terminal, journal, format 1";

/// One entry as it stands in its row.
pub(super) struct Row<'a> {
    pub(super) position: i64,
    pub(super) subject: &'a str,
    pub(super) number: i64,
    pub(super) seq: i64,
    pub(super) at: &'a str,
    pub(super) entry: &'a str,
}

impl Row<'_> {
    /// The link of this row after the one before it. Each part has its length before it, so that no two rows read
    /// the same.
    pub(super) fn link(&self, before: &Link) -> Link {
        let (position, number, seq) = (self.position.to_be_bytes(), self.number.to_be_bytes(), self.seq.to_be_bytes());
        let parts: [&[u8]; 7] =
            [&before.0, &position, self.subject.as_bytes(), &number, &seq, self.at.as_bytes(), self.entry.as_bytes()];
        let mut digest = Sha256::new();
        for part in parts {
            digest.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            digest.update(part);
        }
        Link(digest.finalize().into())
    }
}

/// What is linked before the first entry.
pub(super) fn beginning() -> Link {
    Link(Sha256::digest(BEGINNING).into())
}

/// The newest entry's position and link, as the head has it.
pub(super) fn head(connection: &Connection) -> Result<(i64, Link), JournalError> {
    let head = connection
        .prepare_cached("SELECT position, chain FROM head")?
        .query_row([], |row| Ok((row.get(0)?, Link(row.get(1)?))))
        .optional()?;
    Ok(head.unwrap_or_else(|| (0, beginning())))
}

/// Makes this entry the newest.
pub(super) fn set_head(connection: &Connection, position: i64, link: &Link) -> Result<(), JournalError> {
    let query = "INSERT INTO head (only, position, chain) VALUES (1, ?1, ?2)
        ON CONFLICT (only) DO UPDATE SET position = excluded.position, chain = excluded.chain";
    connection.prepare_cached(query)?.execute((position, link.0))?;
    Ok(())
}

/// The link of an entry as it is stored; `None` where there is no such entry.
pub(super) fn link_at(connection: &Connection, position: i64) -> Result<Option<Link>, JournalError> {
    if position == 0 {
        return Ok(Some(beginning()));
    }
    let link = connection
        .prepare_cached("SELECT chain FROM entries WHERE position = ?1")?
        .query_row([position], |row| row.get(0).map(Link))
        .optional()?;
    Ok(link)
}

/// Computes the chain of the entries after `since` and up to the head.
pub(super) fn verify_newest(connection: &Connection, since: i64, newest: i64, head: &Link) -> Result<(), JournalError> {
    let damaged = |position: i64| JournalError::Damaged(format!("entry {position} is not what was written"));
    let mut statement = connection.prepare(
        "SELECT position, subject, number, seq, at, entry, chain FROM entries WHERE position > ?1 ORDER BY position",
    )?;
    let mut rows = statement.query([since])?;
    let (mut last, mut link) = (since, link_at(connection, since)?.ok_or_else(|| damaged(since))?);
    while let Some(row) = rows.next()? {
        let position: i64 = row.get(0)?;
        let computed = read(row, position, &link).ok_or_else(|| damaged(position))?;
        if position != last + 1 || row.get::<_, [u8; 32]>(6).ok() != Some(computed.0) {
            return Err(damaged(position));
        }
        (last, link) = (position, computed);
    }
    if (last, link) == (newest, *head) { Ok(()) } else { Err(damaged(newest)) }
}

/// Reads every entry and computes the chain anew. Loads one row at a time.
pub(crate) fn verify(connection: &Connection) -> Result<ChainReport, JournalError> {
    verify_part(connection, 1, None)
}

/// As [`verify`], from one position to another, or to the head; the link before the first is taken as it stands.
pub(crate) fn verify_part(connection: &Connection, first: i64, last: Option<i64>) -> Result<ChainReport, JournalError> {
    let mut statement = connection.prepare(
        "SELECT position, subject, number, seq, at, entry, chain FROM entries
         WHERE position BETWEEN ?1 AND ?2 ORDER BY position",
    )?;
    let before: Option<[u8; 32]> = connection
        .query_row("SELECT chain FROM entries WHERE position = ?1", [first - 1], |row| row.get(0))
        .optional()?;
    let mut rows = statement.query([first, last.unwrap_or(i64::MAX)])?;
    let skipped = u64::try_from(first - 1).unwrap_or(0);
    let (mut entries, mut link) = (skipped, before.map_or_else(beginning, Link));
    let mut broken_at = None;
    while let Some(row) = rows.next()? {
        entries += 1;
        let expected = i64::try_from(entries).unwrap_or(i64::MAX);
        let position: i64 = row.get(0)?;
        let is_sound = read(row, position, &link).is_some_and(|computed| {
            link = computed;
            position == expected && row.get(6).is_ok_and(|stored: [u8; 32]| stored == link.0)
        });
        if !is_sound {
            broken_at = broken_at.or(Some(entries));
        }
    }
    if let Some(last) = last {
        let missing = i64::try_from(entries).unwrap_or(i64::MAX) < last;
        return Ok(ChainReport { entries, broken_at: broken_at.or(missing.then_some(entries + 1)), head: link });
    }
    let head: Option<(i64, [u8; 32])> = connection
        .query_row("SELECT position, chain FROM head", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
        .or_else(|error| if is_of_another_type(&error) { Ok(Some((-1, [0; 32]))) } else { Err(error) })?;
    let is_head_sound = match head {
        Some((position, stored)) => u64::try_from(position) == Ok(entries) && stored == link.0 && entries > 0,
        None => entries == 0,
    };
    if !is_head_sound {
        broken_at = broken_at.or(Some(entries + 1));
    }
    Ok(ChainReport { entries, broken_at, head: link })
}

/// The link of a row as it stands; `None` when a column does not even have its type.
pub(super) fn read(row: &rusqlite::Row<'_>, position: i64, before: &Link) -> Option<Link> {
    let (subject, at, entry): (String, String, String) = (row.get(1).ok()?, row.get(4).ok()?, row.get(5).ok()?);
    let (number, seq) = (row.get(2).ok()?, row.get(3).ok()?);
    Some(Row { position, subject: &subject, number, seq, at: &at, entry: &entry }.link(before))
}

fn is_of_another_type(error: &rusqlite::Error) -> bool {
    matches!(error, rusqlite::Error::InvalidColumnType(..) | rusqlite::Error::FromSqlConversionFailure(..))
}
