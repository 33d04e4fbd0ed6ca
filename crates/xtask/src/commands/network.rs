//! `cargo xtask network`: the real till on sockets that go wrong.

use std::process::ExitCode;

use anyhow::Result;

use super::{Act, Command, run_program};

/// The command's line in the list.
pub(super) const COMMAND: Command = Command {
    name: "network",
    purpose: "the real till on sockets that go wrong (figure G5)",
    act: Act::With("[--sessions N] [--first N]", perform),
};

fn perform(arguments: &[String]) -> Result<ExitCode> {
    let mut words = vec!["network".to_owned()];
    words.extend_from_slice(arguments);
    run_program("network-trials", "network-trials", &words)
}
