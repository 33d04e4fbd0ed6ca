//! `cargo xtask advisories`: known faults of what ships, from the databases of Rust and npm.
//!
//! Both are asked over the network, so that this is no part of `cargo xtask ci`; without an answer it fails and says so,
//! because "nothing was found" would be a lie.

use std::process::{Command, ExitCode};

use anyhow::Result;

use super::{Act, run_tests};
use crate::project;

/// The command's line in the list.
pub(super) const COMMAND: super::Command = super::Command {
    name: "advisories",
    purpose: "known faults of what ships, asked of the databases; no unsafe code of ours (figure S5)",
    act: Act::Plain(advisories),
};

fn advisories() -> Result<ExitCode> {
    let forbidden = run_tests(&[&["--test", "shell", "all_our_crates_forbid_unsafe_code"]])?;
    let rust =
        is_clean("cargo deny", project::cargo(["deny", "check", "advisories"]), "cargo install --locked cargo-deny");
    let mut npm = Command::new("npm");
    npm.args(["audit", "--omit=dev"]).current_dir(project::root().join("ui"));
    let ui = is_clean("npm audit", npm, "a registry that answers audits");
    Ok(if rust && ui && forbidden == ExitCode::SUCCESS { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs one of them; a failure is an open advisory or a database that did not answer, and its own words say which.
fn is_clean(name: &str, mut command: Command, needs: &str) -> bool {
    let is_clean = command.status().is_ok_and(|status| status.success());
    if is_clean {
        println!("S5 {name}: 0 open advisories");
    } else {
        println!("S5 {name}: not shown to be clean; it needs the network and: {needs}");
    }
    is_clean
}
