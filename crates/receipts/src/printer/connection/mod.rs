//! The line to a printer: bytes out, bytes in, and never longer than told.

mod network;
mod serial;
#[cfg(not(windows))]
mod usb;
#[cfg(windows)]
#[path = "usb_windows.rs"]
mod usb;

use serde::Serialize;
use std::io;
use std::time::Duration;
use ts_rs::TS;

use super::PrinterAddress;

pub use serial::serial_ports;
pub use usb::usb_printers;

/// A printer at a USB port, to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct UsbPrinter {
    /// The maker's number.
    pub vendor_id: u16,
    /// The model's number.
    pub product_id: u16,
    /// What it calls itself; may be empty.
    pub name: String,
}

/// An open line.
pub(super) trait Connection {
    /// Hands bytes over. Fails with [`io::ErrorKind::TimedOut`] when nothing is taken for as long as was said at opening.
    fn send(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// The next byte, or `None` when none comes within `wait`.
    fn receive(&mut self, wait: Duration) -> io::Result<Option<u8>>;
}

/// Opens the line to a printer. `connect` is how long it may take, `stall` how long a single write may hang.
pub(super) fn open(address: &PrinterAddress, connect: Duration, stall: Duration) -> io::Result<Box<dyn Connection>> {
    match address {
        PrinterAddress::Network { host, port } => network::open(host, *port, connect, stall),
        PrinterAddress::Usb { vendor_id, product_id } => usb::open(*vendor_id, *product_id, stall),
        PrinterAddress::Serial { path, baud_rate, flow_control } => {
            serial::open(path, *baud_rate, *flow_control, stall)
        }
    }
}

/// What a read of one byte means, when silence is not an error.
fn received(read: io::Result<usize>, byte: u8) -> io::Result<Option<u8>> {
    match read {
        Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
        Ok(_) => Ok(Some(byte)),
        Err(error) if matches!(error.kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock) => Ok(None),
        Err(error) => Err(error),
    }
}
