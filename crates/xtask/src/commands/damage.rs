//! `cargo xtask damage`: flips and truncations of a journal.

use std::process::ExitCode;

use anyhow::Result;

use crate::project;

/// Performs the command, in an optimised build. The arguments are the trial's.
pub(crate) fn damage(arguments: &[String]) -> Result<ExitCode> {
    project::crash_trial("damage", arguments)
}
