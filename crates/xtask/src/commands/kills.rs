//! `cargo xtask kills`: the real till, killed at named points and at any moment.

use std::process::ExitCode;

use anyhow::Result;

use crate::project;

/// Performs the command, in an optimised build. The arguments are the trial's.
pub(crate) fn kills(arguments: &[String]) -> Result<ExitCode> {
    project::crash_trial("kills", arguments)
}
