//! A printer made of a socket: it answers as it is told, and hands out the bytes of each connection when it ends.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use receipts::printer::PrinterAddress;

use super::interpreter::{Command, next_command};

/// How long a test waits before it calls something lost.
pub(crate) const LOST: Duration = Duration::from_secs(20);

/// How the printer behaves.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Behaviour {
    /// The answer to DLE EOT 2; `None` to say nothing.
    pub(crate) cause: Option<u8>,
    /// The answer to DLE EOT 4.
    pub(crate) paper: Option<u8>,
    /// The answer to GS r 1.
    pub(crate) done: Option<u8>,
    /// A byte that it says before each answer, without being asked.
    pub(crate) chatter: Option<u8>,
    /// What it says about its cause once a picture has come.
    pub(crate) cause_after_picture: Option<u8>,
    /// Hangs up after so many bytes.
    pub(crate) hangs_up_after: Option<usize>,
}

/// A printer with paper, closed and well.
pub(crate) const WELL: Behaviour = Behaviour {
    cause: Some(0x12),
    paper: Some(0x12),
    done: Some(0x00),
    chatter: None,
    cause_after_picture: None,
    hangs_up_after: None,
};

/// A printer in this machine's network.
pub(crate) struct FakePrinter {
    pub(crate) address: PrinterAddress,
    behaviour: Arc<Mutex<Behaviour>>,
    received: Receiver<Vec<u8>>,
}

impl FakePrinter {
    pub(crate) fn start(behaviour: Behaviour) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let behaviour = Arc::new(Mutex::new(behaviour));
        let (ended, received) = channel();
        let shared = Arc::clone(&behaviour);
        thread::spawn(move || {
            while let Ok((mut stream, _)) = listener.accept() {
                let behaviour = *shared.lock().expect("no test panics inside");
                if ended.send(serve(&mut stream, behaviour)).is_err() {
                    return;
                }
            }
        });
        Self { address: PrinterAddress::Network { host: "127.0.0.1".into(), port }, behaviour, received }
    }

    /// From the next connection on.
    pub(crate) fn behave(&self, behaviour: Behaviour) {
        *self.behaviour.lock().expect("no test panics inside") = behaviour;
    }

    /// All bytes of the next connection, once it has ended.
    pub(crate) fn connection(&self) -> Vec<u8> {
        self.received.recv_timeout(LOST).expect("a connection that ended")
    }
}

/// Answers until the other end hangs up, or until it is time to do so itself.
pub(crate) fn serve(line: &mut (impl Read + Write), behaviour: Behaviour) -> Vec<u8> {
    let (mut received, mut read) = (Vec::new(), 0);
    let mut cause = behaviour.cause;
    let mut chunk = [0; 4096];
    loop {
        let room = behaviour.hangs_up_after.map_or(chunk.len(), |end| chunk.len().min(end - received.len()));
        let count = if room == 0 { 0 } else { line.read(&mut chunk[..room]).unwrap_or(0) };
        if count == 0 {
            return received;
        }
        received.extend_from_slice(&chunk[..count]);
        while let Some((command, length)) = next_command(&received[read..]) {
            read += length;
            let answer = match command {
                Command::AskNow(2) => cause,
                Command::AskNow(4) => behaviour.paper,
                Command::AskWhenDone(1) => behaviour.done,
                Command::Picture { .. } => {
                    cause = behaviour.cause_after_picture.or(cause);
                    None
                }
                _ => None,
            };
            if let Some(answer) = answer {
                let said: Vec<u8> = behaviour.chatter.into_iter().chain([answer]).collect();
                if line.write_all(&said).is_err() {
                    return received;
                }
            }
        }
    }
}
