//! `cargo xtask bench`: the client and the sandbox beside Pokepay's own Node SDK, in one run.
//!
//! A benchmark and not a test: it prints figures and judges none, because a machine may be busy.

use std::process::ExitCode;

use anyhow::Result;

use super::setup;
use crate::machine::Machine;
use crate::project;
use crate::report::Report;

/// Performs the command. Only what is measured is built, and as it is released: the desktop program is not.
pub(crate) fn bench() -> ExitCode {
    let machine = Machine::this();
    let mut report = Report::default();
    let outcome = all(&machine, &mut report);
    report.close(outcome)
}

fn all(machine: &Machine, report: &mut Report) -> Result<()> {
    setup::install_official_sdk(machine, report)?;
    let bench = ["bench", "--locked", "--package", "partner-sandbox", "--bench", "get_cashtray"];
    report.step("GetCashtray, side by side (about six minutes)", project::cargo(bench))?;
    Ok(())
}
