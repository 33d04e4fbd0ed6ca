//! `cargo xtask bad-disks`: full, read-only, locked and damaged disks.

use std::process::ExitCode;

use anyhow::Result;

use crate::project;

/// Performs the command, in an optimised build. The arguments are the trial's.
pub(crate) fn bad_disks(arguments: &[String]) -> Result<ExitCode> {
    project::crash_trial("bad-disks", arguments)
}
