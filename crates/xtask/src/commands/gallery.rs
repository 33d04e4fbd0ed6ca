//! `cargo xtask gallery`: every state of every screen as a picture, and a failure where something is cut off or cannot
//! be read.

use std::process::ExitCode;

use super::setup;
use crate::machine::Machine;
use crate::report::Report;

/// Performs the command.
pub(crate) fn gallery() -> ExitCode {
    let machine = Machine::this();
    let mut report = Report::default();
    let outcome = setup::for_gallery(&machine, &mut report)
        .and_then(|ui| report.step("Pictures of the screens", ui.npm(["run", "gallery"])));
    report.close(outcome)
}
