//! A printer at USB, taken over from the system's driver for as long as a slip takes.

use std::io::{self, Read, Write};
use std::time::Duration;

use nusb::descriptors::TransferType;
use nusb::io::{EndpointRead, EndpointWrite};
use nusb::transfer::{Bulk, Direction, In, Out};
use nusb::{DeviceInfo, ErrorKind, Interface, MaybeFuture};

use super::{Connection, UsbPrinter, received};

/// The class of printers in USB's own list.
const PRINTER_CLASS: u8 = 7;

/// Bytes of one transfer.
const TRANSFER_BYTES: usize = 4096;

/// The printers at USB ports, to choose from. Empty when the system does not tell.
pub fn usb_printers() -> Vec<UsbPrinter> {
    let Ok(devices) = nusb::list_devices().wait() else { return Vec::new() };
    devices
        .filter(|device| printer_interface(device).is_some())
        .map(|device| UsbPrinter {
            vendor_id: device.vendor_id(),
            product_id: device.product_id(),
            name: device.product_string().unwrap_or_default().to_owned(),
        })
        .collect()
}

fn printer_interface(device: &DeviceInfo) -> Option<u8> {
    device.interfaces().find(|one| one.class() == PRINTER_CLASS).map(nusb::InterfaceInfo::interface_number)
}

pub(super) fn open(vendor_id: u16, product_id: u16, stall: Duration) -> io::Result<Box<dyn Connection>> {
    // A system that cannot list its devices has none for us.
    let device = nusb::list_devices()
        .wait()
        .map_err(|_| io::ErrorKind::NotFound)?
        .find(|device| device.vendor_id() == vendor_id && device.product_id() == product_id)
        .ok_or(io::ErrorKind::NotFound)?;
    // Some cheap printers call themselves a device of their maker's own class, with one interface.
    let number = printer_interface(&device).unwrap_or(0);
    let interface =
        device.open().wait().and_then(|open| open.detach_and_claim_interface(number).wait()).map_err(io_error)?;
    let write = address_of(&interface, Direction::Out).ok_or(io::ErrorKind::NotFound)?;
    let write = interface.endpoint::<Bulk, Out>(write).map_err(io_error)?;
    let read = match address_of(&interface, Direction::In) {
        Some(address) => Some(interface.endpoint::<Bulk, In>(address).map_err(io_error)?.reader(TRANSFER_BYTES)),
        None => None,
    };
    Ok(Box::new(UsbLine { write: write.writer(TRANSFER_BYTES).with_write_timeout(stall), read }))
}

fn address_of(interface: &Interface, direction: Direction) -> Option<u8> {
    let endpoints = interface.descriptor()?;
    let mut bulk = endpoints.endpoints().filter(|one| one.transfer_type() == TransferType::Bulk);
    bulk.find(|one| one.direction() == direction).map(|one| one.address())
}

fn io_error(error: nusb::Error) -> io::Error {
    match error.kind() {
        ErrorKind::Disconnected | ErrorKind::NotFound => io::ErrorKind::NotFound.into(),
        ErrorKind::Busy => io::ErrorKind::ResourceBusy.into(),
        ErrorKind::PermissionDenied => io::ErrorKind::PermissionDenied.into(),
        _ => error.into(),
    }
}

struct UsbLine {
    write: EndpointWrite<Bulk>,
    /// A printer that cannot answer has none.
    read: Option<EndpointRead<Bulk>>,
}

impl Connection for UsbLine {
    fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write.write_all(bytes)?;
        self.write.flush()
    }

    fn receive(&mut self, wait: Duration) -> io::Result<Option<u8>> {
        let Some(read) = &mut self.read else { return Ok(None) };
        let mut byte = [0];
        read.set_read_timeout(wait);
        received(read.read(&mut byte), byte[0])
    }
}
