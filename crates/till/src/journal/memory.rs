//! A journal that lives as long as the program: for tests and simulations, where a "restart" is a second till on
//! the same memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use super::{BegunAnew, ChainReport, Journal, JournalError, Link, Record, StoredSale, replay};
use crate::sale::Entry;
use crate::tag::SaleNumber;

/// Remembers entries in memory. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct MemoryJournal(Arc<Mutex<Sales>>);

type Sales = BTreeMap<SaleNumber, Vec<(Timestamp, Entry)>>;

impl MemoryJournal {
    /// All entries of a sale, in order.
    pub fn entries(&self, number: SaleNumber) -> Vec<Entry> {
        self.sales().get(&number).into_iter().flatten().map(|(_, entry)| entry.clone()).collect()
    }

    fn sales(&self) -> MutexGuard<'_, Sales> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Journal for MemoryJournal {
    fn append(&mut self, record: &Record<'_>) -> Result<(), JournalError> {
        let number = record.sale.intent.number;
        let mut sales = self.sales();
        let entries = sales.entry(number).or_default();
        let there = usize::try_from(record.seq).ok().and_then(|seq| entries.get(seq));
        if there.is_some_and(|(_, entry)| entry == record.entry) {
            return Ok(());
        }
        let (subject, number, seq) = ("sale", number.0, record.seq);
        let next = u32::try_from(entries.len()).unwrap_or(u32::MAX);
        if seq < next {
            return Err(JournalError::Taken { subject, number, seq });
        }
        if seq > next {
            return Err(JournalError::Gap { subject, number, seq, next });
        }
        entries.push((record.at, record.entry.clone()));
        Ok(())
    }

    /// Nobody edits memory by hand, so there is no chain to break.
    fn verify_chain(&self) -> Result<ChainReport, JournalError> {
        let entries = self.sales().values().map(Vec::len).sum::<usize>();
        Ok(ChainReport { entries: u64::try_from(entries).unwrap_or(u64::MAX), broken_at: None, head: Link([0; 32]) })
    }

    /// Memory is not damaged.
    fn begun_anew(&self) -> Result<Option<BegunAnew>, JournalError> {
        Ok(None)
    }

    fn acknowledge_begun_anew(&mut self, _at: Timestamp) -> Result<(), JournalError> {
        Ok(())
    }

    fn last_number(&self) -> Result<Option<SaleNumber>, JournalError> {
        Ok(self.sales().last_key_value().map(|(number, _)| *number))
    }

    fn unfinished(&self) -> Result<Vec<StoredSale>, JournalError> {
        let sales = self.sales();
        let all = sales.iter().map(|(number, entries)| replay(*number, entries.clone()));
        all.filter(|stored| !stored.as_ref().is_ok_and(|stored| stored.sale.is_filed())).collect()
    }

    fn recent(&self, limit: usize) -> Result<Vec<StoredSale>, JournalError> {
        let sales = self.sales();
        sales.iter().rev().take(limit).map(|(number, entries)| replay(*number, entries.clone())).collect()
    }
}
