//! A journal that lives as long as the program: for tests and simulations, where a "restart" is a second till on
//! the same memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use partner_api::ids::CashtrayId;

use super::bill::replay_bill;
use super::refund::replay_refund;
use super::shift::replay_shift;
use super::{
    Alongside, AuditRecord, BegunAnew, BillRecord, ChainReport, Journal, JournalError, Link, Record, RefundRecord,
    ShiftRecord, StoredBill, StoredRefund, StoredSale, StoredShift, replay,
};
use crate::audit::AuditEntry;
use crate::bill::{BillEntry, BillNumber};
use crate::refund::{RefundEntry, RefundState};
use crate::sale::{Entry, SaleEvent};
use crate::shift::{Figures, ShiftEntry, ShiftNumber, Sum};
use crate::tag::{SaleNumber, Tag};

/// Remembers entries in memory. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct MemoryJournal(Arc<Mutex<Entries>>);

#[derive(Clone, Debug, Default)]
struct Entries {
    sales: BTreeMap<SaleNumber, Vec<(Timestamp, Entry)>>,
    shifts: BTreeMap<ShiftNumber, Vec<(Timestamp, ShiftEntry)>>,
    /// The shift in which a sale's end became certain.
    ended_in: BTreeMap<SaleNumber, ShiftNumber>,
    /// The shift in which it became certain that a sale was taken back by this till.
    refunded_in: BTreeMap<SaleNumber, ShiftNumber>,
    refunds: BTreeMap<SaleNumber, Vec<(Timestamp, RefundEntry)>>,
    bills: BTreeMap<BillNumber, Vec<(Timestamp, BillEntry)>>,
    audit: Vec<(Timestamp, AuditEntry)>,
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

    /// The audit log, in order.
    pub fn audit_entries(&self) -> Vec<AuditEntry> {
        self.all().audit.iter().map(|(_, entry)| entry.clone()).collect()
    }

    /// What it holds now, in a memory of its own: a backup.
    #[must_use]
    pub fn copy(&self) -> Self {
        Self(Arc::new(Mutex::new(self.all().clone())))
    }

    /// All entries of a shift, in order.
    pub fn shift_entries(&self, number: ShiftNumber) -> Vec<ShiftEntry> {
        self.all().shifts.get(&number).into_iter().flatten().map(|(_, entry)| entry.clone()).collect()
    }

