//! `cargo xtask bench-books`: the till's books over a million journal rows.
//!
//! A benchmark and not a test: it prints figures and judges none, because a machine may be busy.

use anyhow::Result;

use super::{Act, Command};
use crate::machine::Machine;
use crate::project;
use crate::report::Report;

/// The command's line in the list.
pub(super) const COMMAND: Command = Command {
    name: "bench-books",
    purpose: "history, shift totals, start and export over a million journal rows",
    act: Act::Steps(all),
};

/// Only the till is built, and as it is released.
fn all(_: &Machine, report: &mut Report) -> Result<()> {
    let bench = ["bench", "--locked", "--package", "till", "--bench", "books"];
    report.step("the books (about five minutes)", project::cargo(bench))?;
    Ok(())
}
