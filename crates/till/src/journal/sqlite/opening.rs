//! Open a journal, begin one, or set a damaged one aside and begin anew with what could be read.
//!
//! A new file is made whole under another name and then moved into place, so that at every moment the journal's own
//! name belongs to a whole journal or to nothing. A kill at any point is made good by the next start.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::entries::{self, Subject};
use super::salvage::{PARTS, Salvage, beside, read_out};
use super::soundness::{Finding, examine};
use super::witness::{Witness, Witnessed};
use super::{history, migrations, projection, refunds, shifts, witness};
use crate::journal::{BegunAnew, JournalError};

/// Opens the journal of a directory whose lock is held. `now` dates what is set aside.
pub(super) fn open(directory: &Path, now: Timestamp, busy: Duration) -> Result<Connection, JournalError> {
    let path = super::SqliteJournal::path(directory);
    finish(directory, &path)?;
    let witness = witness::recall(directory);
    let mut connection = match examined(directory, &path, witness, busy) {
        Ok(connection) => connection,
        Err(Finding::Trouble(error)) => return Err(error),
        Err(Finding::Damage(reason)) => {
            tracing::error!(reason, "the journal is damaged; it is set aside and begun anew");
            begin_anew(directory, &path, witness, now)?;
            connect(&path, busy)?
        }
    };
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // Where an ordinary sync leaves data in the drive's cache (macOS); nothing elsewhere.
    connection.pragma_update(None, "fullfsync", true)?;
    migrations::migrate(&mut connection, migrations::STEPS)?;
    Ok(connection)
}

/// The marker of a journal in which something damaged was read: the next start examines all of it.
pub(super) fn suspect(directory: &Path) -> PathBuf {
    directory.join("journal.suspect")
}

/// Opens what is there, or begins the first journal of a directory, and looks whether it can be relied on.
fn examined(directory: &Path, path: &Path, witness: Option<Witnessed>, busy: Duration) -> Result<Connection, Finding> {
    let length = match fs::metadata(path) {
        Ok(there) => Some(there.len()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(Finding::Trouble(error.into())),
    };
    let has_left = witness::exists(directory) || beside(path, "-wal").exists();
    let mut witness = witness;
    match length {
        None if !has_left => {
            make(directory, None)?;
            put_in_place(directory, path)?;
            witness = witness::recall(directory);
        }
        None => return Err(Finding::Damage("the file is gone".to_owned())),
        // No journal is ever empty, for it is moved into place whole; SQLite would take it for a new one.
        Some(0) => return Err(Finding::Damage("the file is empty".to_owned())),
        Some(_) => {}
    }
    let witness = witness.ok_or_else(|| Finding::Damage("its witness cannot be read".to_owned()))?;
    let suspect = suspect(directory);
    let connection = connect(path, busy)?;
    // Should it be damaged, its log has to stay as it is.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    refuse_newer(&connection)?;
    examine(&connection, witness, suspect.exists())?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    remove(&suspect).map_err(JournalError::from)?;
    Ok(connection)
}

fn connect(path: &Path, busy: Duration) -> Result<Connection, JournalError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(busy)?;
    Ok(connection)
}

/// A file of a newer program is not damaged: it is left alone.
fn refuse_newer(connection: &Connection) -> Result<(), Finding> {
    let found = migrations::read_version(connection)?;
    let known = i64::try_from(migrations::STEPS.len()).unwrap_or(i64::MAX);
    if found > known { Err(Finding::Trouble(JournalError::NewerFile { found, known })) } else { Ok(()) }
}

fn making(directory: &Path) -> PathBuf {
    directory.join("journal.making")
}

fn ready(directory: &Path) -> PathBuf {
    directory.join("journal.ready")
}

