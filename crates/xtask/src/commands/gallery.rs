//! `cargo xtask gallery`: every state of every screen as a picture, and a failure where something is cut off or cannot
//! be read.

use anyhow::Result;

use super::{Act, Command, setup};
use crate::machine::Machine;
use crate::report::Report;

/// The command's line in the list.
pub(super) const COMMAND: Command =
    Command { name: "gallery", purpose: "every screen as a picture, and whether it can be read", act: Act::Steps(all) };

fn all(machine: &Machine, report: &mut Report) -> Result<()> {
    let ui = setup::for_gallery(machine, report)?;
    report.step("Pictures of the screens", ui.npm(["run", "gallery"]))?;
    Ok(())
}
