//! `cargo xtask audit-edits`: edits of the audit log by hand (S6).

use std::process::ExitCode;

use anyhow::Result;

use super::{Act, Command, run_program};

/// The command's line in the list.
pub(super) const COMMAND: Command = Command {
    name: "audit-edits",
    purpose: "edits of the audit log by hand (S6)",
    act: Act::With("[--count N] [--first SEED]", audit_edits),
};

/// Performs the command; its last line is the figure.
fn audit_edits(arguments: &[String]) -> Result<ExitCode> {
    let trial = std::iter::once("audit-edits".to_owned()).chain(arguments.iter().cloned());
    run_program("crash-trials", "crash-trials", &trial.collect::<Vec<_>>())
}
