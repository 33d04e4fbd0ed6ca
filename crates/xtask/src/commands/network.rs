//! `cargo xtask network`, `bad-tls` and `soak`: the real till on sockets that go wrong.

use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::project;

/// Performs the trial of that name. Not an optimised build: what is measured is the truth of the till's words and the
/// growth of its memory, and the tests have built it already.
pub(crate) fn trial(name: &str, arguments: &[String]) -> Result<ExitCode> {
    let mut command = project::cargo(["run", "--quiet", "--locked", "--package", "network-trials", "--", name]);
    let status = command.args(arguments).status().context("cargo cannot be started")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
