//! `cargo xtask power-cuts`: a journal's writes, cut off anywhere.

use std::process::ExitCode;

use anyhow::Result;

use crate::project;

/// Performs the command, in an optimised build. The arguments are the trial's.
pub(crate) fn power_cuts(arguments: &[String]) -> Result<ExitCode> {
    project::crash_trial("power-cuts", arguments)
}
