//! A printer at USB under Windows, through the system's own driver for printers: nobody installs another for a till.
//!
//! That driver seldom passes a printer's answers on, so there is nothing to receive; such a printer is set up as one
//! that does not answer.

use std::io;
use std::time::Duration;

use escpos::driver::{Driver, WindowsUsbPrintDriver};

use super::{Connection, UsbPrinter};

/// The printers at USB ports, to choose from. Empty when the system does not tell.
pub fn usb_printers() -> Vec<UsbPrinter> {
    let printers = WindowsUsbPrintDriver::list().unwrap_or_default();
    printers
        .into_iter()
        .filter_map(|printer| {
            Some(UsbPrinter { vendor_id: printer.vendor_id?, product_id: printer.product_id?, name: String::new() })
        })
        .collect()
}

pub(super) fn open(vendor_id: u16, product_id: u16, _stall: Duration) -> io::Result<Box<dyn Connection>> {
    let printers = WindowsUsbPrintDriver::list().map_err(io::Error::other)?;
    let printer = printers
        .iter()
        .find(|printer| printer.vendor_id == Some(vendor_id) && printer.product_id == Some(product_id))
        .ok_or(io::ErrorKind::NotFound)?;
    let driver = WindowsUsbPrintDriver::open(&printer.device_path).map_err(io::Error::other)?;
    Ok(Box::new(UsbLine { driver }))
}

struct UsbLine {
    driver: WindowsUsbPrintDriver,
}

impl Connection for UsbLine {
    fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.driver.write(bytes).map_err(io::Error::other)
    }

    fn receive(&mut self, _wait: Duration) -> io::Result<Option<u8>> {
        Ok(None)
    }
}
