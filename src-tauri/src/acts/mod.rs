//! What the program does at a command line, without a window: one file per act.
//!
//! To add one: 1. its file with its arguments and `perform`; 2. its variant here; 3. its line in the document of those
//! who use it (`docs/`).

mod logs;

use std::process::ExitCode;

use clap::Subcommand;

use crate::data_directory::DataDirectory;

/// An act of the command line.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum Act {
    /// Print what the log says, the oldest first.
    Logs(logs::Logs),
}

impl Act {
    /// Does it.
    pub(crate) fn perform(self, data: &DataDirectory) -> anyhow::Result<ExitCode> {
        match self {
            Self::Logs(logs) => logs.perform(data),
        }
    }
}
