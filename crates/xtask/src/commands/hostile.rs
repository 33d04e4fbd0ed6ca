//! `cargo xtask hostile`: what a window that was taken over could try.

use std::process::ExitCode;

use anyhow::Result;

use super::{Act, Command, run_tests};

/// The command's line in the list.
pub(super) const COMMAND: Command = Command {
    name: "hostile",
    purpose: "commands from a window that must not, and 1,000 hostile arguments for each (figure S2)",
    act: Act::Plain(hostile),
};

fn hostile() -> Result<ExitCode> {
    run_tests(&[
        &["--test", "window", "hostile", "--", "--nocapture", "--test-threads", "1"],
        &["--test", "shell", "every_command_is_declared"],
    ])
}
