//! `cargo xtask kills`: the real till, killed at named points and at any moment (G3).

use std::process::ExitCode;

use anyhow::Result;

use super::{Act, Command, run_program};

/// The command's line in the list.
pub(super) const COMMAND: Command = Command {
    name: "kills",
    purpose: "the real till, killed at named points and at any moment (G3)",
    act: Act::With("[--count N] [--first SEED]", kills),
};

/// Performs the command; its last line is the figure.
fn kills(arguments: &[String]) -> Result<ExitCode> {
    let trial = std::iter::once("kills".to_owned()).chain(arguments.iter().cloned());
    run_program("crash-trials", "crash-trials", &trial.collect::<Vec<_>>())
}
