//! `cargo xtask damage`: flips and truncations of a journal (E4).

use std::process::ExitCode;

use anyhow::Result;

use super::{Act, Command, run_program};

/// The command's line in the list.
pub(super) const COMMAND: Command = Command {
    name: "damage",
    purpose: "flips and truncations of a journal (E4)",
    act: Act::With("[--count N] [--first SEED]", damage),
};

/// Performs the command; its last line is the figure.
fn damage(arguments: &[String]) -> Result<ExitCode> {
    let trial = std::iter::once("damage".to_owned()).chain(arguments.iter().cloned());
    run_program("crash-trials", "crash-trials", &trial.collect::<Vec<_>>())
}
