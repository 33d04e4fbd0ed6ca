//! The journal on a disk that can fail, and that can be the moment of a crash.

use std::collections::VecDeque;
use std::io;
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use partner_api::ids::CashtrayId;
use till::journal::{
    Alongside, AuditRecord, BegunAnew, BillRecord, ChainReport, Journal, JournalError, MemoryJournal, Record,
    RefundRecord, ShiftRecord, StoredBill, StoredRefund, StoredSale, StoredShift,
};
use till::refund::{Refund, RefundEntry, RefundEvent};
use till::sale::{Entry, Sale, SaleEvent};
use till::shift::{Figures, ShiftNumber};
use till::tag::{SaleNumber, Tag};

use super::Killed;
use crate::log::Log;

/// Which entries are acknowledged before they are durable: what R1 to R3 forbid.
#[expect(clippy::struct_excessive_bools, reason = "each is a rule of its own that is broken alone")]
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct WriteBehind {
    /// Without R1: the intent.
    pub(crate) intents: bool,
    /// Without R2: the tray.
    pub(crate) trays: bool,
    /// Without R3: the outcome.
    pub(crate) outcomes: bool,
    /// Without R14: a refund's intent, and that its request leaves.
    pub(crate) refunds: bool,
}

/// The disk of one machine. It outlives every process.
#[derive(Debug, Default)]
pub(crate) struct Disk {
    /// The process is killed at the so manieth append from now...
    pub(crate) dies_at: Option<u64>,
    /// ...after it is durable, or before.
    pub(crate) dies_after_commit: bool,
    /// Every append reports an error...
    pub(crate) is_in_trouble: bool,
    /// ...though it is carried out, or without.
    pub(crate) commits_in_trouble: bool,
    behind: VecDeque<Kept>,
}

#[derive(Debug)]
enum Kept {
    OfSale { seq: u32, at: Timestamp, entry: Entry, sale: Sale },
    OfRefund { seq: u32, at: Timestamp, entry: RefundEntry, refund: Refund },
}

/// One process's journal. Clones are the same one.
#[derive(Clone, Debug)]
pub(crate) struct MortalJournal {
    pub(crate) memory: MemoryJournal,
    pub(crate) disk: Arc<Mutex<Disk>>,
    pub(crate) write_behind: WriteBehind,
    pub(crate) log: Log,
}

impl MortalJournal {
    pub(crate) fn disk(&self) -> MutexGuard<'_, Disk> {
        self.disk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was acknowledged and never became durable is gone with the process.
    pub(crate) fn lose_what_is_behind(&self) {
        self.disk().behind.clear();
    }

    /// The process has ended in order.
    pub(crate) fn write_what_is_behind(&mut self) -> Result<(), JournalError> {
        let behind = std::mem::take(&mut self.disk().behind);
        for kept in behind {
            match kept {
                Kept::OfSale { seq, at, entry, sale } => {
                    self.memory.append(&Record { seq, at, entry: &entry, sale: &sale })?;
                }
                Kept::OfRefund { seq, at, entry, refund } => {
                    self.memory.append_refund(&RefundRecord { seq, at, entry: &entry, refund: &refund })?;
                }
            }
        }
        Ok(())
    }

    fn is_behind(&self, entry: &Entry) -> bool {
        let WriteBehind { intents, trays, outcomes, refunds: _ } = self.write_behind;
        match entry {
            Entry::Begun(_) => intents,
            Entry::Happened(SaleEvent::Opened { .. } | SaleEvent::OpenedUnfit { .. }) => trays,
            Entry::Adopted { .. }
            | Entry::Happened(
                SaleEvent::Succeeded { .. }
                | SaleEvent::Failed { .. }
                | SaleEvent::Canceled
                | SaleEvent::Expired
                | SaleEvent::FoundInList { .. },
            ) => outcomes,
            Entry::Happened(_) => false,
        }
    }

    /// Whether the process dies at this append.
    fn dies(&self) -> bool {
        let mut disk = self.disk();
        match disk.dies_at.as_mut() {
            Some(0) => {
                disk.dies_at = None;
                true
            }
            Some(left) => {
                *left -= 1;
                false
            }
            None => false,
        }
    }

    fn write(&mut self, record: &Record<'_>) -> Result<(), JournalError> {
        if self.is_behind(record.entry) {
            let (entry, sale) = (record.entry.clone(), record.sale.clone());
            self.disk().behind.push_back(Kept::OfSale { seq: record.seq, at: record.at, entry, sale });
            return Ok(());
        }
        self.write_what_is_behind()?;
        self.memory.append(record)
    }

    fn is_refund_behind(&self, entry: &RefundEntry) -> bool {
        let is_ahead = matches!(entry, RefundEntry::Begun(_) | RefundEntry::Happened(RefundEvent::Sent { .. }));
        self.write_behind.refunds && is_ahead
    }

    fn write_refund(&mut self, record: &RefundRecord<'_>) -> Result<(), JournalError> {
        if self.is_refund_behind(record.entry) {
            let (entry, refund) = (record.entry.clone(), record.refund.clone());
            self.disk().behind.push_back(Kept::OfRefund { seq: record.seq, at: record.at, entry, refund });
            return Ok(());
        }
        self.write_what_is_behind()?;
        self.memory.append_refund(record)
    }

