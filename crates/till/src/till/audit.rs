//! Who does what, written with what they do.

use jiff::Timestamp;

use super::actor::Actor;
use crate::audit::{AuditAct, AuditEntry};
use crate::journal::{Alongside, AuditRecord, BillRecord, JournalError, Record, RefundRecord, ShiftRecord};

impl Actor {
    /// Writes an act that makes no entry of the till's own.
    pub(super) fn audit(&mut self, act: AuditAct) -> Result<(), JournalError> {
        self.audit_at(self.clock.now(), act)
    }

    /// The same of what was done at that time.
    pub(super) fn audit_at(&mut self, at: Timestamp, act: AuditAct) -> Result<(), JournalError> {
        let written = self.write_audited(at, act, &Alongside::Nothing);
        self.note_journal(&written);
        written
    }

    /// Writes an entry of a sale; what staff do is audited with it.
    pub(super) fn write_sale(&mut self, record: Record<'_>, act: Option<AuditAct>) -> Result<(), JournalError> {
        match act {
            Some(act) => self.write_audited(record.at, act, &Alongside::Sale(record)),
            None => self.journal.append(&record),
        }
    }

    /// The same of a refund.
    pub(super) fn write_refund(&mut self, record: RefundRecord<'_>, act: Option<AuditAct>) -> Result<(), JournalError> {
        match act {
            Some(act) => self.write_audited(record.at, act, &Alongside::Refund(record)),
            None => self.journal.append_refund(&record),
        }
    }

    /// The same of a shift.
    pub(super) fn write_shift(&mut self, record: ShiftRecord<'_>, act: Option<AuditAct>) -> Result<(), JournalError> {
        match act {
            Some(act) => self.write_audited(record.at, act, &Alongside::Shift(record)),
            None => self.journal.append_shift(&record),
        }
    }

    /// The same of a bill.
    pub(super) fn write_bill(&mut self, record: BillRecord<'_>, act: Option<AuditAct>) -> Result<(), JournalError> {
        match act {
            Some(act) => self.write_audited(record.at, act, &Alongside::Bill(record)),
            None => self.journal.append_bill(&record),
        }
    }

    fn write_audited(&mut self, at: Timestamp, act: AuditAct, alongside: &Alongside<'_>) -> Result<(), JournalError> {
        let entry = AuditEntry { by: self.by.clone(), act };
        self.journal.append_audited(&AuditRecord { at, entry: &entry }, alongside)
    }
}
