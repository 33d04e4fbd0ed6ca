//! The audit log as managers read it.

use serde::Serialize;
use ts_rs::TS;

use crate::audit::AuditEntry;

/// A part of the audit log, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AuditPage {
    /// The lines of this page.
    pub rows: Vec<AuditRow>,
    /// How many lines the log has in all.
    pub total: u32,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AuditRow {
    /// Counts up from 1 without a gap.
    pub number: u32,
    /// When.
    pub at: String,
    /// Who did what; `null` when the line is not what was written, and says nothing.
    pub entry: Option<AuditEntry>,
}
