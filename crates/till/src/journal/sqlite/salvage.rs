//! What can still be relied on in a damaged journal.
//!
//! An entry counts when its link fits: when it is what was written. Of each sale the entries up to the first that is
//! missing are kept; the sale then stands where it stood before, and what became of it is asked for again.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags};

use super::chain::{self, Row};
use super::entries::Subject;
use super::witness::Witnessed;
use super::{bills, projection, refunds, shifts};
use crate::journal::Link;
use crate::tag::SaleNumber;

/// One entry as it stood in its row.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) subject: Subject,
    pub(super) number: u32,
    pub(super) seq: u32,
    pub(super) at: Timestamp,
    pub(super) entry: String,
}

/// What was read out.
#[derive(Debug)]
pub(super) struct Salvage {
    /// In the order in which it was written.
    pub(super) entries: Vec<Kept>,
    /// How many sales these are.
    pub(super) sales: u32,
    /// How many of them are known to lack entries.
    pub(super) incomplete: u32,
    /// Up to then nothing is missing.
    pub(super) whole_until: Option<Timestamp>,
    /// No sale can have had a number above this one.
    pub(super) numbers_after: SaleNumber,
}

/// A row as it was found, sound or not.
#[derive(Debug)]
struct Found {
    subject: String,
    number: i64,
    seq: i64,
    at: String,
    entry: String,
    chain: Link,
}

/// The least room a row takes: no file holds more entries than its bytes divided by this.
const ROW_BYTES: u64 = 100;

/// How far numbers jump past the highest that the witness knows, where entries are missing: after a power cut it may
/// be some seconds old.
const BEHIND: u64 = 100;

/// How far they jump at least where there is no witness. Then every entry the file had room for may have been a sale.
const BLIND: u64 = 10_000;

/// Reads what can be read, out of a copy: SQLite may well write to a file that it only reads, and it removes the log of
/// an empty one. Fails only when there is no room for the copy.
pub(super) fn read_out(path: &Path, witness: Option<Witnessed>) -> io::Result<Salvage> {
    let copy = path.with_file_name("journal.salvage");
    for part in PARTS {
        super::opening::remove(&beside(&copy, part))?;
    }
    for part in &PARTS[..2] {
        match fs::copy(beside(path, part), beside(&copy, part)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Ok(_) | Err(_) => {}
        }
    }
    let salvage = read_copy(&copy, witness);
    for part in PARTS {
        super::opening::remove(&beside(&copy, part))?;
    }
    Ok(salvage)
}

fn read_copy(path: &Path, witness: Option<Witnessed>) -> Salvage {
    let mut found = read_rows(path).unwrap_or_default();
    let bytes = ["", "-wal"].iter().map(|tail| fs::metadata(beside(path, tail)).map_or(0, |it| it.len())).sum::<u64>();
    let witnessed = witness.and_then(|witness| u64::try_from(witness.position).ok());
    let possible = (bytes / ROW_BYTES).max(witnessed.unwrap_or(0));
    found.retain(|position, _| u64::try_from(*position).is_ok_and(|position| 0 < position && position <= possible));
    let proven = prove(&found);
    let mut salvage = keep(&found, &proven);
    let sold = proven.values().filter(|kept| kept.subject == Subject::Sale).map(|kept| kept.number).max();
    let highest = sold.max(witness.map(|witness| witness.number)).unwrap_or(0);
    let written = witnessed.max(found.last_key_value().and_then(|(position, _)| u64::try_from(*position).ok()));
    let jump = match witnessed {
        Some(_) if written == u64::try_from(proven.len()).ok() => 0,
        Some(_) => BEHIND,
        None => possible.max(BLIND),
    };
    salvage.numbers_after = SaleNumber(highest.saturating_add(u32::try_from(jump).unwrap_or(u32::MAX / 2)));
    salvage
}

/// Tails of the names of the files that belong to one database.
pub(super) const PARTS: [&str; 3] = ["", "-wal", "-shm"];

/// The path of a file that SQLite keeps beside this one.
pub(super) fn beside(path: &Path, tail: &str) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(tail);
    name.into()
}

fn read_rows(path: &Path) -> Result<BTreeMap<i64, Found>, rusqlite::Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    // A schema with one bad line can then still be used for the other ones.
    connection.pragma_update(None, "writable_schema", true)?;
    let columns = "SELECT position, subject, number, seq, at, entry, chain FROM entries";
    let mut found = BTreeMap::new();
    // A bad page ends a reading: what lies beyond it is reached from the other side, and then row by row.
    let is_all = read(&connection, &format!("{columns} ORDER BY position"), None, &mut found);
    if !is_all {
        let last = found.last_key_value().map_or(0, |(position, _)| *position);
        read(&connection, &format!("{columns} ORDER BY position DESC"), None, &mut found);
        let end = found.range(last + 1..).next().map_or(last + 1000, |(position, _)| *position);
        for position in last + 1..end {
            read(&connection, &format!("{columns} WHERE position = ?1"), Some(position), &mut found);
        }
    }
    Ok(found)
}

