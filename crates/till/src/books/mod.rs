//! The books: history, shifts and exports, read beside the till and never through its loop.
//!
//! [`Books`] holds a read-only connection of its own to the journal's file, so that a search over a million sales does
//! not hold up the sale on the screen, and nothing here can change anything. Its functions are synchronous: a caller
//! with a loop of its own calls them where blocking is allowed. It knows the journal's file and the views; not
//! requests, windows or the till's state.

mod audit;
mod detail;
pub mod export;
mod filter;
#[cfg(all(test, target_os = "linux"))]
mod full_disk;
mod history;
mod reconcile;
mod report;
mod rows;
pub mod server_list;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OpenFlags};

use crate::journal::{JournalError, SqliteJournal};
use crate::shift::ShopDay;
use crate::tag::TillCode;
use crate::view::{BooksAnswer, BooksProblem, BooksQuestion};
use history::Found;

pub use reconcile::ShiftSales;

/// How long a read waits while a backup holds the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// The most rows that one question is answered with.
pub const MOST_ROWS: u32 = 500;

/// The books of one till.
#[derive(Debug)]
pub struct Books {
    path: PathBuf,
    code: TillCode,
    day: Mutex<ShopDay>,
    connection: Mutex<Connection>,
    /// What the last search found, so that turning its pages does not search again.
    found: Mutex<Option<Found>>,
    /// Set to end the export that runs.
    exporting: Mutex<Option<Arc<AtomicBool>>>,
}

impl Books {
    /// Opens the books of a data directory whose journal is there: a till's, while it sells or after it has ended.
    pub fn open(directory: &Path, code: TillCode, day: ShopDay) -> Result<Self, BooksProblem> {
        let path = SqliteJournal::path(directory);
        let connection = Mutex::new(connect(&path, &day)?);
        let day = Mutex::new(day);
        Ok(Self { path, code, day, connection, found: Mutex::default(), exporting: Mutex::default() })
    }

    /// Answers a question of a window.
    pub fn answer(&self, question: &BooksQuestion) -> Result<BooksAnswer, BooksProblem> {
        Ok(match question {
            BooksQuestion::History(query) => BooksAnswer::History(self.history(query)?),
            BooksQuestion::Sale { number } => BooksAnswer::Sale(Box::new(self.sale_detail(number)?)),
            BooksQuestion::Shift { shift } => BooksAnswer::Shift(Box::new(self.shift_report(*shift)?)),
            BooksQuestion::Audit { before, limit } => BooksAnswer::Audit(self.audit(*before, *limit)?),
            BooksQuestion::Shifts { offset, limit } => BooksAnswer::Shifts(self.shifts(*offset, *limit)?),
        })
    }

    /// Counts the shop's days so from now on; shifts keep the day that they were opened with.
    pub fn use_day(&self, day: ShopDay) {
        *self.day.lock().unwrap_or_else(PoisonError::into_inner) = day;
    }

    fn day(&self) -> ShopDay {
        self.day.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Another connection of its own, for what takes long and must see one moment throughout.
    fn reconnect(&self) -> Result<Connection, BooksProblem> {
        Ok(connect(&self.path, &self.day())?)
    }
}

fn connect(path: &Path, day: &ShopDay) -> Result<Connection, rusqlite::Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    let day = day.clone();
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("shop_clock", 1, flags, move |call| {
        let at: Option<String> = call.get(0)?;
        let at = at.and_then(|at| at.parse::<Timestamp>().ok());
        Ok(at.map(|at| day.local(at).strftime("%Y-%m-%d %H:%M").to_string()))
    })?;
    Ok(connection)
}

impl From<rusqlite::Error> for BooksProblem {
    fn from(error: rusqlite::Error) -> Self {
        tracing::error!(%error, "the books cannot be read");
        Self::JournalUnavailable
    }
}

impl From<JournalError> for BooksProblem {
    fn from(error: JournalError) -> Self {
        tracing::error!(%error, "the books cannot be read");
        Self::JournalUnavailable
    }
}

/// A time that a window gave.
fn read_time(text: &str) -> Result<Timestamp, BooksProblem> {
    text.parse().map_err(|_| BooksProblem::NotATime { text: text.to_owned() })
}
