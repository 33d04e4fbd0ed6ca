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
    /// The journal was damaged and was set aside; a new one was begun with what could be read. It stays until
    /// acknowledged.
    JournalBegunAnew {
        /// The name of the damaged file in the data directory; `None` where it was gone.
        set_aside: Option<String>,
        /// Sales since then may be missing; `None` when nothing could be read.
        since: Option<String>,
    },
    /// The server refused another amount for the tray on the screen; the QR is still for the amount that is shown.
    AmendRefused {
        /// The sale's number.
        number: String,
        /// The machine name of the refusal; may be empty.
        error_type: String,
    },
    /// The server's list shows that money moved in a sale that had ended without: its QR was never shown, or the server
    /// never said how it ended. It stays until acknowledged.
    FoundAfterwards {
        /// The sale's number.
        number: String,
    },
    /// The server's list has sales of this till that its journal does not know: it is an older copy, or was begun anew,
    /// or another till uses a copy of it. They are in the list of results now; it stays until acknowledged.
    JournalBehind {
        /// The number of the first of them; acknowledging it acknowledges all.
        number: String,
        /// How many there are.
        count: u32,
    },
    /// Another till of this shop sells under this till's code. Its sales were left to it.
    SameTillCode {
        /// The code.
        code: String,
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
