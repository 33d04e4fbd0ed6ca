//! The commands by name.

mod bad_disks;
mod bench;
mod ci;
mod damage;
mod gallery;
mod kills;
mod power_cuts;
mod run;
mod setup;
mod sim;
mod test;

use std::process::ExitCode;

use anyhow::{Result, bail};

const LIST: &str = "\
cargo xtask run [-- ARGUMENTS]   install what is missing, build the UI, start the terminal
cargo xtask test                 the same set-up, then every test, real windows included
cargo xtask ci                   everything that must hold before a change lands
cargo xtask gallery              every screen as a picture, and whether it can be read
cargo xtask bench                the client's speed beside Pokepay's Node SDK
cargo xtask sim [ARGUMENTS]      the real till under thousands of faulty schedules
cargo xtask kills [ARGUMENTS]    the real till, killed at named points (G3)
cargo xtask power-cuts [ARGUMENTS]  a journal's writes, cut off anywhere (G4)
cargo xtask bad-disks [ARGUMENTS]   full, read-only, locked and damaged disks (G10)
cargo xtask damage [ARGUMENTS]   flips and truncations of a journal (E4)
cargo xtask setup                only the set-up, for run and for test";

/// Performs the command of that name.
pub(crate) fn perform(name: &str, mut arguments: Vec<String>) -> Result<ExitCode> {
    if name == "run" {
        // Both `run -- --practice` and `run --practice` reach the terminal.
        if arguments.first().is_some_and(|first| first == "--") {
            arguments.remove(0);
        }
        return run::run(&arguments);
    }
    let with_arguments = match name {
        "sim" => Some(sim::sim as fn(&[String]) -> Result<ExitCode>),
        "kills" => Some(kills::kills as _),
        "power-cuts" => Some(power_cuts::power_cuts as _),
        "bad-disks" => Some(bad_disks::bad_disks as _),
        "damage" => Some(damage::damage as _),
        _ => None,
    };
    if let Some(perform) = with_arguments {
        return perform(&arguments);
    }
    if let Some(unexpected) = arguments.first() {
        bail!("`{name}` takes no arguments, and got `{unexpected}`; the commands are:\n{LIST}");
    }
    match name {
        "test" => Ok(test::test()),
        "ci" => Ok(ci::ci()),
        "gallery" => Ok(gallery::gallery()),
        "bench" => Ok(bench::bench()),
        "setup" => setup::setup(),
        "" | "help" | "--help" | "-h" => {
            println!("{LIST}");
            Ok(ExitCode::SUCCESS)
        }
        _ => bail!("there is no command `{name}`; the commands are:\n{LIST}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{LIST, perform};

    #[test]
    fn an_unknown_command_is_answered_with_the_list() {
        let error = perform("tset", Vec::new()).expect_err("there is no such command");
        assert!(error.to_string().contains("no command `tset`"));
        assert!(error.to_string().contains(LIST));
    }

    #[test]
    fn a_word_too_many_is_refused_before_anything_starts() {
        let error = perform("ci", vec!["--fast".to_owned()]).expect_err("it takes none");
        assert!(error.to_string().contains("got `--fast`"));
    }
}
