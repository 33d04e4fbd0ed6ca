//! A printer in the network: the raw port, usually 9100.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream, ToSocketAddrs};
use std::time::Duration;

use super::{Connection, received};

/// How long a printer may take to hang up after us.
const LAST_WORDS: Duration = Duration::from_millis(300);

/// Bytes that it may say before it does.
const MOST_LAST_WORDS: usize = 256;

pub(super) fn open(host: &str, port: u16, connect: Duration, stall: Duration) -> io::Result<Box<dyn Connection>> {
    let addresses = (host, port).to_socket_addrs().map_err(|_| io::Error::from(io::ErrorKind::NotFound))?;
    let mut last = io::ErrorKind::NotFound.into();
    for address in addresses {
        match TcpStream::connect_timeout(&address, connect) {
            Ok(stream) => {
                stream.set_write_timeout(Some(stall))?;
                stream.set_nodelay(true)?;
                return Ok(Box::new(NetworkLine { stream }));
            }
            // The printer is known to the network, so it is not absent, whatever the system calls it.
            Err(error) => last = io::Error::new(io::ErrorKind::ConnectionRefused, error),
        }
    }
    Err(last)
}

struct NetworkLine {
    stream: TcpStream,
}

impl Connection for NetworkLine {
    fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes)
    }

    fn receive(&mut self, wait: Duration) -> io::Result<Option<u8>> {
        let mut byte = [0];
        self.stream.set_read_timeout(Some(wait.max(Duration::from_millis(1))))?;
        received(self.stream.read(&mut byte), byte[0])
    }
}

impl Drop for NetworkLine {
    /// Hangs up politely: a line that is dropped with answers unread is reset, and what the printer has not read yet is lost.
    fn drop(&mut self) {
        if self.stream.shutdown(Shutdown::Write).is_ok() {
            (0..MOST_LAST_WORDS).find(|_| !matches!(self.receive(LAST_WORDS), Ok(Some(_))));
        }
    }
}
