//! The audit log, page by page, and whether the journal it stands in is as it was written.

use super::{Books, MOST_ROWS};
use crate::journal::ChainReport;
use crate::journal::sqlite::{audit, chain};
use crate::view::{AuditPage, AuditRow, BooksProblem};

impl Books {
    /// At most `limit` lines before the one with this number, newest first; without a number the newest.
    pub fn audit(&self, before: Option<u32>, limit: u32) -> Result<AuditPage, BooksProblem> {
        let connection = self.connection();
        let total = audit::count(&connection)?;
        let lines = audit::before(&connection, before.unwrap_or(u32::MAX), limit.min(MOST_ROWS))?;
        let rows = lines.into_iter().map(|(number, at, entry)| AuditRow { number, at, entry }).collect();
        Ok(AuditPage { rows, total })
    }

    /// Computes the chain over all entries anew, those of the audit log among them (reliability, E10 and S6).
    pub fn verify_chain(&self) -> Result<ChainReport, BooksProblem> {
        Ok(chain::verify(&self.reconnect()?)?)
    }
}
