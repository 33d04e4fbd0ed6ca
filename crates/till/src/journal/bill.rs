//! Bills in the journal: only the newest one matters, for a till has one at a time.

use jiff::Timestamp;

use super::JournalError;
use crate::bill::{Bill, BillEntry, BillNumber};

/// One entry of a bill to be written.
#[derive(Clone, Copy, Debug)]
pub struct BillRecord<'a> {
    /// Which bill.
    pub number: BillNumber,
    /// Which entry of it, from 0.
    pub seq: u32,
    /// When it happened, by the server's clock.
    pub at: Timestamp,
    /// What happened.
    pub entry: &'a BillEntry,
}

/// A bill as the journal knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredBill {
    /// The bill after its last entry.
    pub bill: Bill,
    /// How many entries it has.
    pub entries: u32,
}

/// One entry further, or why it cannot follow.
pub(crate) fn step_bill(number: BillNumber, before: Option<Bill>, entry: &BillEntry) -> Result<Bill, String> {
    match (before, entry) {
        (None, BillEntry::Begun { terms, how }) => Ok(Bill::begin(number, terms.clone(), *how)),
        (Some(bill), BillEntry::Happened(event)) => bill.after(event).map_err(|illegal| illegal.to_string()),
        (None, BillEntry::Happened(_)) => Err("the beginning of the bill is missing".to_owned()),
        (Some(_), BillEntry::Begun { .. }) => Err("the bill begins twice".to_owned()),
    }
}

/// Replays the entries of one bill through the function that moves the live one.
pub(crate) fn replay_bill<'a>(
    number: BillNumber,
    entries: impl Iterator<Item = &'a BillEntry>,
) -> Result<StoredBill, JournalError> {
    let unreadable = |reason: String| JournalError::Unreadable { number: number.0, reason };
    let (mut bill, mut count) = (None, 0);
    for entry in entries {
        bill = Some(step_bill(number, bill, entry).map_err(unreadable)?);
        count += 1;
    }
    let bill = bill.ok_or_else(|| unreadable("the bill has no entries".to_owned()))?;
    Ok(StoredBill { bill, entries: count })
}
