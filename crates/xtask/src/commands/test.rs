//! `cargo xtask test`: every test, the real window included.

use std::process::ExitCode;

use anyhow::Result;

use super::setup;
use crate::machine::Machine;
use crate::project;
use crate::report::Report;

/// Performs the command.
pub(crate) fn test() -> ExitCode {
    let machine = Machine::this();
    let mut report = Report::default();
    let outcome = all(&machine, &mut report);
    report.close(outcome)
}

/// The set-up and all tests.
///
/// There is no `cargo build` before `cargo test`: with the tests' own dependencies some crates have other features, and
/// a third of them would be compiled twice. `cargo test` builds the program that the window tests start.
pub(crate) fn all(machine: &Machine, report: &mut Report) -> Result<()> {
    let ui = setup::for_tests(machine, report)?;
    report.step("UI types", ui.npm(["run", "check"]))?;
    report.step("UI lint", ui.npm(["run", "lint"]))?;
    report.step("UI tests", ui.npm(["run", "test"]))?;
    report.needed("Build the UI", || ui.build())?;
    report.step("Rust and window tests", project::cargo(["test", "--locked", "--workspace", "--no-fail-fast"]))?;
    Ok(())
}
