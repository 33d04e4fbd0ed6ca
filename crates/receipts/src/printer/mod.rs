//! A printer of the shop: where it is, what it can do, how it is, and the queue before it.
//!
//! Nothing here knows sales. A slip is given to the queue and forgotten by the giver; what becomes of it is a state that
//! can be shown as one line.

mod connection;
mod exchange;
mod profile;
mod queue;
mod state;
mod trouble;

pub use connection::{UsbPrinter, serial_ports, usb_printers};
pub use exchange::{Patience, find_answers};
pub use profile::{Answers, FlowControl, PrinterAddress, PrinterProfile};
pub use queue::{Printer, QueueFull};
pub use state::{Condition, FailedSlip, PrinterState};
pub use trouble::Trouble;
