//! `cargo xtask bad-tls`: servers with bad TLS, and what the till says of each.

use std::process::ExitCode;

use anyhow::Result;

use super::{Act, Command, run_program};

/// The command's line in the list.
pub(super) const COMMAND: Command = Command {
    name: "bad-tls",
    purpose: "servers with bad TLS, and what the till says of each (figure S4)",
    act: Act::Plain(perform),
};

fn perform() -> Result<ExitCode> {
    run_program("network-trials", "network-trials", &["bad-tls".to_owned()])
}
