//! `cargo xtask signs`: sign and amount of a million orders beside Pokepay's Node SDK.

use std::process::ExitCode;

use anyhow::Result;

use super::{Act, Command, run_program, setup};
use crate::machine::Machine;
use crate::report::Report;

/// The command's line in the list.
pub(super) const COMMAND: Command = Command {
    name: "signs",
    purpose: "sign and amount of a million requests beside Pokepay's Node SDK (G8)",
    act: Act::With("[--amounts N] [--seed N]", signs),
};

fn signs(arguments: &[String]) -> Result<ExitCode> {
    setup::install_official_sdk(&Machine::this(), &mut Report::default())?;
    let own: Vec<String> = ["signs".to_owned()].into_iter().chain(arguments.iter().cloned()).collect();
    run_program("wire-trials", "wire-trials", &own)
}
