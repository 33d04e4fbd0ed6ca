//! `cargo xtask gallery`: every state of every screen as a picture, and a failure where something is cut off or cannot
//! be read. In Chromium, or with `--webkit` in the engine of the terminal's own windows.

use std::process::ExitCode;

use anyhow::Result;

use super::{Act, Command, setup};
use crate::machine::Machine;
use crate::report::Report;

/// The command's line in the list.
pub(super) const COMMAND: Command = Command {
    name: "gallery",
    purpose: "every screen as a picture, and whether it can be read",
    act: Act::With("[--webkit] [FOLDER] [STATES] [LOOKS]", gallery),
};

fn gallery(arguments: &[String]) -> Result<ExitCode> {
    let machine = Machine::this();
    let mut report = Report::default();
    let ui = setup::for_gallery(&machine, &mut report)?;
    let words = ["run", "gallery", "--"].into_iter().chain(arguments.iter().map(String::as_str));
    let pictures = report.step("Pictures of the screens", ui.npm(words));
    Ok(report.close(pictures))
}
