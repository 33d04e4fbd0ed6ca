//! What the program does at a command line, without a window: one file per act.
//!
//! To add one: 1. its file with its arguments and `perform`; 2. its variant here; 3. its line in the document of those
//! who use it (`docs/`).

mod audit;
mod doctor;
mod exit;
mod export_diagnostics;
mod logs;
mod provision;

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Subcommand;

use crate::data_directory::DataDirectory;

/// An act of the command line.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum Act {
    /// Who did what, and whether the record of it is as it was written.
    Audit(audit::Audit),
    /// Print what the log says, the oldest first.
    Logs(logs::Logs),
    /// Connect a shop without a window: silent, and twice the same is once.
    Provision(provision::Provision),
    /// Check the connected shops line by line, as the assistant does.
    Doctor(doctor::Doctor),
    /// Pack what support needs into one file, without a secret or a customer's name.
    ExportDiagnostics(export_diagnostics::ExportDiagnostics),
}

impl Act {
    /// Does it, with the data directory at this path, which need not be there yet.
    pub(crate) fn perform(self, path: &Path) -> anyhow::Result<ExitCode> {
        match self {
            Self::Audit(audit) => audit.perform(&existing(path)?),
            Self::Logs(logs) => logs.perform(&existing(path)?),
            Self::Provision(provision) => provision.perform(path),
            Self::Doctor(doctor) => doctor.perform(path),
            Self::ExportDiagnostics(export) => export.perform(&existing(path)?),
        }
    }
}

/// The data directory of an act that only reads.
fn existing(path: &Path) -> anyhow::Result<DataDirectory> {
    DataDirectory::existing(path.to_owned())
        .with_context(|| format!("there is no data directory {} that can be read", path.display()))
}