    fn all(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entries {
    fn last_shift(&self) -> Result<Option<StoredShift>, JournalError> {
        self.shifts.last_key_value().map(|(number, entries)| replay_shift(*number, entries)).transpose()
    }

    /// The shift in which counts what becomes certain now: the open one, or else the next.
    fn current_shift(&self) -> Result<ShiftNumber, JournalError> {
        Ok(match self.last_shift()? {
            Some(last) if last.shift.is_open() => last.shift.number,
            Some(last) => ShiftNumber(last.shift.number.0 + 1),
            None => ShiftNumber(1),
        })
    }
}

/// Writes one entry after the others of its subject, under the rules of [`Journal::append`].
fn push<E: Clone + PartialEq>(
    entries: &mut Vec<(Timestamp, E)>,
    subject: &'static str,
    number: u32,
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
        push(entries, "sale", number.0, record.seq, (record.at, record.entry))?;
        if record.sale.state.is_final() {
            let before = entries.split_last().and_then(|(_, before)| replay(number, before.to_vec()).ok());
            let is_new = before.is_none_or(|before| before.sale.state.name() != record.sale.state.name());
            let shift = all.current_shift()?;
            if is_new {
                all.ended_in.insert(number, shift);
            }
        }
        Ok(())
    }

    fn append_audited(&mut self, audit: &AuditRecord<'_>, alongside: &Alongside<'_>) -> Result<(), JournalError> {
        let entries = |journal: &Self| {
            let all = journal.all();
            match alongside {
                Alongside::Nothing => None,
                Alongside::Sale(record) => Some(all.sales.get(&record.sale.intent.number).map_or(0, Vec::len)),
                Alongside::Refund(record) => Some(all.refunds.get(&record.refund.intent.sale).map_or(0, Vec::len)),
                Alongside::Shift(record) => Some(all.shifts.get(&record.shift.number).map_or(0, Vec::len)),
                Alongside::Bill(record) => Some(all.bills.get(&record.number).map_or(0, Vec::len)),
            }
        };
        let before = entries(self);
        match alongside {
            Alongside::Nothing => {}
            Alongside::Sale(record) => self.append(record)?,
            Alongside::Refund(record) => self.append_refund(record)?,
            Alongside::Shift(record) => self.append_shift(record)?,
            Alongside::Bill(record) => self.append_bill(record)?,
        }
        if before.is_none() || entries(self) != before {
            self.all().audit.push((audit.at, audit.entry.clone()));
        }
        Ok(())
    }

    fn cashtray_of(&self, number: SaleNumber) -> Result<Option<CashtrayId>, JournalError> {
        let all = self.all();
        Ok(all.sales.get(&number).into_iter().flatten().find_map(|(_, entry)| match entry {
            Entry::Happened(SaleEvent::Opened { tray } | SaleEvent::OpenedUnfit { tray }) => Some(tray.id),
            Entry::Happened(_) | Entry::Begun(_) | Entry::Adopted { .. } => None,
        }))
    }

    fn append_shift(&mut self, record: &ShiftRecord<'_>) -> Result<(), JournalError> {
        let number = record.shift.number;
        push(self.all().shifts.entry(number).or_default(), "shift", number.0, record.seq, (record.at, record.entry))
    }

    fn last_shift(&self) -> Result<Option<StoredShift>, JournalError> {
        self.all().last_shift()
    }

    fn figures(&self, shift: ShiftNumber) -> Result<Figures, JournalError> {
        let all = self.all();
        let mut figures = Figures::default();
        for (number, _) in all.ended_in.iter().filter(|(_, ended_in)| **ended_in == shift) {
            let Some(entries) = all.sales.get(number) else { continue };
            let sale = replay(*number, entries.clone())?.sale;
            figures.add(sale.intent.direction, &sale.state);
        }
        for (sale, _) in all.refunded_in.iter().filter(|(_, refunded_in)| **refunded_in == shift) {
            let Some(entries) = all.refunds.get(sale) else { continue };
            let intent = stored_refund(*sale, entries)?.refund.intent;
            *figures.refund_mut(intent.direction) +=
                Sum { count: 1, amount: intent.amount, money: intent.money_amount, points: intent.point_amount };
        }
        Ok(figures)
    }

    /// Nobody edits memory by hand, so there is no chain to break.
    fn verify_chain(&self) -> Result<ChainReport, JournalError> {
        let all = self.all();
        let counts = all.sales.values().map(Vec::len).chain(all.refunds.values().map(Vec::len));
        let counts = counts.chain(all.bills.values().map(Vec::len));
        let entries = counts.chain(all.shifts.values().map(Vec::len)).sum::<usize>() + all.audit.len();
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
        push(entries, "refund", sale.0, record.seq, (record.at, record.entry))?;
        if matches!(record.refund.state, RefundState::Refunded { .. }) {
            let shift = all.current_shift()?;
            all.refunded_in.entry(sale).or_insert(shift);
        }
        Ok(())
    }

    fn append_bill(&mut self, record: &BillRecord<'_>) -> Result<(), JournalError> {
        let mut all = self.all();
        let entries = all.bills.entry(record.number).or_default();
        push(entries, "bill", record.number.0, record.seq, (record.at, record.entry))
    }

    fn last_bill(&self) -> Result<Option<StoredBill>, JournalError> {
        let all = self.all();
        let last = all.bills.last_key_value();
        last.map(|(number, entries)| replay_bill(*number, entries.iter().map(|(_, entry)| entry))).transpose()
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
