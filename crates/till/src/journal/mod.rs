//! The till's memory: what must survive a kill, a power cut and a restart.
//!
//! There is no webhook and no list of trays, so what the journal does not hold is gone. It stores the entries of
//! each sale, of its refund, of each bill and of each shift in order and nothing is ever changed or removed; a projection of the
//! newest state stands beside them for lists and for the start. It knows sales and shifts, not requests, clocks or
//! windows.

mod audit;
mod begun_anew;
pub(crate) mod bill;
mod chain;
mod memory;
mod refund;
mod shift;
pub(crate) mod sqlite;

use jiff::Timestamp;
use partner_api::ids::CashtrayId;

pub use audit::{Alongside, AuditRecord};
pub use begun_anew::BegunAnew;
pub use bill::{BillRecord, StoredBill};
pub use chain::{ChainReport, Link};
pub use memory::MemoryJournal;
pub use refund::{RefundRecord, StoredRefund};
pub use shift::{ShiftRecord, StoredShift};
pub use sqlite::SqliteJournal;

use crate::sale::{Entry, IllegalTransition, Sale};
use crate::shift::{Figures, ShiftNumber};
use crate::tag::{SaleNumber, Tag};

/// Where sales are remembered. A call that returns `Ok` is durable; the till acts and tells only after it.
pub trait Journal: Send + 'static {
    /// Writes one entry of a sale, with the sale as it stands after it. `seq` counts a sale's entries from 0. Writing
    /// the same entry again changes nothing; another one under a number that is there is refused.
    fn append(&mut self, record: &Record<'_>) -> Result<(), JournalError>;

    /// Writes who does what, and the entry that the act makes, as one: both are durable or neither is. An entry that is
    /// there already is not audited a second time.
    fn append_audited(&mut self, audit: &AuditRecord<'_>, alongside: &Alongside<'_>) -> Result<(), JournalError>;

    /// Computes the chain over all entries anew and says whether it is whole (reliability, E10). Reads everything:
    /// for reports, not for every sale.
    fn verify_chain(&self) -> Result<ChainReport, JournalError>;

    /// The tray that a sale had; `None` when none was ever made for it.
    fn cashtray_of(&self, number: SaleNumber) -> Result<Option<CashtrayId>, JournalError>;

    /// Writes one entry of a shift, under the same conditions as [`Journal::append`].
    fn append_shift(&mut self, record: &ShiftRecord<'_>) -> Result<(), JournalError>;

    /// The newest shift, open or closed; `None` before the first.
    fn last_shift(&self) -> Result<Option<StoredShift>, JournalError>;

    /// What counts in a shift so far.
    fn figures(&self, shift: ShiftNumber) -> Result<Figures, JournalError>;

    /// That this journal was begun anew after damage, should it have been: the newest time. It stays known for ever;
    /// [`BegunAnew::is_acknowledged`] says whether staff have seen it.
    fn begun_anew(&self) -> Result<Option<BegunAnew>, JournalError>;

    /// Keeps that staff have seen it. Once is enough; without such a fact it changes nothing.
    fn acknowledge_begun_anew(&mut self, at: Timestamp) -> Result<(), JournalError>;

    /// The highest number given so far; `None` before the first sale.
    fn last_number(&self) -> Result<Option<SaleNumber>, JournalError>;

    /// Every sale that is not over ([`Sale::is_over`]), by number, replayed from its entries.
    fn unfinished(&self) -> Result<Vec<StoredSale>, JournalError>;

    /// The newest sales by number, newest first.
    fn recent(&self, limit: usize) -> Result<Vec<StoredSale>, JournalError>;

    /// The sale with this number; `None` when it was never written.
    fn sale(&self, number: SaleNumber) -> Result<Option<StoredSale>, JournalError>;

    /// The sale with this tag; `None` when it was never written.
    fn tagged(&self, tag: &Tag) -> Result<Option<StoredSale>, JournalError>;

    /// Writes one entry of a refund, as [`Journal::append`] does of a sale. A sale has one refund at most.
    fn append_refund(&mut self, record: &RefundRecord<'_>) -> Result<(), JournalError>;

    /// Writes one entry of a bill, under the same conditions as [`Journal::append`].
    fn append_bill(&mut self, record: &BillRecord<'_>) -> Result<(), JournalError>;

    /// The newest bill, open or ended; `None` before the first.
    fn last_bill(&self) -> Result<Option<StoredBill>, JournalError>;

    /// Every refund that has not settled or whose end was not acknowledged, replayed from its entries.
    fn unfinished_refunds(&self) -> Result<Vec<StoredRefund>, JournalError>;

    /// The refund of a sale, where one was asked for.
    fn refund_of(&self, sale: SaleNumber) -> Result<Option<StoredRefund>, JournalError>;
}

/// One entry to be written.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// Which entry of its sale it is, from 0.
    pub seq: u32,
    /// When it happened, by the server's clock.
    pub at: Timestamp,
    /// What happened.
    pub entry: &'a Entry,
    /// The sale after it.
    pub sale: &'a Sale,
}

/// A sale as the journal knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSale {
    /// The sale after its last entry.
    pub sale: Sale,
    /// How many entries it has.
    pub entries: u32,
    /// When it ended; `None` while it has not.
    pub ended_at: Option<Timestamp>,
}

/// Why the journal did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// Another copy of the program uses the same data.
    #[error("another copy of the program uses this data directory")]
    AlreadyRunning,
    /// The file was written by a newer version of the program.
    #[error("the journal has format {found}; this program knows formats up to {known}")]
    NewerFile {
        /// The file's format.
        found: i64,
        /// The newest format this program knows.
        known: i64,
    },
    /// The file is damaged.
    #[error("the journal is damaged: {0}")]
    Damaged(String),
    /// The directory lies on another machine's disk.
    #[error("the data directory is on a network drive ({kind}); choose one on this machine's own disk")]
    NetworkDrive {
        /// What kind of drive.
        kind: &'static str,
    },
    /// A sale is not begun, because its end could not be stored.
    #[error("the disk has no room for the journal")]
    NoRoom(#[source] std::io::Error),
    /// The entries of a sale cannot be read.
    #[error("sale {number} cannot be read from the journal: {reason}")]
    Unreadable {
        /// The sale's number.
        number: u32,
        /// What is wrong.
        reason: String,
    },
    /// The entries of a shift cannot be read.
    #[error("shift {number} cannot be read from the journal: {reason}")]
    UnreadableShift {
        /// The shift's number.
        number: u32,
        /// What is wrong.
        reason: String,
    },
    /// Another entry is in its place.
    #[error("another entry {seq} of {subject} {number} is in the journal")]
    Taken {
        /// What the entry is about.
        subject: &'static str,
        /// The number of it.
        number: u32,
        /// Which entry, from 0.
        seq: u32,
    },
    /// An entry before it is missing.
    #[error("entry {seq} of {subject} {number} does not follow; the journal waits for entry {next}")]
    Gap {
        /// What the entry is about.
        subject: &'static str,
        /// The number of it.
        number: u32,
        /// Which entry, from 0.
        seq: u32,
        /// The entry that comes next.
        next: u32,
    },
    /// The files cannot be made or locked.
    #[error("the data directory cannot be used")]
    Directory(#[from] std::io::Error),
    /// SQLite could not read or write.
    #[error("the journal cannot be read or written")]
    Database(#[from] rusqlite::Error),
    /// The entry cannot be written as JSON.
    #[error("an entry cannot be written as JSON")]
    Json(#[from] serde_json::Error),
}

/// Replays the entries of one sale, each with its time, through the function that moves the live ones.
pub(crate) fn replay(number: SaleNumber, entries: Vec<(Timestamp, Entry)>) -> Result<StoredSale, JournalError> {
    let unreadable = |reason: String| JournalError::Unreadable { number: number.0, reason };
    let count = u32::try_from(entries.len()).map_err(|_| unreadable("too many entries".to_owned()))?;
    let mut entries = entries.into_iter();
    let mut ended_at = None;
    let mut sale = match entries.next() {
        Some((_, Entry::Begun(intent))) => Sale::begin(intent),
        Some((at, Entry::Adopted { intent, success })) => {
            ended_at = Some(at);
            Sale::adopt(intent, success)
        }
        Some((_, Entry::Happened(_))) | None => return Err(unreadable("its beginning is missing".to_owned())),
    };
    for (at, entry) in entries {
        let event = match entry {
            Entry::Happened(event) => event,
            Entry::Begun(_) | Entry::Adopted { .. } => return Err(unreadable("it begins twice".to_owned())),
        };
        sale = sale.after(&event).map_err(|illegal: IllegalTransition| unreadable(illegal.to_string()))?;
        if sale.state.is_final() && ended_at.is_none() {
            ended_at = Some(at);
        }
    }
    Ok(StoredSale { sale, entries: count, ended_at })
}
