//! `cargo xtask bench`: the client and the sandbox beside Pokepay's own Node SDK, in one run.
//!
//! A benchmark and not a test: it prints figures and judges none, because a machine may be busy.

use anyhow::Result;

use super::{Act, Command, setup};
use crate::machine::Machine;
use crate::project;
use crate::report::Report;

/// The command's line in the list.
pub(super) const COMMAND: Command =
    Command { name: "bench", purpose: "the client's speed beside Pokepay's Node SDK", act: Act::Steps(all) };

/// Only what is measured is built, and as it is released: the desktop program is not.
fn all(machine: &Machine, report: &mut Report) -> Result<()> {
    setup::install_official_sdk(machine, report)?;
    let bench = ["bench", "--locked", "--package", "partner-sandbox", "--bench", "get_cashtray"];
    report.step("GetCashtray, side by side (about six minutes)", project::cargo(bench))?;
    Ok(())
}
