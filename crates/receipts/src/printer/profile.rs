//! What the settings say about a printer.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::escpos::{Cut, DrawerPin, Letters};
use crate::layout::Paper;

/// Where a printer is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PrinterAddress {
    /// In the network.
    Network {
        /// A name or an address.
        host: String,
        /// Almost always 9100.
        port: u16,
    },
    /// At a USB port.
    Usb {
        /// The maker's number.
        vendor_id: u16,
        /// The model's number.
        product_id: u16,
    },
    /// At a serial port.
    Serial {
        /// `COM3`, `/dev/ttyUSB0`.
        path: String,
        /// Bits a second, as set at the printer.
        baud_rate: u32,
        /// How the printer says that its memory is full.
        flow_control: FlowControl,
    },
}

/// How a serial printer says that its memory is full.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FlowControl {
    /// Not at all.
    None,
    /// XON and XOFF.
    Software,
    /// RTS and CTS.
    Hardware,
}

/// What a printer says about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Answers {
    /// How it is, and when a slip is done. What nearly all printers in the network do.
    WhenDone,
    /// Only how it is: a slip counts as printed when it was sent and nothing hinders the printer then.
    AtOnce,
    /// Nothing, as some of the cheapest: a slip counts as printed when it was sent, and missing paper goes unnoticed.
    Never,
}

/// A printer and how it is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PrinterProfile {
    /// Where it is.
    pub address: PrinterAddress,
    /// What paper it has.
    pub paper: Paper,
    /// Whose letters are printed.
    pub letters: Letters,
    /// How a slip ends.
    pub cut: Cut,
    /// The drawer; `None` for a shop without one, or one that opens it by hand.
    pub drawer: Option<DrawerPin>,
    /// What the printer says about itself; found out by [`find_answers`](super::find_answers).
    pub answers: Answers,
}

impl PrinterProfile {
    /// What suits most printers at such a place: drawn letters (the printer's own at a serial line, which would need a
    /// minute for a picture), a partial cut, no drawer, and answers.
    pub fn new(address: PrinterAddress, paper: Paper) -> Self {
        let letters = match address {
            PrinterAddress::Network { .. } | PrinterAddress::Usb { .. } => Letters::Drawn,
            PrinterAddress::Serial { .. } => Letters::Printers,
        };
        Self { address, paper, letters, cut: Cut::Partial, drawer: None, answers: Answers::WhenDone }
    }
}
