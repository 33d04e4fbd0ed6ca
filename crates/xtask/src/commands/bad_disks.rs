//! `cargo xtask bad-disks`: full, read-only, locked and damaged disks under the real till (G10).

use std::process::ExitCode;

use anyhow::Result;

use super::{Act, Command, run_program};

/// The command's line in the list.
pub(super) const COMMAND: Command = Command {
    name: "bad-disks",
    purpose: "full, read-only, locked and damaged disks under the real till (G10)",
    act: Act::With("[--count N] [--first SEED]", bad_disks),
};

/// Performs the command; its last line is the figure.
fn bad_disks(arguments: &[String]) -> Result<ExitCode> {
    let trial = std::iter::once("bad-disks".to_owned()).chain(arguments.iter().cloned());
    run_program("crash-trials", "crash-trials", &trial.collect::<Vec<_>>())
}
