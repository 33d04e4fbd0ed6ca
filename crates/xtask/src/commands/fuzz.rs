//! `cargo xtask fuzz`: libFuzzer over every place where bytes from outside are read.
//!
//! cargo-fuzz wants a nightly compiler for its memory checks alone. The parts forbid unsafe code, so those checks have
//! little to find here, and without them any stable compiler does (`--sanitizer none`).

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail, ensure};

use super::Act;
use crate::child;
use crate::machine::Machine;
use crate::project;

/// The command's line in the list.
pub(super) const COMMAND: super::Command = super::Command {
    name: "fuzz",
    purpose: "libFuzzer over every place where bytes from outside are read (G6)",
    act: Act::With("[TARGET] [--seconds N]", fuzz),
};

/// How long each target runs unless told otherwise.
const SECONDS: u32 = 60;

/// Where the targets find and keep their inputs; not in the repository.
const CORPUS: &str = "fuzz/corpus";

/// No input has to be longer than a page of transactions.
const LONGEST_INPUT_BYTES: u32 = 65_536;

#[derive(Debug, PartialEq, Eq)]
struct Wanted {
    target: Option<String>,
    seconds: u32,
}

fn fuzz(arguments: &[String]) -> Result<ExitCode> {
    let wanted = read(arguments)?;
    install(&Machine::this())?;
    fix_versions(&project::root())?;
    let targets = targets(wanted.target.as_deref())?;
    run("Seeds", project::cargo(["run", "--quiet", "--locked", "--package", "wire-trials", "--", "seeds", CORPUS]))?;
    let mut tried = Vec::new();
    for target in &targets {
        tried.push((target, attack(target, wanted.seconds)?));
    }
    let inputs: u64 = tried.iter().map(|(_, attack)| attack.inputs).sum();
    let failed: Vec<&str> =
        tried.iter().filter(|(_, attack)| !attack.held).map(|(target, _)| target.as_str()).collect();
    println!(
        "G6: {} targets, {} s each, {inputs} inputs: {} panics or wrong acceptances",
        targets.len(),
        wanted.seconds,
        failed.len()
    );
    if failed.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    println!("    {}: the input that did it lies in fuzz/artifacts", failed.join(", "));
    Ok(ExitCode::FAILURE)
}

fn read(arguments: &[String]) -> Result<Wanted> {
    let mut wanted = Wanted { target: None, seconds: SECONDS };
    let mut rest = arguments.iter();
    while let Some(word) = rest.next() {
        if word == "--seconds" {
            let number = rest.next().and_then(|number| number.parse().ok()).filter(|seconds| *seconds > 0);
            wanted.seconds = number.context("--seconds takes a whole number of at least 1")?;
        } else if word.starts_with('-') || wanted.target.is_some() {
            bail!("`{word}` is not known: {}", COMMAND.usage());
        } else {
            wanted.target = Some(word.clone());
        }
    }
    Ok(wanted)
}

/// cargo-fuzz is a tool of its own, and nothing else here needs it.
fn install(machine: &Machine) -> Result<()> {
    if machine.find("cargo-fuzz").is_some() {
        return Ok(());
    }
    run("cargo-fuzz is missing and is being installed", project::cargo(["install", "--locked", "cargo-fuzz"]))
}

/// What is attacked has the versions that ship. The targets' own lock file would be stale with every change of ours, so it
/// is none of the repository.
fn fix_versions(root: &Path) -> Result<()> {
    fs::copy(root.join("Cargo.lock"), root.join("fuzz/Cargo.lock")).context("fuzz/Cargo.lock cannot be written")?;
    Ok(())
}

/// The targets' names: all, or the one that was asked for.
fn targets(asked_for: Option<&str>) -> Result<Vec<String>> {
    let output = project::cargo(["fuzz", "list"]).output().context("cargo cannot be started")?;
    ensure!(output.status.success(), "cargo fuzz list: {}", String::from_utf8_lossy(&output.stderr).trim());
    let all: Vec<String> = String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect();
    match asked_for {
        None => Ok(all),
        Some(target) if all.iter().any(|known| known == target) => Ok(vec![target.to_owned()]),
        Some(target) => bail!("there is no target `{target}`; the targets are: {}", all.join(", ")),
    }
}

/// What an attack on one target came to.
struct Attack {
    inputs: u64,
    held: bool,
}

fn attack(target: &str, seconds: u32) -> Result<Attack> {
    println!("== {target}, {seconds} s");
    let time = format!("-max_total_time={seconds}");
    let length = format!("-max_len={LONGEST_INPUT_BYTES}");
    let command = project::cargo([
        "fuzz",
        "run",
        "--sanitizer",
        "none",
        target,
        "--",
        &time,
        &length,
        "-timeout=20",
        "-print_final_stats=1",
        "-verbosity=0",
    ]);
    let mut inputs = 0;
    let status = child::stream(target, command, |line| inputs = inputs_tried(line).unwrap_or(inputs))?;
    Ok(Attack { inputs, held: status.success() })
}

/// What libFuzzer says at its end: `stat::number_of_executed_units: 12345`.
fn inputs_tried(line: &str) -> Option<u64> {
    line.trim().strip_prefix("stat::number_of_executed_units:")?.trim().parse().ok()
}

fn run(name: &str, command: Command) -> Result<()> {
    println!("== {name}");
    ensure!(child::stream(name, command, |_| ())?.success(), "it failed; its words above say why");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{SECONDS, Wanted, inputs_tried, read};

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|&word| word.to_owned()).collect()
    }

    #[test]
    fn target_and_time_are_read_in_any_order() {
        let wanted = |target: Option<&str>, seconds| Wanted { target: target.map(str::to_owned), seconds };
        for (given, expected) in [
            (words(&[]), wanted(None, SECONDS)),
            (words(&["tray"]), wanted(Some("tray"), SECONDS)),
            (words(&["--seconds", "5"]), wanted(None, 5)),
            (words(&["--seconds", "5", "tray"]), wanted(Some("tray"), 5)),
            (words(&["tray", "--seconds", "5"]), wanted(Some("tray"), 5)),
        ] {
            assert_eq!(read(&given).expect("it can be read"), expected);
        }
        for given in [&["tray", "date"][..], &["--seconds"], &["--seconds", "0"], &["--fast"]] {
            assert!(read(&words(given)).is_err(), "{given:?}");
        }
    }

    #[test]
    fn the_number_of_inputs_is_read_from_the_closing_words() {
        assert_eq!(inputs_tried("stat::number_of_executed_units: 131072"), Some(131_072));
        assert_eq!(inputs_tried("stat::average_exec_per_sec:     4369"), None);
    }
}
