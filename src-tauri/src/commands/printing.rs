//! Paper: a look at a slip, a slip, and the printer. One command carries all of it, so that windows have few.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Zoned;
use receipts::layout::{Paper, layout};
use receipts::printer::{Patience, UsbPrinter, find_answers, serial_ports, usb_printers};
use serde::{Deserialize, Serialize};
use staff::{Permit, Right};
use tauri::command;
use till::audit::AuditAct;
use ts_rs::TS;

use super::TheDesk;
use crate::aside::aside;
use crate::desk::Desk;
use crate::printing::{PrintProblem, PrintSettings, PrinterWish, SlipName};
use crate::staff::{Gated, pass, pass_recorded};

/// What staff want of paper.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum PrintAct {
    /// See a slip as it would come out: answered by `picture`.
    Preview {
        /// Which.
        slip: SlipName,
    },
    /// Print a slip; one that was printed before is marked as a copy.
    Print {
        /// Which.
        slip: SlipName,
    },
    /// Print again what failed.
    Retry,
    /// Forget what failed, and ask the printer how it is.
    Forget,
    /// The printer's settings and what there is to choose from: answered by `choices`.
    Choices,
    /// Use these settings from now on; the printer is asked what it can answer. Takes as long as a printer may take to
    /// say nothing.
    Change {
        /// The settings.
        wish: PrinterWish,
    },
    /// Print a slip that shows that the printer works.
    Test,
}

/// What came of it. What becomes of a slip at the printer comes with the snapshots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "answer", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum PrintAnswer {
    /// It is under way.
    Done,
    /// The slip as a picture.
    Picture {
        /// A `data:` address of a PNG, dot for dot what would be burnt.
        url: String,
    },
    /// What is set, and what there is to choose from.
    Choices {
        /// What is set.
        settings: PrintSettings,
        /// Printers at USB ports.
        usb: Vec<UsbPrinter>,
        /// Serial ports.
        serial: Vec<String>,
    },
}

/// Carries out one act about paper, aside from everything that sells.
#[command]
pub(crate) async fn print(desk: TheDesk<'_>, act: PrintAct) -> Result<PrintAnswer, Gated<PrintProblem>> {
    let changes = match &act {
        // What cannot be set changes nothing, so nobody is asked for a PIN, and the audit log does not say that it did.
        PrintAct::Change { wish } => wish.clone().read().map(|_| true).map_err(Gated::Problem)?,
        _ => false,
    };
    let carrier = Arc::clone(&desk);
    let carry_out =
        async |_permit: &Permit| aside(PrintProblem::JournalUnavailable, move || carry_out(&carrier, act)).await;
    if changes {
        let recorded = AuditAct::SettingsChanged { settings: vec!["printing".to_owned()] };
        pass_recorded(&desk, Some(Right::Settings), recorded, carry_out).await
    } else {
        pass(&desk, None, carry_out).await
    }
}

fn carry_out(desk: &Desk, act: PrintAct) -> Result<PrintAnswer, PrintProblem> {
    // The printer is the machine's: it is set up and tried before a shop is connected, too.
    let selling = || desk.selling().ok_or(PrintProblem::Closing);
    let language = desk.settings().choices.language.into();
    match act {
        PrintAct::Preview { slip } => {
            let slip = selling()?.slips.look_at(&slip, language)?;
            let paper = desk.settings().printing.printer.map_or(Paper::Mm58, |printer| printer.paper);
            let png = receipts::render_preview(&layout(&slip, paper));
            return Ok(PrintAnswer::Picture { url: format!("data:image/png;base64,{}", STANDARD.encode(png)) });
        }
        PrintAct::Choices => {
            let settings = desk.settings().printing;
            return Ok(PrintAnswer::Choices { settings, usb: usb_printers(), serial: serial_ports() });
        }
        PrintAct::Print { slip } => selling()?.slips.print(&desk.station, &slip, language)?,
        PrintAct::Retry => desk.station.retry(selling()?.slips.now())?,
        PrintAct::Forget => desk.station.forget()?,
        PrintAct::Change { wish } => change(desk, wish)?,
        PrintAct::Test => match desk.selling() {
            Some(selling) => selling.slips.print_test(&desk.station, language)?,
            None => desk.station.print_test(language, wall())?,
        },
    }
    Ok(PrintAnswer::Done)
}

/// The machine's own time.
#[expect(clippy::disallowed_methods, reason = "before a shop is connected there is no till whose clock could be asked")]
fn wall() -> Zoned {
    Zoned::now()
}

/// A printer that is off now is set all the same: its line says how it is.
fn change(desk: &Desk, wish: PrinterWish) -> Result<(), PrintProblem> {
    let mut printing = wish.read()?;
    if let Some(printer) = &mut printing.printer {
        match find_answers(&printer.address, &Patience::default()) {
            Ok(answers) => printer.answers = answers,
            Err(trouble) => tracing::info!(%trouble, "the printer was set up unseen"),
        }
    }
    desk.station.use_printer(printing.printer.clone());
    let has_printer = printing.printer.is_some();
    desk.change_settings(|settings| settings.printing = printing);
    if has_printer {
        desk.station.check()?;
    }
    Ok(())
}
