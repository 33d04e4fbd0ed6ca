//! `cargo xtask test`: every test, the real window included.

use anyhow::Result;

use super::{Act, Command, setup};
use crate::machine::Machine;
use crate::project;
use crate::report::Report;

/// The command's line in the list.
pub(super) const COMMAND: Command =
    Command { name: "test", purpose: "the same set-up, then every test, real windows included", act: Act::Steps(all) };

/// The set-up and all tests.
///
/// There is no `cargo build` before `cargo test`: with the tests' own dependencies some crates have other features, and
/// a third of them would be compiled twice. `cargo test` builds the program that the window tests start.
pub(crate) fn all(machine: &Machine, report: &mut Report) -> Result<()> {
    let ui = setup::for_tests(machine, report)?;
    report.step("UI types", ui.npm(["run", "check"]))?;
    report.step("UI lint", ui.npm(["run", "lint"]))?;
    report.step("UI tests", ui.npm(["run", "test"]))?;
    report.step("Likeness of the screens' parts", ui.npm(["run", "likeness"]))?;
    report.needed("Build the UI", || ui.build())?;
    report.step("Rust and window tests", project::cargo(["test", "--locked", "--workspace", "--no-fail-fast"]))?;
    Ok(())
}
