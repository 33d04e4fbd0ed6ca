//! Questions to the books, and why they have no answer. One command carries them all, so that windows have few.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AuditPage, HistoryPage, HistoryQuery, SaleDetail, ShiftReport, ShiftsPage};

/// What a window wants to read. The answer is the variant of the same name in [`BooksAnswer`].
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "read", rename_all = "snake_case")]
#[ts(export)]
pub enum BooksQuestion {
    /// A part of the history.
    History(HistoryQuery),
    /// One sale with all that happened to it.
    Sale {
        /// The sale's number.
        number: String,
    },
    /// The books of a shift. Changes nothing (点検).
    Shift {
        /// Which; `None` for the open one, or the last when none is open.
        shift: Option<u32>,
    },
    /// The shifts, newest first.
    Shifts {
        /// How many to leave out at the top.
        offset: u32,
        /// How many are wanted; at most 500 come.
        limit: u32,
    },
    /// The audit log, newest first. For who has the right to settings.
    Audit {
        /// Only lines before the one with this number; `None` from the newest on.
        before: Option<u32>,
        /// How many are wanted; at most 500 come.
        limit: u32,
    },
}

/// What the books say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "read", rename_all = "snake_case")]
#[ts(export)]
pub enum BooksAnswer {
    /// A part of the history.
    History(HistoryPage),
    /// One sale.
    Sale(Box<SaleDetail>),
    /// The books of a shift.
    Shift(Box<ShiftReport>),
    /// The shifts.
    Shifts(ShiftsPage),
    /// A part of the audit log.
    Audit(AuditPage),
}

/// Why a question to the books, a reconciliation or an export has no answer. Nothing was changed, and no file is left
/// half written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
#[ts(export)]
pub enum BooksProblem {
    /// The range ends before it begins.
    #[error("the range ends before it begins")]
    FromAfterTo,
    /// A time or a day cannot be read.
    #[error("{text} is not a time")]
    NotATime {
        /// What was given.
        text: String,
    },
    /// There is no such sale.
    #[error("there is no sale {number}")]
    NoSuchSale {
        /// What was given.
        number: String,
    },
    /// There is no such shift, or none was ever opened.
    #[error("there is no such shift")]
    NoSuchShift,
    /// The journal cannot be read.
    #[error("the journal cannot be read")]
    JournalUnavailable,
    /// Reconciling: the server did not answer.
    #[error("the server did not answer")]
    ServerUnreachable,
    /// Reconciling: the server refused the list.
    #[error("the server refused the list: {error_type}")]
    ServerRefused {
        /// The machine name.
        error_type: String,
        /// The server's sentence; may be empty.
        error_message: String,
    },
    /// Reconciling: the list has more pages than it can have; it was left.
    #[error("the server's list is too long")]
    ListTooLong,
    /// Exporting: the folder or the file cannot be written.
    #[error("{path} cannot be written")]
    CannotWrite {
        /// What was to be written.
        path: String,
    },
    /// Exporting: the disk is full.
    #[error("the disk has no room for {path}")]
    DiskFull {
        /// What was to be written.
        path: String,
    },
    /// Exporting: a report is of one shift, not of a day or a range.
    #[error("a report is of one shift")]
    ReportOfShiftOnly,
    /// Exporting: another export is being written.
    #[error("another export is being written")]
    AlreadyExporting,
    /// Exporting: staff ended it. No file is left.
    #[error("the export was cancelled")]
    ExportCanceled,
    /// No till sells.
    #[error("the till is closing")]
    Closing,
}
