//! Exports as a window asks for them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What staff do with an export. One runs at a time.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case")]
#[ts(export)]
pub enum ExportAct {
    /// Writes a file; the answer says where. Progress comes as the event `export`.
    Start {
        /// What of the books.
        scope: ExportScope,
        /// As what.
        format: ExportFormat,
        /// The words' language: `ja` or `en`.
        language: ExportLanguage,
    },
    /// Ends the one that runs. Its file is not left behind.
    Cancel,
}

/// What of the books is exported.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum ExportScope {
    /// What counts in a shift, and what was begun in it and is not certain yet.
    Shift {
        /// Its number.
        shift: u32,
    },
    /// What was begun on a day of the shop, from the hour that its day begins (04:00).
    Day {
        /// `2026-11-20`.
        day: String,
    },
    /// What was begun in a range.
    Range {
        /// At this time or later; RFC 3339.
        from: String,
        /// Before this time; RFC 3339.
        to: String,
    },
}

/// As what it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// One line per tray, for a spreadsheet.
    Csv,
    /// One object per tray, for a program.
    Json,
    /// The shift's report as a page to print. Only for a shift.
    Report,
}

/// The words' language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportLanguage {
    /// Japanese.
    Ja,
    /// English.
    En,
}

/// How far the export is; the payload of the event `export`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ExportProgress {
    /// Rows written.
    pub done: u32,
    /// Rows in all.
    pub total: u32,
}

/// A file that was written whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Exported {
    /// Where it is.
    pub path: String,
    /// How many rows it has.
    pub rows: u32,
}
