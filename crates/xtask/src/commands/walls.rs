//! `cargo xtask walls`: the lint of the configuration, which `cargo xtask ci` runs with all tests.

use std::process::ExitCode;

use anyhow::Result;

use super::{Act, Command, run_tests};

/// The command's line in the list.
pub(super) const COMMAND: Command = Command {
    name: "walls",
    purpose: "policy, capabilities, plugins and developer tools of what ships (figure S3)",
    act: Act::Plain(walls),
};

fn walls() -> Result<ExitCode> {
    run_tests(&[&["--test", "shell"]])
}
