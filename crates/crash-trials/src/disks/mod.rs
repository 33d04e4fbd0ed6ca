//! Disks that do not do what they should, under the real till (figure G10).
//!
//! A small tmpfs in a mount namespace of its own is the disk. On it a till sells while the disk is full, locked by
//! somebody else or read-only, finds a damaged journal, or is started twice.

mod case;

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use rand::SeedableRng;
use rand::rngs::StdRng;

pub use case::{Kind, hold};

/// What came of many cases.
#[derive(Debug, Default)]
pub struct Tally {
    /// How many there were.
    pub cases: u64,
    /// What went wrong, each with its seed.
    pub findings: Vec<String>,
}

/// Makes the disk in a namespace of its own and runs the cases there, in a process of this program. Answers what it
/// said last.
pub fn run(program: &Path, first: u64, cases: u64) -> Result<String> {
    // Nobody has to be root where ordinary users have namespaces; root needs none of its own.
    let ways: [&[&str]; 2] = [&["--user", "--map-root-user", "--mount"], &["--mount"]];
    let is_possible = |way: &&[&str]| {
        let status = Command::new("unshare").args(*way).arg("true").stderr(std::process::Stdio::null()).status();
        status.is_ok_and(|status| status.success())
    };
    let way = ways.into_iter().find(is_possible).context(
        "no small disk can be mounted here: run it as root, or allow namespaces (sysctl kernel.unprivileged_userns_clone=1, \
         or kernel.apparmor_restrict_unprivileged_userns=0)",
    )?;
    let output = Command::new("unshare")
        .args(way)
        .arg(program)
        .arg("disks-inside")
        .args(["--first", &first.to_string(), "--count", &cases.to_string()])
        .output()
        .context("unshare cannot be started; `cargo xtask test` installs it")?;
    let said = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        bail!("{said}{}", String::from_utf8_lossy(&output.stderr));
    }
    said.lines().last().map(str::to_owned).context("it said nothing")
}

/// The cases, where a disk can be mounted.
pub fn inside(program: &Path, first: u64, cases: u64) -> Result<Tally> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let disk = tempfile::tempdir()?;
    let keys = tempfile::tempdir()?;
    let mut tally = Tally { cases, ..Tally::default() };
    for (seed, kind) in
        (first..first + cases).zip(Kind::ALL.iter().cycle().skip(usize::try_from(first)? % Kind::ALL.len()))
    {
        mount(disk.path(), "size=2m")?;
        let mut dice = StdRng::seed_from_u64(seed);
        let case = case::Case { program, disk: disk.path(), keys: keys.path() };
        let outcome = runtime.block_on(case.run(*kind, &mut dice));
        let status = Command::new("umount").arg("--lazy").arg(disk.path()).status()?;
        ensure!(status.success(), "the small disk cannot be taken away");
        if let Err(finding) = outcome {
            tally.findings.push(format!("seed {seed}, {kind:?}: {finding:#}"));
        }
    }
    Ok(tally)
}

fn mount(disk: &Path, options: &str) -> Result<()> {
    let status = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(disk).status()?;
    ensure!(status.success(), "a small disk cannot be mounted");
    Ok(())
}

impl Tally {
    /// The figure in one line; an error when something went wrong.
    pub fn conclude(&self) -> Result<String> {
        let line = format!(
            "G10: {} cases of full, read-only, locked, damaged and twice-used disks: {} with a sale started without a \
             journal or an outcome dropped",
            self.cases,
            self.findings.len()
        );
        if self.findings.is_empty() { Ok(line) } else { bail!("{line}\n{}", self.findings.join("\n")) }
    }
}
