//! `cargo xtask likeness`: the stable parts of the screens beside reference pictures, and a failure where one looks
//! different. With `--renew` what is different becomes the reference.

use std::process::ExitCode;

use anyhow::Result;

use super::{Act, Command, setup};
use crate::machine::Machine;
use crate::report::Report;

/// The command's line in the list.
pub(super) const COMMAND: Command = Command {
    name: "likeness",
    purpose: "the screens' stable parts beside reference pictures",
    act: Act::With("[--renew] [PARTS]", likeness),
};

fn likeness(arguments: &[String]) -> Result<ExitCode> {
    let machine = Machine::this();
    let mut report = Report::default();
    let ui = setup::for_gallery(&machine, &mut report)?;
    let words = ["run", "likeness", "--"].into_iter().chain(arguments.iter().map(String::as_str));
    let pictures = report.step("Likeness of the screens' parts", ui.npm(words));
    Ok(report.close(pictures))
}
