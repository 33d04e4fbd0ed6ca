//! Why nothing was printed.

use serde::Serialize;
use till::view::BooksProblem;
use ts_rs::TS;

/// Why a slip was not drawn or not sent, or why a printer's settings were not taken. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
#[ts(export)]
pub enum PrintProblem {
    /// No printer is set up. The preview is what there is.
    #[error("no printer is set up")]
    NoPrinter,
    /// Too many slips wait for a printer that is in trouble.
    #[error("too many slips are waiting")]
    QueueFull,
    /// No address, USB printer or serial port was chosen.
    #[error("the printer's address is missing")]
    AddressMissing,
    /// What was typed is no name or address of a machine.
    #[error("{text} is not the address of a printer")]
    HostUnreadable {
        /// What was typed.
        text: String,
    },
    /// What stands behind the colon is no port.
    #[error("{text} is not a port")]
    PortUnreadable {
        /// What stands there.
        text: String,
    },
    /// There is no such sale.
    #[error("there is no sale {number}")]
    NoSuchSale {
        /// What was asked for.
        number: String,
    },
    /// No transaction exists for this sale, so there is nothing to confirm on paper.
    #[error("sale {number} has no transaction")]
    NothingToPrint {
        /// The sale.
        number: String,
    },
    /// There is no such shift.
    #[error("there is no such shift")]
    NoSuchShift,
    /// The journal cannot be read, or says something that cannot be put on paper.
    #[error("the journal cannot be read")]
    JournalUnavailable,
    /// No till sells.
    #[error("the till is closing")]
    Closing,
}

impl From<BooksProblem> for PrintProblem {
    fn from(problem: BooksProblem) -> Self {
        match problem {
            BooksProblem::NoSuchSale { number } => Self::NoSuchSale { number },
            BooksProblem::NoSuchShift => Self::NoSuchShift,
            BooksProblem::Closing => Self::Closing,
            BooksProblem::FromAfterTo
            | BooksProblem::NotATime { .. }
            | BooksProblem::JournalUnavailable
            | BooksProblem::ServerUnreachable
            | BooksProblem::ServerRefused { .. }
            | BooksProblem::ListTooLong
            | BooksProblem::CannotWrite { .. }
            | BooksProblem::DiskFull { .. }
            | BooksProblem::ReportOfShiftOnly
            | BooksProblem::AlreadyExporting
            | BooksProblem::ExportCanceled => Self::JournalUnavailable,
        }
    }
}
