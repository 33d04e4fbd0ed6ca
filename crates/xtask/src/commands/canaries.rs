//! `cargo xtask canaries`: secrets and names that are sent through everything and looked for afterwards.

use std::process::ExitCode;

use anyhow::Result;

use super::{Act, Command, run_tests};

/// The command's line in the list.
pub(super) const COMMAND: Command = Command {
    name: "canaries",
    purpose: "secrets and names sent through the real window and every scenario, then looked for (figure S1)",
    act: Act::Plain(canaries),
};

fn canaries() -> Result<ExitCode> {
    run_tests(&[
        &["--test", "window", "canaries", "--", "--nocapture", "--test-threads", "1"],
        // Each scenario looks for its own when its day is closed.
        &["--test", "scenarios"],
    ])
}
