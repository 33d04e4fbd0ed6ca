//! `cargo xtask figures`: the figures of `docs/reliability.md`, each with the one command that prints it.

use std::process::ExitCode;

use anyhow::{Result, bail};

use super::{Act, Command, perform};

/// The command's line in the list.
pub(super) const COMMAND: Command = Command {
    name: "figures",
    purpose: "which command prints which figure of docs/reliability.md; with its id, runs it",
    act: Act::With("[G1 ..]", figures),
};

/// A figure and what prints it.
struct Figure {
    id: &'static str,
    goal: &'static str,
    /// A command of this program with its arguments.
    command: &'static [&'static str],
}

/// The long runs, as `docs/reliability.md` reports them.
const FIGURES: &[Figure] = &[
    Figure {
        id: "G1",
        goal: "100,000 faulty schedules: nothing lost, misreported, left open or paid twice unnoticed",
        command: &["sim", "--figure", "G1"],
    },
    Figure { id: "G2", goal: "each rule of the till broken: the checks notice", command: &["sim", "--figure", "G2"] },
    Figure {
        id: "G3",
        goal: "5,000 kills at named points and at any moment: nothing shown and not kept, nothing charged and not known",
        command: &["kills", "--count", "5000"],
    },
    Figure {
        id: "G4",
        goal: "1,000 power cuts: no acknowledged row lost, and the journal opens",
        command: &["power-cuts", "--count", "1000"],
    },
    Figure {
        id: "G5",
        goal: "2,000 sessions on sockets that go wrong: no misreport, no hang past a deadline",
        command: &["network", "--sessions", "2000"],
    },
    Figure {
        id: "G6",
        goal: "hostile bytes wherever bytes are read: no panic, no wrong acceptance",
        command: &["fuzz", "--seconds", "600"],
    },
    Figure {
        id: "G7",
        goal: "every sale settled within 20 s after the later of its end and the network's return",
        command: &["sim", "--figure", "G7"],
    },
    Figure {
        id: "G8",
        goal: "sign and amount of all edges and 1,000,000 random orders as the official SDK writes them",
        command: &["signs", "--amounts", "1000000"],
    },
    Figure {
        id: "G9",
        goal: "several tills never mixed, and 500 of them return after an outage without a stampede",
        command: &["sim", "--figure", "G9"],
    },
    Figure {
        id: "G10",
        goal: "200 full, read-only, locked and damaged disks: no sale without a journal, no outcome dropped",
        command: &["bad-disks", "--count", "200"],
    },
    Figure {
        id: "G11",
        goal: "wrong and jumping clocks, summer time, sleep: nothing wrongly called expired",
        command: &["sim", "--figure", "G11"],
    },
    Figure {
        id: "G12",
        goal: "20,000 trays while the line comes and goes: no misreport, and memory stays",
        command: &["soak", "--trays", "20000"],
    },
    Figure {
        id: "S1",
        goal: "eight kinds of secret or personal data sent through everything: found nowhere but in the token's column",
        command: &["canaries"],
    },
    Figure {
        id: "S2",
        goal: "a window's commands are its own; 1,000 hostile arguments for each: no panic, no effect",
        command: &["hostile"],
    },
    Figure { id: "S3", goal: "the configuration has no hole", command: &["walls"] },
    Figure { id: "S4", goal: "ten kinds of bad TLS: none accepted, each named", command: &["bad-tls"] },
    Figure { id: "S5", goal: "no open advisory in what ships, no unsafe code of ours", command: &["advisories"] },
    Figure {
        id: "S6",
        goal: "1,000 random edits of the audit log: all detected",
        command: &["audit-edits", "--count", "1000"],
    },
    Figure { id: "S7", goal: "keys are wiped; no silent fall-back for a key store that fails", command: &["secrets"] },
];

fn figures(ids: &[String]) -> Result<ExitCode> {
    let wanted = ids.iter().map(|id| find(id)).collect::<Result<Vec<_>>>()?;
    if wanted.is_empty() {
        println!("{}", list());
    }
    let mut all_reached = true;
    for figure in wanted {
        println!("== {} {}: cargo xtask {}", figure.id, figure.goal, figure.command.join(" "));
        all_reached &= figure.run()? == ExitCode::SUCCESS;
    }
    Ok(if all_reached { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl Figure {
    fn run(&self) -> Result<ExitCode> {
        let arguments: Vec<String> = self.command.iter().skip(1).map(|&word| word.to_owned()).collect();
        perform(self.command.first().copied().unwrap_or_default(), &arguments)
    }
}

fn find(id: &str) -> Result<&'static Figure> {
    match FIGURES.iter().find(|figure| figure.id.eq_ignore_ascii_case(id)) {
        Some(figure) => Ok(figure),
        None => bail!("there is no figure `{id}`; the figures are:\n{}", list()),
    }
}

fn list() -> String {
    let lines = FIGURES
        .iter()
        .map(|figure| format!("{:<4}cargo xtask {:<28}  {}", figure.id, figure.command.join(" "), figure.goal));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::{FIGURES, find};
    use crate::commands::COMMANDS;

    #[test]
    fn every_figure_is_printed_by_a_command_that_is_there_and_told_in_the_document() {
        let document = include_str!("../../../../docs/reliability.md");
        for figure in FIGURES {
            let name = figure.command.first().expect("a command has a name");
            assert!(COMMANDS.iter().any(|command| command.name == *name), "{}: no command {name}", figure.id);
            let row = format!("| {} | `cargo xtask {}` |", figure.id, figure.command.join(" "));
            assert!(document.contains(&row), "there is no row that begins\n{row}");
        }
    }

    #[test]
    fn a_figure_is_found_however_it_is_typed_and_a_wrong_one_gets_the_list() {
        assert_eq!(find("g6").expect("it is there").id, "G6");
        let error = find("G99").err().expect("it is not there").to_string();
        assert!(error.contains("no figure `G99`") && error.contains("cargo xtask fuzz"), "{error}");
    }
}
