//! A printer at a serial port, or at USB behind a chip that pretends to be one.

use std::io::{self, Read, Write};
use std::time::Duration;

use serialport::SerialPort;

use super::{Connection, received};
use crate::printer::FlowControl;

/// Bytes handed over at once: what the slowest line carries well within a write's patience.
const CHUNK_BYTES: usize = 512;

/// The serial ports of this machine, to choose from. Empty when the system does not tell.
pub fn serial_ports() -> Vec<String> {
    serialport::available_ports().unwrap_or_default().into_iter().map(|port| port.port_name).collect()
}

pub(super) fn open(
    path: &str,
    baud_rate: u32,
    flow_control: FlowControl,
    stall: Duration,
) -> io::Result<Box<dyn Connection>> {
    let flow_control = match flow_control {
        FlowControl::None => serialport::FlowControl::None,
        FlowControl::Software => serialport::FlowControl::Software,
        FlowControl::Hardware => serialport::FlowControl::Hardware,
    };
    let port = serialport::new(path, baud_rate).flow_control(flow_control).timeout(stall).open().map_err(io_error)?;
    Ok(Box::new(SerialLine { port, stall }))
}

fn io_error(error: serialport::Error) -> io::Error {
    match error.kind {
        serialport::ErrorKind::NoDevice => io::ErrorKind::NotFound.into(),
        serialport::ErrorKind::InvalidInput | serialport::ErrorKind::Unknown | serialport::ErrorKind::Io(_) => {
            error.into()
        }
    }
}

struct SerialLine {
    port: Box<dyn SerialPort>,
    stall: Duration,
}

impl Connection for SerialLine {
    fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.port.set_timeout(self.stall)?;
        bytes.chunks(CHUNK_BYTES).try_for_each(|chunk| self.port.write_all(chunk))
    }

    fn receive(&mut self, wait: Duration) -> io::Result<Option<u8>> {
        let mut byte = [0];
        self.port.set_timeout(wait)?;
        received(self.port.read(&mut byte), byte[0])
    }
}
