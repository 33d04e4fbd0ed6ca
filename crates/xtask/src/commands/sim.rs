//! `cargo xtask sim`: the real till in virtual time against everything that can go wrong.

use std::process::ExitCode;

use anyhow::Result;

use super::{Act, Command, run_program};

/// The command's line in the list.
pub(super) const COMMAND: Command = Command {
    name: "sim",
    purpose: "the real till under thousands of faulty schedules",
    act: Act::With("[--schedules N] [--seed N]", sim),
};

/// Performs the command. The simulation's own `--help` tells the rest of its arguments.
fn sim(arguments: &[String]) -> Result<ExitCode> {
    run_program("simulation", "simulation", arguments)
}
