//! A printer in the network: the raw port, usually 9100.

use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

use super::{Connection, received};

pub(super) fn open(host: &str, port: u16, connect: Duration, stall: Duration) -> io::Result<Box<dyn Connection>> {
    let addresses = (host, port).to_socket_addrs().map_err(|_| io::Error::from(io::ErrorKind::NotFound))?;
    let mut last = io::ErrorKind::NotFound.into();
    for address in addresses {
        match TcpStream::connect_timeout(&address, connect) {
            Ok(stream) => {
                stream.set_write_timeout(Some(stall))?;
                stream.set_nodelay(true)?;
                return Ok(Box::new(stream));
            }
            // The printer is known to the network, so it is not absent, whatever the system calls it.
            Err(error) => last = io::Error::new(io::ErrorKind::ConnectionRefused, error),
        }
    }
    Err(last)
}

impl Connection for TcpStream {
    fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes)
    }

    fn receive(&mut self, wait: Duration) -> io::Result<Option<u8>> {
        let mut byte = [0];
        self.set_read_timeout(Some(wait.max(Duration::from_millis(1))))?;
        received(self.read(&mut byte), byte[0])
    }
}
