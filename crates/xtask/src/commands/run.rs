//! `cargo xtask run`: from a fresh machine to the terminal's window.

use std::io::{IsTerminal, stderr};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use super::{Act, setup};
use crate::child;
use crate::machine::Machine;
use crate::project;
use crate::report::Report;

const BUILD: [&str; 3] = ["build", "--bin", "cashtray-terminal"];

/// The command's line in the list.
pub(super) const COMMAND: super::Command = super::Command {
    name: "run",
    purpose: "install what is missing, build the UI, start the terminal",
    act: Act::With("[-- ARGUMENTS]", run),
};

/// Performs the command. The arguments are the terminal's; both `run -- --practice` and `run --practice` reach it.
fn run(arguments: &[String]) -> Result<ExitCode> {
    let arguments = match arguments {
        [first, rest @ ..] if first == "--" => rest,
        all => all,
    };
    let machine = Machine::this();
    let mut report = Report::default();
    let ui = setup::for_run(&machine, &mut report)?;
    report.needed("Build the UI", || ui.build())?;
    report.needed("Build the terminal (the first time takes some minutes)", build)?;
    println!("== Start the terminal");
    if !machine.has_display {
        println!("   There is no display here, so it runs on a virtual one that nobody sees; Ctrl-C ends it.");
        println!("   To see the window, start this in a desktop session, or set DISPLAY.");
    }
    let status = terminal(&machine, arguments)?.status().context("the terminal cannot be started")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// At a terminal cargo draws its own progress; elsewhere a sign of life has to come from here.
fn build() -> Result<()> {
    let mut command = project::cargo(BUILD);
    let status = if stderr().is_terminal() {
        command.status().context("cargo cannot be started")?
    } else {
        child::stream("cargo build", command, |_| ())?
    };
    if !status.success() {
        bail!("the terminal could not be built; the compiler's words above say why");
    }
    Ok(())
}

fn terminal(machine: &Machine, arguments: &[String]) -> Result<Command> {
    let program = project::cargo(["run", "--quiet", "--bin", "cashtray-terminal", "--"]);
    let mut command = if machine.has_display {
        program
    } else {
        let Some(xvfb_run) = machine.find("xvfb-run") else {
            bail!("there is no display, and no xvfb-run to make one: set DISPLAY, or install xvfb and xauth");
        };
        let mut inside = Command::new(xvfb_run);
        // -noreset: a display that forgets its settings with its last window is no display of a shop.
        inside.args(["-a", "-s", "-screen 0 1280x800x24 -noreset"]);
        inside.arg(program.get_program()).args(program.get_args()).current_dir(project::root());
        inside
    };
    command.args(arguments);
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::terminal;
    use crate::machine::tests::machine_with;

    #[test]
    fn a_machine_without_a_display_gets_a_virtual_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut machine = machine_with(folder.path(), &[("xvfb-run", "true")]);
        let command = terminal(&machine, &["--practice".to_owned()]).expect("xvfb-run is there");
        assert_eq!(command.get_program(), folder.path().join("xvfb-run").as_os_str());
        assert_eq!(command.get_args().last().expect("the terminal's own"), "--practice");
        machine.has_display = true;
        let command = terminal(&machine, &[]).expect("nothing is needed");
        assert_ne!(command.get_program(), folder.path().join("xvfb-run").as_os_str());
        assert_eq!(command.get_args().last().expect("what separates the arguments"), "--");
    }

    #[test]
    fn no_display_and_no_virtual_one_is_one_sentence() {
        let folder = tempfile::tempdir().expect("a folder");
        let error = terminal(&machine_with(folder.path(), &[]), &[]).expect_err("nothing to show it on");
        assert!(error.to_string().contains("set DISPLAY, or install xvfb and xauth"));
    }
}
