use serde::Serialize;
use ts_rs::TS;

use super::TlsProblemView;

/// Something staff should know beside the sale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Notice {
    /// This machine's clock differs from the server's by more than 30 seconds.
    ClockOff {
        /// Positive when this machine is ahead.
        seconds: i64,
    },
    /// No trusted connection can be made: certificates or what answers are to blame. It stays until one can.
    Untrusted {
        /// What is wrong.
        problem: TlsProblemView,
    },
    /// The journal cannot be written; no new sale is started until it can.
    JournalTrouble,
    /// The server refused another amount for the tray on the screen; the QR is still for the amount that is shown.
    AmendRefused {
        /// The sale's number.
        number: String,
        /// The machine name of the refusal; may be empty.
        error_type: String,
    },
    /// A sale that had been set aside has settled; it stays until acknowledged.
    ParkedSettled {
        /// The sale's number.
        number: String,
        /// How it ended.
        outcome: super::SaleRowState,
    },
    /// A refund has settled; it stays until acknowledged, also while the result of its sale is on the screen.
    RefundSettled {
        /// The sale's number.
        number: String,
        /// How it ended.
        outcome: super::RefundOutcome,
    },
}
