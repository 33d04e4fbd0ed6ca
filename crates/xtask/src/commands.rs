//! The commands: one file each, which says in its `COMMAND` what it is called, what it takes and how it is performed.

mod advisories;
mod audit_edits;
mod bad_disks;
mod bad_tls;
mod bench;
mod bench_books;
mod canaries;
mod ci;
mod damage;
mod figures;
mod fuzz;
mod gallery;
mod hostile;
mod kills;
mod likeness;
mod network;
mod power_cuts;
mod run;
mod secrets;
mod setup;
mod signs;
mod sim;
mod soak;
mod test;
mod walls;

use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::machine::Machine;
use crate::project;
use crate::report::Report;

/// All commands, in the order in which the list shows them.
#[rustfmt::skip] // One line each, so that two changes that add one do not meet.
const COMMANDS: &[Command] = &[
    run::COMMAND,
    test::COMMAND,
    ci::COMMAND,
    gallery::COMMAND,
    likeness::COMMAND,
    bench::COMMAND,
    bench_books::COMMAND,
    sim::COMMAND,
    fuzz::COMMAND,
    signs::COMMAND,
    figures::COMMAND,
    network::COMMAND,
    bad_tls::COMMAND,
    soak::COMMAND,
    kills::COMMAND,
    power_cuts::COMMAND,
    bad_disks::COMMAND,
    damage::COMMAND,
    audit_edits::COMMAND,
    canaries::COMMAND,
    hostile::COMMAND,
    walls::COMMAND,
    advisories::COMMAND,
    secrets::COMMAND,
    setup::COMMAND,
];

/// One command.
struct Command {
    /// What is typed after `cargo xtask`.
    name: &'static str,
    /// One line for the list: what it is for.
    purpose: &'static str,
    /// What it takes, and what it does.
    act: Act,
}

/// What a command takes, and what it does.
enum Act {
    /// It takes nothing, works in steps, and ends with their summary.
    Steps(fn(&Machine, &mut Report) -> Result<()>),
    /// It takes nothing, and says itself how it ended.
    Plain(fn() -> Result<ExitCode>),
    /// It takes arguments. The first field shows them as a person types them: `[--count N]`.
    With(&'static str, fn(&[String]) -> Result<ExitCode>),
}

impl Command {
    /// The command as it is typed.
    fn usage(&self) -> String {
        match self.act {
            Act::Steps(_) | Act::Plain(_) => format!("cargo xtask {}", self.name),
            Act::With(arguments, _) => format!("cargo xtask {} {arguments}", self.name),
        }
    }

    fn perform(&self, arguments: &[String]) -> Result<ExitCode> {
        match (&self.act, arguments.first()) {
            (Act::With(_, perform), _) => perform(arguments),
            (_, Some(unexpected)) => {
                bail!("`{}` takes no arguments, and got `{unexpected}`: {}", self.name, self.usage())
            }
            (Act::Plain(perform), None) => perform(),
            (Act::Steps(perform), None) => {
                let mut report = Report::default();
                let outcome = perform(&Machine::this(), &mut report);
                Ok(report.close(outcome))
            }
        }
    }
}

/// Performs the command of that name.
pub(crate) fn perform(name: &str, arguments: &[String]) -> Result<ExitCode> {
    if matches!(name, "" | "help" | "--help" | "-h") {
        println!("{}", list());
        return Ok(ExitCode::SUCCESS);
    }
    match COMMANDS.iter().find(|command| command.name == name) {
        Some(command) => command.perform(arguments),
        None => bail!("there is no command `{name}`; the commands are:\n{}", list()),
    }
}

/// One line for each command: how it is typed, and what it is for.
fn list() -> String {
    let usages: Vec<String> = COMMANDS.iter().map(Command::usage).collect();
    let width = usages.iter().map(String::len).max().unwrap_or_default();
    let lines = COMMANDS.iter().zip(usages).map(|(command, usage)| format!("{usage:width$}   {}", command.purpose));
    lines.collect::<Vec<_>>().join("\n")
}

/// Runs a program of the workspace in an optimised build; the arguments are the program's own, which refuses the ones
/// that it does not know.
fn run_program(package: &str, program: &str, arguments: &[String]) -> Result<ExitCode> {
    let run = ["run", "--quiet", "--release", "--locked", "--package", package, "--bin", program, "--"];
    let status = project::cargo(run).args(arguments).status().context("cargo cannot be started")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs tests of the workspace, one `cargo test` for each list of arguments, all of them even after a failure.
fn run_tests(lists: &[&[&str]]) -> Result<ExitCode> {
    let mut all_passed = true;
    for list in lists {
        let status = project::cargo(["test", "--locked"]).args(*list).status().context("cargo cannot be started")?;
        all_passed &= status.success();
    }
    Ok(if all_passed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[cfg(test)]
mod tests {
    use super::{COMMANDS, list, perform};

    #[test]
    fn an_unknown_command_is_answered_with_the_list() {
        let error = perform("tset", &[]).expect_err("there is no such command");
        assert!(error.to_string().contains("no command `tset`"));
        assert!(error.to_string().contains(&list()));
    }

    #[test]
    fn a_word_too_many_is_refused_before_anything_starts() {
        let error = perform("ci", &["--fast".to_owned()]).expect_err("it takes none");
        assert!(error.to_string().contains("got `--fast`: cargo xtask ci"), "{error}");
    }

    #[test]
    fn no_name_is_taken_twice() {
        for (position, command) in COMMANDS.iter().enumerate() {
            assert!(COMMANDS[..position].iter().all(|other| other.name != command.name), "{}", command.name);
        }
    }

    #[test]
    fn the_readme_has_a_row_for_each_command() {
        let readme = include_str!("../README.md");
        for command in COMMANDS {
            let row = format!("| `{}` | {} |", command.usage(), command.purpose);
            assert!(readme.contains(&row), "there is no row\n{row}");
        }
    }
}
