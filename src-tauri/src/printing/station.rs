//! The machine's printer, whichever it is now.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Zoned;
use receipts::printer::{Patience, Printer, PrinterProfile, PrinterState, QueueFull};
use receipts::receipt::{Language, Shop, Slip, TestSlip};

use super::PrintProblem;

/// The printer of this machine, or the place where one would be. Nothing here waits for it.
pub struct Station {
    printer: Mutex<Option<Printer>>,
    on_change: Arc<dyn Fn() + Send + Sync>,
}

impl Station {
    /// A place without a printer. `on_change` is called from the printer's thread whenever its state is another.
    pub fn new(on_change: impl Fn() + Send + Sync + 'static) -> Self {
        Self { printer: Mutex::new(None), on_change: Arc::new(on_change) }
    }

    /// Prints on this printer from now on; what waits for the last one still goes there.
    pub fn use_printer(&self, profile: Option<PrinterProfile>) {
        let on_change = Arc::clone(&self.on_change);
        let start = |profile| Printer::start(profile, Patience::default(), move |_| on_change());
        *self.printer() = profile.map(start).transpose().unwrap_or_else(|error| {
            tracing::error!(%error, "the printer's queue did not start");
            None
        });
    }

    /// Gives a slip to the printer.
    pub fn print(&self, slip: Slip) -> Result<(), PrintProblem> {
        self.with(|printer| printer.print(slip))
    }

    /// Prints a slip that shows that the printer works, on a machine that sells for no shop yet; the drawer stays shut.
    pub fn print_test(&self, language: Language, time: Zoned) -> Result<(), PrintProblem> {
        let shop = Shop { name: "Cashtray".to_owned(), details: Vec::new() };
        self.print(Slip::Test(Box::new(TestSlip { language, shop, time, opens_drawer: false })))
    }

    /// Prints again what failed.
    pub fn retry(&self, now: Zoned) -> Result<(), PrintProblem> {
        self.with(|printer| printer.retry(now))
    }

    /// Forgets what failed, and asks the printer how it is.
    pub fn forget(&self) -> Result<(), PrintProblem> {
        self.with(|printer| printer.forget().and_then(|()| printer.check()))
    }

    /// Asks the printer how it is; the answer is a new state.
    pub fn check(&self) -> Result<(), PrintProblem> {
        self.with(Printer::check)
    }

    /// How the printer is; `None` without one.
    pub fn state(&self) -> Option<PrinterState> {
        self.printer().as_ref().map(Printer::state)
    }

    fn with(&self, act: impl FnOnce(&Printer) -> Result<(), QueueFull>) -> Result<(), PrintProblem> {
        let printer = self.printer();
        act(printer.as_ref().ok_or(PrintProblem::NoPrinter)?).map_err(|QueueFull| PrintProblem::QueueFull)
    }

    /// A printer is replaced whole, so a panic elsewhere left nothing half done.
    fn printer(&self) -> MutexGuard<'_, Option<Printer>> {
        self.printer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Station {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Station").field("state", &self.state()).finish_non_exhaustive()
    }
}