/// Makes a whole journal beside the journal's place: empty, or with what was read out of a damaged one.
fn make(directory: &Path, anew: Option<(&BegunAnew, &Salvage)>) -> Result<(), JournalError> {
    let making = making(directory);
    remove(&making)?;
    remove(&beside(&making, "-journal"))?;
    let mut connection = Connection::open(&making)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "fullfsync", true)?;
    migrations::migrate(&mut connection, migrations::STEPS)?;
    if let Some((begun, salvage)) = anew {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for kept in &salvage.entries {
            entries::append(&transaction, kept.subject, kept.number, kept.seq, kept.at, &kept.entry)?;
        }
        for number in entries::numbers_since(&transaction, Subject::Shift, 0)? {
            shifts::rebuild(&transaction, &transaction, number)?;
        }
        for number in entries::numbers_since(&transaction, Subject::Sale, 0)? {
            projection::rebuild(&transaction, &transaction, number)?;
        }
        for number in entries::numbers_since(&transaction, Subject::Refund, 0)? {
            refunds::rebuild(&transaction, &transaction, number)?;
        }
        history::begin_anew(&transaction, begun)?;
        transaction.commit()?;
    }
    connection.close().map_err(|(_, error)| error)?;
    fs::File::open(&making)?.sync_all()?;
    fs::rename(&making, ready(directory))?;
    sync_directory(directory)?;
    Ok(())
}

fn put_in_place(directory: &Path, path: &Path) -> Result<(), JournalError> {
    let ready = ready(directory);
    let newest = super::newest(&Connection::open_with_flags(&ready, OpenFlags::SQLITE_OPEN_READ_ONLY)?)?;
    Witness::begin(directory, &newest)?;
    fs::rename(ready, path)?;
    sync_directory(directory)?;
    Ok(())
}

fn begin_anew(directory: &Path, path: &Path, witness: Option<Witnessed>, now: Timestamp) -> Result<(), JournalError> {
    let salvage = read_out(path, witness)?;
    let aside = free_name(directory, now);
    let begun = BegunAnew {
        at: now,
        set_aside: PARTS.iter().any(|part| beside(path, part).exists()).then(|| aside.clone()),
        carried_over: salvage.sales,
        incomplete: salvage.incomplete,
        whole_until: salvage.whole_until,
        numbers_after: salvage.numbers_after,
        is_acknowledged: false,
    };
    make(directory, Some((&begun, &salvage)))?;
    set_aside(directory, path, &aside)?;
    put_in_place(directory, path)
}

/// Moves a journal with all its parts out of the way; nothing is ever deleted.
fn set_aside(directory: &Path, path: &Path, name: &str) -> Result<(), JournalError> {
    let aside = directory.join(name);
    for part in PARTS {
        match fs::rename(beside(path, part), beside(&aside, part)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            Ok(()) | Err(_) => {}
        }
    }
    remove(&suspect(directory))?;
    sync_directory(directory)?;
    Ok(())
}

/// Ends what a kill broke off between setting one journal aside and putting the next in its place.
fn finish(directory: &Path, path: &Path) -> Result<(), JournalError> {
    let ready = ready(directory);
    if !ready.exists() {
        return Ok(());
    }
    if path.exists() {
        // The old one had not been moved yet; it is read again.
        return Ok(remove(&ready)?);
    }
    let begun = {
        let connection = Connection::open_with_flags(&ready, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        history::begun_anew(&connection)?
    };
    if let Some(name) = begun.and_then(|begun| begun.set_aside) {
        set_aside(directory, path, &name)?;
    }
    put_in_place(directory, path)
}

/// A dated name that nothing has yet.
fn free_name(directory: &Path, now: Timestamp) -> String {
    let date = now.strftime("%Y%m%dT%H%M%SZ").to_string();
    let names = std::iter::once(String::new()).chain((2..).map(|count| format!("-{count}")));
    let mut names = names.map(|count| format!("journal-damaged-{date}{count}.sqlite3"));
    let is_free = |name: &String| PARTS.iter().all(|part| !beside(&directory.join(name), part).exists());
    names.find(is_free).unwrap_or_default()
}

pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

#[cfg(unix)]
fn sync_directory(directory: &Path) -> io::Result<()> {
    fs::File::open(directory)?.sync_all()?;
    // The directory itself may be new in its parent.
    match directory.canonicalize()?.parent() {
        Some(parent) => fs::File::open(parent)?.sync_all(),
        None => Ok(()),
    }
}

#[cfg(not(unix))]
fn sync_directory(_directory: &Path) -> io::Result<()> {
    // Other systems write a file's name together with the file.
    Ok(())
}
