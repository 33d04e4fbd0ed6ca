//! Refunds in the journal: one history for each sale that was to be taken back.

use jiff::Timestamp;

use super::JournalError;
use crate::refund::{IllegalRefund, Refund, RefundEntry};
use crate::tag::SaleNumber;

/// One entry of a refund to be written.
#[derive(Clone, Copy, Debug)]
pub struct RefundRecord<'a> {
    /// Which entry of its refund it is, from 0.
    pub seq: u32,
    /// When it happened, by the server's clock.
    pub at: Timestamp,
    /// What happened.
    pub entry: &'a RefundEntry,
    /// The refund after it.
    pub refund: &'a Refund,
}

/// A refund as the journal knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRefund {
    /// The refund after its last entry.
    pub refund: Refund,
    /// How many entries it has.
    pub entries: u32,
}

/// Replays the entries of one refund through the function that moves the live ones.
pub(crate) fn replay_refund(sale: SaleNumber, entries: Vec<RefundEntry>) -> Result<StoredRefund, JournalError> {
    let unreadable = |reason: String| JournalError::Unreadable { number: sale.0, reason };
    let count = u32::try_from(entries.len()).map_err(|_| unreadable("its refund has too many entries".to_owned()))?;
    let mut entries = entries.into_iter();
    let mut refund = match entries.next() {
        Some(RefundEntry::Begun(intent)) => Refund::begin(intent),
        Some(RefundEntry::Happened(_)) | None => {
            return Err(unreadable("the beginning of its refund is missing".to_owned()));
        }
    };
    for entry in entries {
        let event = match entry {
            RefundEntry::Happened(event) => event,
            RefundEntry::Begun(_) => return Err(unreadable("its refund begins twice".to_owned())),
        };
        refund = refund.after(&event).map_err(|illegal: IllegalRefund| unreadable(illegal.to_string()))?;
    }
    Ok(StoredRefund { refund, entries: count })
}
