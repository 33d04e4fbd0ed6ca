//! A journal that lives as long as the program: for tests and simulations, where a "restart" is a second till on
//! the same memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use super::{Journal, JournalError, Record, StoredSale, replay};
use crate::sale::Entry;
use crate::tag::{SaleNumber, Tag};

/// Remembers entries in memory. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct MemoryJournal(Arc<Mutex<Sales>>);

type Sales = BTreeMap<SaleNumber, Vec<(Timestamp, Entry)>>;

impl MemoryJournal {
    /// All entries of a sale, in order.
    pub fn entries(&self, number: SaleNumber) -> Vec<Entry> {
        self.sales().get(&number).into_iter().flatten().map(|(_, entry)| entry.clone()).collect()
    }

    /// What it holds now, in a memory of its own: a backup.
    #[must_use]
    pub fn copy(&self) -> Self {
        Self(Arc::new(Mutex::new(self.sales().clone())))
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
        if usize::try_from(record.seq).ok() != Some(entries.len()) {
            let reason = format!("entry {} does not follow entry {}", record.seq, entries.len());
            return Err(JournalError::Unreadable { number: number.0, reason });
        }
        entries.push((record.at, record.entry.clone()));
        Ok(())
    }

    fn last_number(&self) -> Result<Option<SaleNumber>, JournalError> {
        Ok(self.sales().last_key_value().map(|(number, _)| *number))
    }

    fn unfinished(&self) -> Result<Vec<StoredSale>, JournalError> {
        let sales = self.sales();
        let all = sales.iter().map(|(number, entries)| replay(*number, entries.clone()));
        all.filter(|stored| !stored.as_ref().is_ok_and(|stored| stored.sale.is_over())).collect()
    }

    fn recent(&self, limit: usize) -> Result<Vec<StoredSale>, JournalError> {
        let sales = self.sales();
        sales.iter().rev().take(limit).map(|(number, entries)| replay(*number, entries.clone())).collect()
    }

    fn tagged(&self, tag: &Tag) -> Result<Option<StoredSale>, JournalError> {
        let sales = self.sales();
        let is_it = |entries: &[(Timestamp, Entry)]| match entries.first() {
            Some((_, Entry::Begun(intent) | Entry::Adopted { intent, .. })) => intent.tag == *tag,
            Some((_, Entry::Happened(_))) | None => false,
        };
        let found = sales.iter().find(|(_, entries)| is_it(entries));
        found.map(|(number, entries)| replay(*number, entries.clone())).transpose()
    }
}