    /// One write on this disk: it may report an error, and it may be the moment of a crash.
    fn commit(
        &mut self,
        what: impl FnOnce() -> String,
        write: impl FnOnce(&mut Self) -> Result<(), JournalError>,
    ) -> Result<(), JournalError> {
        let (is_in_trouble, commits) = {
            let disk = self.disk();
            (disk.is_in_trouble, disk.commits_in_trouble)
        };
        let dies = self.dies();
        let is_written = if dies { self.disk().dies_after_commit } else { !is_in_trouble || commits };
        self.log.note("journal", || {
            let how = if dies {
                ", and is killed"
            } else if is_in_trouble {
                ", and reports an error"
            } else {
                ""
            };
            let verb = if is_written { "writes" } else { "does not write" };
            format!("{verb} {}{how}", what())
        });
        if is_written {
            write(self)?;
        }
        if dies {
            resume_unwind(Box::new(Killed));
        }
        if is_in_trouble { Err(io::Error::from(io::ErrorKind::StorageFull).into()) } else { Ok(()) }
    }
}

impl Journal for MortalJournal {
    fn append(&mut self, record: &Record<'_>) -> Result<(), JournalError> {
        let name = match record.entry {
            Entry::Begun(_) => "begun",
            Entry::Adopted { .. } => "adopted",
            Entry::Happened(event) => event.name(),
        };
        let what = || format!("{} {}: {name}", record.sale.intent.number.0, record.seq);
        self.commit(what, |journal| journal.write(record))
    }

    fn append_refund(&mut self, record: &RefundRecord<'_>) -> Result<(), JournalError> {
        let name = match record.entry {
            RefundEntry::Begun(_) => "begun",
            RefundEntry::Happened(event) => event.name(),
        };
        let what = || format!("refund of {} {}: {name}", record.refund.intent.sale.0, record.seq);
        self.commit(what, |journal| journal.write_refund(record))
    }

    fn append_audited(&mut self, audit: &AuditRecord<'_>, alongside: &Alongside<'_>) -> Result<(), JournalError> {
        let what = || {
            let with = match alongside {
                Alongside::Nothing => "nothing else".to_owned(),
                Alongside::Sale(record) => format!("{} {}", record.sale.intent.number.0, record.seq),
                Alongside::Refund(record) => format!("refund of {} {}", record.refund.intent.sale.0, record.seq),
                Alongside::Shift(record) => format!("shift {} {}", record.shift.number.0, record.seq),
                Alongside::Bill(record) => format!("bill {} {}", record.number.0, record.seq),
            };
            format!("who did it, with {with}")
        };
        self.commit(what, |journal| match alongside {
            // What is broken on purpose is the till's own entry; its audit is of no interest then.
            Alongside::Sale(record) if journal.is_behind(record.entry) => journal.write(record),
            Alongside::Refund(record) if journal.is_refund_behind(record.entry) => journal.write_refund(record),
            Alongside::Nothing
            | Alongside::Sale(_)
            | Alongside::Refund(_)
            | Alongside::Shift(_)
            | Alongside::Bill(_) => {
                journal.write_what_is_behind()?;
                journal.memory.append_audited(audit, alongside)
            }
        })
    }

    fn verify_chain(&self) -> Result<ChainReport, JournalError> {
        self.memory.verify_chain()
    }

    fn cashtray_of(&self, number: SaleNumber) -> Result<Option<CashtrayId>, JournalError> {
        self.memory.cashtray_of(number)
    }

    fn append_shift(&mut self, record: &ShiftRecord<'_>) -> Result<(), JournalError> {
        let (is_in_trouble, commits) = {
            let disk = self.disk();
            (disk.is_in_trouble, disk.commits_in_trouble)
        };
        let dies = self.dies();
        let is_written = if dies { self.disk().dies_after_commit } else { !is_in_trouble || commits };
        self.log.note("journal", || {
            let what = if is_written { "writes" } else { "does not write" };
            format!("{what} shift {} {}: {}", record.shift.number.0, record.seq, record.entry.name())
        });
        if is_written {
            self.write_what_is_behind()?;
            self.memory.append_shift(record)?;
        }
        if dies {
            resume_unwind(Box::new(Killed));
        }
        if is_in_trouble { Err(io::Error::from(io::ErrorKind::StorageFull).into()) } else { Ok(()) }
    }

    fn last_shift(&self) -> Result<Option<StoredShift>, JournalError> {
        self.memory.last_shift()
    }

    fn figures(&self, shift: ShiftNumber) -> Result<Figures, JournalError> {
        self.memory.figures(shift)
    }

    fn begun_anew(&self) -> Result<Option<BegunAnew>, JournalError> {
        self.memory.begun_anew()
    }

    fn acknowledge_begun_anew(&mut self, at: Timestamp) -> Result<(), JournalError> {
        self.memory.acknowledge_begun_anew(at)
    }

    fn last_number(&self) -> Result<Option<SaleNumber>, JournalError> {
        self.memory.last_number()
    }

    fn unfinished(&self) -> Result<Vec<StoredSale>, JournalError> {
        self.memory.unfinished()
    }

    fn sale(&self, number: SaleNumber) -> Result<Option<StoredSale>, JournalError> {
        self.memory.sale(number)
    }

    fn tagged(&self, tag: &Tag) -> Result<Option<StoredSale>, JournalError> {
        self.memory.tagged(tag)
    }

    fn recent(&self, limit: usize) -> Result<Vec<StoredSale>, JournalError> {
        self.memory.recent(limit)
    }

    fn append_bill(&mut self, record: &BillRecord<'_>) -> Result<(), JournalError> {
        let what = || format!("bill {} {}", record.number.0, record.seq);
        self.commit(what, |journal| journal.memory.append_bill(record))
    }

    fn last_bill(&self) -> Result<Option<StoredBill>, JournalError> {
        self.memory.last_bill()
    }

    fn unfinished_refunds(&self) -> Result<Vec<StoredRefund>, JournalError> {
        self.memory.unfinished_refunds()
    }

    fn refund_of(&self, sale: SaleNumber) -> Result<Option<StoredRefund>, JournalError> {
        self.memory.refund_of(sale)
    }
}
