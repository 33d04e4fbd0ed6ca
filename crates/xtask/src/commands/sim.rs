//! `cargo xtask sim`: the real till in virtual time against everything that can go wrong.

use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::project;

/// Performs the command, in an optimised build. The arguments are the simulation's: `--schedules N`, `--seed N`.
pub(crate) fn sim(arguments: &[String]) -> Result<ExitCode> {
    let mut command = project::cargo(["run", "--quiet", "--release", "--locked", "--package", "simulation", "--"]);
    let status = command.args(arguments).status().context("cargo cannot be started")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
