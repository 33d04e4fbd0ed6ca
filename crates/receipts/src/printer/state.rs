//! How a printer is, as one line.

use super::Trouble;
use crate::receipt::Language;
use serde::Serialize;
use ts_rs::TS;

/// How many slips that failed are kept.
pub(super) const KEPT_FAILURES: usize = 32;

/// How a printer is, and what it still owes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct PrinterState {
    /// How the last slip or question went.
    pub condition: Condition,
    /// Slips that wait or are being printed.
    pub waiting: usize,
    /// Slips that failed, oldest first, at most 32; they can be tried again.
    pub failed: Vec<FailedSlip>,
}

/// A slip that failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FailedSlip {
    /// The sale's or shift's number.
    pub number: String,
    /// Why.
    pub trouble: Trouble,
}

/// How the last slip or question went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Condition {
    /// Nothing was tried yet.
    #[default]
    Unknown,
    /// Well.
    Ready {
        /// The paper's end is near.
        paper_low: bool,
    },
    /// Not.
    InTrouble {
        /// Why.
        trouble: Trouble,
    },
}

impl PrinterState {
    /// One quiet line for staff; `None` while there is nothing to say.
    pub fn line(&self, language: Language) -> Option<&'static str> {
        match (self.condition, language) {
            (Condition::InTrouble { trouble }, _) => Some(trouble.sentence(language)),
            (Condition::Ready { paper_low: true }, Language::Ja) => Some("プリンターの用紙が残りわずかです。"),
            (Condition::Ready { paper_low: true }, Language::En) => Some("The printer's paper is running low."),
            (Condition::Unknown | Condition::Ready { paper_low: false }, _) => None,
        }
    }
}
