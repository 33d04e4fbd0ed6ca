//! `cargo xtask power-cuts`: a journal's writes, cut off anywhere (G4).

use std::process::ExitCode;

use anyhow::Result;

use super::{Act, Command, run_program};

/// The command's line in the list.
pub(super) const COMMAND: Command = Command {
    name: "power-cuts",
    purpose: "a journal's writes, cut off anywhere (G4)",
    act: Act::With("[--count N] [--seed SEED]", power_cuts),
};

/// Performs the command; its last line is the figure.
fn power_cuts(arguments: &[String]) -> Result<ExitCode> {
    let trial = std::iter::once("power-cuts".to_owned()).chain(arguments.iter().cloned());
    run_program("crash-trials", "crash-trials", &trial.collect::<Vec<_>>())
}
