use serde::Serialize;
use ts_rs::TS;

use super::TlsProblemView;

/// Why no QR could be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, serde::Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CreateProblem {
    /// No connection to the server.
    Unreachable,
    /// No trusted connection could be made: the server's certificate, or ours, or what answers is to blame.
    Tls {
        /// What is wrong with it. A journal of an older version does not say.
        #[serde(default)]
        problem: TlsProblemView,
    },
    /// The server did not answer in time. A QR that it may have made was never shown and dies by itself.
    NoAnswer,
    /// The server asks to slow down.
    Busy,
    /// The answer was not one the till can rely on.
    UnusableAnswer,
    /// The answer's amount, shop or money is not the one that was asked for; the tray was withdrawn.
    WrongTray,
    /// This machine's clock is too far off for the server.
    ClockWrong,
    /// The server refused.
    Refused {
        /// The HTTP status.
        status: u16,
        /// The machine name.
        error_type: String,
        /// The server's sentence; may be empty.
        error_message: String,
    },
    /// Staff left before the answer came; a tray that came late was withdrawn.
    Abandoned,
    /// The program ended before the answer came.
    Interrupted,
}

impl CreateProblem {
    /// Whether the server may have made a tray that the till knows nothing of.
    pub fn may_have_made_tray(&self) -> bool {
        match self {
            Self::NoAnswer | Self::Busy | Self::UnusableAnswer | Self::Abandoned | Self::Interrupted => true,
            Self::Unreachable | Self::Tls { .. } | Self::WrongTray | Self::ClockWrong | Self::Refused { .. } => false,
        }
    }

    /// The machine name: the server's own for a refusal, otherwise the kind.
    pub fn error_type(&self) -> &str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Tls { .. } => "tls",
            Self::NoAnswer => "no_answer",
            Self::Busy => "busy",
            Self::UnusableAnswer => "unusable_answer",
            Self::WrongTray => "wrong_tray",
            Self::ClockWrong => "clock_wrong",
            Self::Refused { error_type, .. } => error_type,
            Self::Abandoned => "abandoned",
            Self::Interrupted => "interrupted",
        }
    }
}

/// Why the till did not do what a key asked for. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[ts(export)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum CommandProblem {
    /// No amount was entered.
    #[error("no amount was entered")]
    AmountEmpty,
    /// The text is not an amount.
    #[error("the text is not an amount")]
    AmountNotANumber,
    /// Zero.
    #[error("the amount is zero")]
    AmountZero,
    /// Below zero. Direction is chosen by the tab, never by a sign.
    #[error("the amount is negative")]
    AmountNegative,
    /// A fraction, where the money has none.
    #[error("the amount has a fraction")]
    AmountHasFraction,
    /// More than one transaction may move.
    #[error("the amount is over the limit of {limit}")]
    AmountTooLarge {
        /// The limit, in the money's unit.
        limit: String,
    },
    /// The note is longer than fits beside the sale's tag in the transaction's description.
    #[error("the note has {length} characters, at most {limit} fit")]
    NoteTooLong {
        /// How long it may be.
        limit: u32,
        /// How long it is.
        length: u32,
    },
    /// The shop may not top up wallets of this money; it can take payments.
    #[error("this shop may not top up")]
    TopupNotPermitted,
    /// More than is still open of the bill.
    #[error("only {rest} is still open")]
    AmountOverRest {
        /// What is still open, in the money's unit.
        rest: String,
    },
    /// The amount was to be less than what is open, the rest being for cash.
    #[error("the amount has to be below {rest}")]
    AmountNotLower {
        /// What is still open, in the money's unit.
        rest: String,
    },
    /// Another bill is still open; it has to be settled or given up first.
    #[error("another bill is still open")]
    BillOpen,
    /// A sale is on the screen that has not ended.
    #[error("another sale is on the screen")]
    SaleInProgress,
    /// The act is not possible as the sale stands; the screen was behind.
    #[error("not possible as the sale stands")]
    NotPossibleNow,
    /// A refund needs a reason, and none was given.
    #[error("a refund needs a reason")]
    ReasonMissing,
    /// The reason is too long.
    #[error("the reason has {length} characters, at most {limit} fit")]
    ReasonTooLong {
        /// How long it may be.
        limit: u32,
        /// How long it is.
        length: u32,
    },
    /// The sale moved nothing, or this till does not know it.
    #[error("there is nothing to take back")]
    NotRefundable,
    /// Its refund is under way.
    #[error("the refund is under way")]
    RefundUnderWay,
    /// It was taken back, here or elsewhere.
    #[error("the sale was taken back already")]
    AlreadyRefunded,
    /// The journal cannot be written, so no sale or refund is begun.
    #[error("the journal cannot be written")]
    JournalUnavailable,
    /// The till is closing.
    #[error("the till is closing")]
    Closing,
}
