//! The journal's records of who did what.

use jiff::Timestamp;

use super::{BillRecord, Record, RefundRecord, ShiftRecord};
use crate::audit::AuditEntry;

/// One entry of the audit log to be written.
#[derive(Clone, Copy, Debug)]
pub struct AuditRecord<'a> {
    /// When, by the server's clock.
    pub at: Timestamp,
    /// Who and what.
    pub entry: &'a AuditEntry,
}

/// The entry that an audited act makes. Both are durable, or neither is.
#[derive(Clone, Copy, Debug)]
pub enum Alongside<'a> {
    /// None: the act is not one of the till's.
    Nothing,
    /// Of a sale.
    Sale(Record<'a>),
    /// Of a refund.
    Refund(RefundRecord<'a>),
    /// Of a shift.
    Shift(ShiftRecord<'a>),
    /// Of a bill.
    Bill(BillRecord<'a>),
}

impl Alongside<'_> {
    /// Whether something begins by it that needs room to end.
    pub(crate) fn begins(&self) -> bool {
        match self {
            Self::Sale(record) => record.seq == 0,
            Self::Refund(record) => record.seq == 0,
            Self::Bill(record) => record.seq == 0,
            Self::Nothing | Self::Shift(_) => false,
        }
    }
}
