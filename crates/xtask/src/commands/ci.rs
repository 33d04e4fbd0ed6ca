//! `cargo xtask ci`: everything that must hold before a change lands.

use std::process::Command;

use anyhow::{Context, Result};

use super::{Act, test};
use crate::machine::Machine;
use crate::project;
use crate::report::Report;

/// Where `cargo test` writes the TypeScript twins of the Rust types.
const GENERATED: &str = "ui/src/gen";

/// What must not be in a tracked file: paths that exist on one machine only.
const FOREIGN: [(&str, &str); 2] = [
    // In two halves, so that this line is not a finding.
    (concat!("../", "shared"), "a folder beside the clone"),
    (concat!("/work/", "main"), "a folder of one machine"),
];

/// The command's line in the list.
pub(super) const COMMAND: super::Command =
    super::Command { name: "ci", purpose: "everything that must hold before a change lands", act: Act::Steps(all) };

/// Lints come after the tests: in this order they share most of what is compiled.
fn all(machine: &Machine, report: &mut Report) -> Result<()> {
    report.step("Rust format", project::cargo(["fmt", "--all", "--check"]))?;
    test::all(machine, report)?;
    report.check("Generated files", generated_files_that_changed)?;
    report.step(
        "Rust lints",
        project::cargo(["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]),
    )?;
    let mut documents = project::cargo(["doc", "--locked", "--workspace", "--no-deps", "--document-private-items"]);
    documents.env("RUSTDOCFLAGS", "-D warnings");
    report.step("Rust documents", documents)?;
    report.check("Paths of one machine", foreign_paths)
}

/// New files count too, which `git diff` would not show.
fn generated_files_that_changed() -> Result<Vec<String>> {
    let changed = git(&["status", "--porcelain", "--", GENERATED])?;
    Ok(changed
        .lines()
        .map(|line| format!("{}: its Rust type changed; commit what `cargo test` wrote", line.get(3..).unwrap_or(line)))
        .collect())
}

fn foreign_paths() -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for (path, what) in FOREIGN {
        let found = git(&["grep", "--line-number", "-I", "--fixed-strings", "-e", path, "--", "."])?;
        findings.extend(found.lines().map(|line| format!("{line} <- names {what}")));
    }
    Ok(findings)
}

/// The output of git. A `grep` that finds nothing ends with 1 and is no failure.
fn git(arguments: &[&str]) -> Result<String> {
    let output =
        Command::new("git").args(arguments).current_dir(project::root()).output().context("git cannot be started")?;
    anyhow::ensure!(
        output.status.success() || output.status.code() == Some(1) && output.stderr.is_empty(),
        "git {}: {}",
        arguments.join(" "),
        String::from_utf8_lossy(&output.stderr).trim()
    );
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
