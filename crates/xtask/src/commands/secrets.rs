//! `cargo xtask secrets`: keys are wiped, and no key store that fails is replaced in silence.

use std::process::ExitCode;

use anyhow::Result;

use super::{Act, Command, run_tests};

/// The command's line in the list.
pub(super) const COMMAND: Command = Command {
    name: "secrets",
    purpose: "keys wiped from memory; key stores locked, missing, denied (figure S7)",
    act: Act::Plain(secrets),
};

fn secrets() -> Result<ExitCode> {
    run_tests(&[&["--package", "credentials"], &["--package", "partner-api", "--test", "memory"]])
}
