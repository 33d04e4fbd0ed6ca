//! `cargo xtask soak`: thousands of trays while the line comes and goes.

use std::process::ExitCode;

use anyhow::Result;

use super::{Act, Command, run_program};

/// The command's line in the list.
pub(super) const COMMAND: Command = Command {
    name: "soak",
    purpose: "thousands of trays while the line comes and goes (figure G12)",
    act: Act::With("[--trays N]", perform),
};

fn perform(arguments: &[String]) -> Result<ExitCode> {
    let mut words = vec!["soak".to_owned()];
    words.extend_from_slice(arguments);
    run_program("network-trials", "network-trials", &words)
}
