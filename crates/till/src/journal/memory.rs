//! A journal that lives as long as the program: for tests and simulations, where a "restart" is a second till on
//! the same memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use super::refund::replay_refund;
use super::{
    BegunAnew, ChainReport, Journal, JournalError, Link, Record, RefundRecord, StoredRefund, StoredSale, replay,
};
use crate::refund::RefundEntry;
use crate::sale::Entry;
use crate::tag::{SaleNumber, Tag};

/// Remembers entries in memory. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct MemoryJournal(Arc<Mutex<Entries>>);

#[derive(Clone, Debug, Default)]
struct Entries {
    sales: BTreeMap<SaleNumber, Vec<(Timestamp, Entry)>>,
    refunds: BTreeMap<SaleNumber, Vec<(Timestamp, RefundEntry)>>,
}

impl MemoryJournal {
    /// All entries of a sale, in order.
    pub fn entries(&self, number: SaleNumber) -> Vec<Entry> {
        self.all().sales.get(&number).into_iter().flatten().map(|(_, entry)| entry.clone()).collect()
    }

    /// All entries of a sale's refund, in order.
    pub fn refund_entries(&self, sale: SaleNumber) -> Vec<RefundEntry> {
        self.all().refunds.get(&sale).into_iter().flatten().map(|(_, entry)| entry.clone()).collect()
    }

    /// What it holds now, in a memory of its own: a backup.
    #[must_use]
    pub fn copy(&self) -> Self {
        Self(Arc::new(Mutex::new(self.all().clone())))
    }

    fn all(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes one entry after the others of its subject, under the rules of [`Journal::append`].
fn push<E: Clone + PartialEq>(
    entries: &mut Vec<(Timestamp, E)>,
    subject: &'static str,
    SaleNumber(number): SaleNumber,
    seq: u32,
    (at, entry): (Timestamp, &E),
) -> Result<(), JournalError> {
    let there = usize::try_from(seq).ok().and_then(|seq| entries.get(seq));
    if there.is_some_and(|(_, there)| there == entry) {
        return Ok(());
    }
    let next = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    if seq < next {
        return Err(JournalError::Taken { subject, number, seq });
    }
    if seq > next {
        return Err(JournalError::Gap { subject, number, seq, next });
    }
    entries.push((at, entry.clone()));
    Ok(())
}

impl Journal for MemoryJournal {
    fn append(&mut self, record: &Record<'_>) -> Result<(), JournalError> {
        let number = record.sale.intent.number;
        let mut all = self.all();
        let entries = all.sales.entry(number).or_default();
        push(entries, "sale", number, record.seq, (record.at, record.entry))
    }

    /// Nobody edits memory by hand, so there is no chain to break.
    fn verify_chain(&self) -> Result<ChainReport, JournalError> {
        let all = self.all();
        let entries = all.sales.values().map(Vec::len).chain(all.refunds.values().map(Vec::len)).sum::<usize>();
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
        Ok(self.all().sales.last_key_value().map(|(number, _)| *number))
    }

    fn unfinished(&self) -> Result<Vec<StoredSale>, JournalError> {
        let all = self.all();
        let stored = all.sales.iter().map(|(number, entries)| replay(*number, entries.clone()));
        stored.filter(|stored| !stored.as_ref().is_ok_and(|stored| stored.sale.is_over())).collect()
    }

    fn recent(&self, limit: usize) -> Result<Vec<StoredSale>, JournalError> {
        let all = self.all();
        all.sales.iter().rev().take(limit).map(|(number, entries)| replay(*number, entries.clone())).collect()
    }

    fn sale(&self, number: SaleNumber) -> Result<Option<StoredSale>, JournalError> {
        self.all().sales.get(&number).map(|entries| replay(number, entries.clone())).transpose()
    }

    fn append_refund(&mut self, record: &RefundRecord<'_>) -> Result<(), JournalError> {
        let sale = record.refund.intent.sale;
        let mut all = self.all();
        let entries = all.refunds.entry(sale).or_default();
        push(entries, "refund", sale, record.seq, (record.at, record.entry))
    }

    fn unfinished_refunds(&self) -> Result<Vec<StoredRefund>, JournalError> {
        let all = self.all();
        let stored = all.refunds.iter().map(|(sale, entries)| stored_refund(*sale, entries));
        stored.filter(|stored| !stored.as_ref().is_ok_and(|stored| stored.refund.is_filed)).collect()
    }

    fn refund_of(&self, sale: SaleNumber) -> Result<Option<StoredRefund>, JournalError> {
        self.all().refunds.get(&sale).map(|entries| stored_refund(sale, entries)).transpose()
    }

    fn tagged(&self, tag: &Tag) -> Result<Option<StoredSale>, JournalError> {
        let all = self.all();
        let is_it = |entries: &[(Timestamp, Entry)]| match entries.first() {
            Some((_, Entry::Begun(intent) | Entry::Adopted { intent, .. })) => intent.tag == *tag,
            Some((_, Entry::Happened(_))) | None => false,
        };
        let found = all.sales.iter().find(|(_, entries)| is_it(entries));
        found.map(|(number, entries)| replay(*number, entries.clone())).transpose()
    }
}

fn stored_refund(sale: SaleNumber, entries: &[(Timestamp, RefundEntry)]) -> Result<StoredRefund, JournalError> {
    replay_refund(sale, entries.iter().map(|(_, entry)| entry.clone()).collect())
}