/// Reads rows until the end, answering `true`, or until one cannot be reached.
fn read(connection: &Connection, query: &str, position: Option<i64>, found: &mut BTreeMap<i64, Found>) -> bool {
    let row = |row: &rusqlite::Row<'_>| -> Result<(i64, Found), rusqlite::Error> {
        let chain = Link(row.get(6)?);
        let (subject, number, seq) = (row.get(1)?, row.get(2)?, row.get(3)?);
        Ok((row.get(0)?, Found { subject, number, seq, at: row.get(4)?, entry: row.get(5)?, chain }))
    };
    let Ok(mut statement) = connection.prepare_cached(query) else { return false };
    let Ok(mut rows) = statement.query(rusqlite::params_from_iter(position)) else { return false };
    loop {
        match rows.next() {
            Ok(Some(next)) => {
                // A value of another type spoils its own row only.
                if let Ok((position, row)) = row(next) {
                    found.entry(position).or_insert(row);
                }
            }
            Ok(None) => return true,
            Err(_) => return false,
        }
    }
}

/// The rows that are what was written, by position.
fn prove(found: &BTreeMap<i64, Found>) -> BTreeMap<i64, Kept> {
    let mut proven = BTreeMap::new();
    let mut before = Before { position: 0, stored: chain::beginning(), computed: chain::beginning() };
    for (position, row) in found {
        let link = |before: &Link| {
            let Found { subject, number, seq, at, entry, .. } = row;
            Row { position: *position, subject, number: *number, seq: *seq, at, entry }.link(before)
        };
        let follows = before.position + 1 == *position;
        let (by_stored, by_computed) = (link(&before.stored), link(&before.computed));
        if follows && by_computed == row.chain && before.position > 0 && !proven.contains_key(&before.position) {
            // Only the link of the row before was damaged: its content is vouched for by this one.
            if let Some(kept) = found.get(&before.position).and_then(kept) {
                proven.insert(before.position, kept);
            }
        }
        let is_proven = follows && (by_stored == row.chain || by_computed == row.chain);
        if is_proven && let Some(kept) = kept(row) {
            proven.insert(*position, kept);
        }
        let computed = if by_stored == row.chain { by_stored } else { by_computed };
        before = Before { position: *position, stored: row.chain, computed };
    }
    proven
}

struct Before {
    position: i64,
    stored: Link,
    computed: Link,
}

fn kept(row: &Found) -> Option<Kept> {
    Some(Kept {
        subject: Subject::of(&row.subject)?,
        number: row.number.try_into().ok()?,
        seq: row.seq.try_into().ok()?,
        at: row.at.parse().ok()?,
        entry: row.entry.clone(),
    })
}

/// Of what is proven, what has all before it.
fn keep(found: &BTreeMap<i64, Found>, proven: &BTreeMap<i64, Kept>) -> Salvage {
    let mut whole: BTreeMap<(&'static str, u32), Vec<(i64, &Kept)>> = BTreeMap::new();
    for (position, kept) in proven {
        let known = whole.entry((kept.subject.name(), kept.number)).or_default();
        if usize::try_from(kept.seq).ok() == Some(known.len()) {
            known.push((*position, kept));
        }
    }
    let (mut sales, mut incomplete) = (0, 0);
    let mut chosen = BTreeMap::new();
    for ((subject, number), mut entries) in whole {
        if subject == Subject::Sale.name() {
            entries.truncate(projection::replayable(entries.iter().map(|(_, kept)| kept.entry.as_str())));
            let rows = found.values().filter(|row| row.subject == subject && row.number == i64::from(number)).count();
            sales += u32::from(!entries.is_empty());
            incomplete += u32::from(!entries.is_empty() && entries.len() < rows);
        }
        if subject == Subject::Shift.name() {
            let kept = entries.iter().map(|(_, kept)| (kept.at, kept.entry.as_str()));
            let sound = shifts::replayable(kept);
            entries.truncate(sound);
        }
        if subject == Subject::Refund.name() {
            entries.truncate(refunds::replayable(entries.iter().map(|(_, kept)| kept.entry.as_str())));
        }
        if subject == Subject::Bill.name() {
            let kept = entries.iter().map(|(_, kept)| kept.entry.as_str());
            let sound = bills::replayable(number, kept);
            entries.truncate(sound);
        }
        chosen.extend(entries);
    }
    let whole = (1..).zip(&chosen).take_while(|(expected, (position, _))| expected == *position).last();
    let whole_until = whole.map(|(_, (_, kept))| kept.at);
    let entries = chosen.into_values().cloned().collect();
    Salvage { entries, sales, incomplete, whole_until, numbers_after: SaleNumber(0) }
}
