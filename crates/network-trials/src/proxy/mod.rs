//! A TCP proxy between the till and the server that goes wrong on command. It sees TLS records and cannot read them.
//!
//! It must not know HTTP, the Partner API, or what a till is: what it does is done by cables, routers and dying
//! servers. One trouble is in force at a time; it strikes connections that are there and those that are made.

mod connection;
mod trouble;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

pub use trouble::{Direction, End, Trouble};

/// How long to wait before the port is tried again that somebody else took while connections were refused.
const REBIND_GAP: Duration = Duration::from_millis(20);

/// A proxy that runs until it is dropped. Dropping it cuts every connection.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    weather: watch::Sender<Weather>,
    strikes: Arc<AtomicU64>,
    task: JoinHandle<()>,
}

/// What is wrong now, and how often that has changed: what a connection has let through counts from the last change.
#[derive(Clone, Copy, Debug, Default)]
struct Weather {
    trouble: Option<Trouble>,
    changes: u64,
}

/// What every connection shares.
#[derive(Clone, Debug)]
struct Shared {
    upstream: SocketAddr,
    weather: watch::Receiver<Weather>,
    strikes: Arc<AtomicU64>,
    open: Arc<AtomicUsize>,
}

impl Proxy {
    /// Listens on a free port of loopback and passes everything on to `upstream`.
    pub async fn start(upstream: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let (weather, receiver) = watch::channel(Weather::default());
        let strikes = Arc::<AtomicU64>::default();
        let shared =
            Shared { upstream, weather: receiver, strikes: Arc::clone(&strikes), open: Arc::new(AtomicUsize::new(0)) };
        let task = tokio::spawn(accept(listener, address, shared));
        Ok(Self { address, weather, strikes, task })
    }

    /// Where the till connects to.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// This goes wrong from now on, instead of what did so far.
    pub fn strike(&self, trouble: Trouble) {
        self.change(Some(trouble));
    }

    /// Nothing goes wrong from now on. What was held back is delivered late; what was lost stays lost.
    pub fn heal(&self) {
        self.change(None);
    }

    /// How often a trouble did something: a trial in which it never did proves nothing.
    pub fn strikes(&self) -> u64 {
        self.strikes.load(Ordering::Relaxed)
    }

    fn change(&self, trouble: Option<Trouble>) {
        self.weather.send_modify(|weather| *weather = Weather { trouble, changes: weather.changes + 1 });
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Shared {
    fn note_strike(&self) {
        self.strikes.fetch_add(1, Ordering::Relaxed);
    }
}

/// Takes connections, unless they are to be refused: then nobody listens.
async fn accept(listener: TcpListener, address: SocketAddr, shared: Shared) {
    let mut listener = Some(listener);
    let mut connections = JoinSet::new();
    let mut weather = shared.weather.clone();
    loop {
        let trouble = weather.borrow_and_update().trouble;
        if trouble == Some(Trouble::Refuse) {
            listener = None;
            shared.note_strike();
            if weather.changed().await.is_err() {
                return;
            }
            continue;
        }
        let Some(listening) = &listener else {
            listener = bind(address).ok();
            if listener.is_none() {
                tokio::time::sleep(REBIND_GAP).await;
            }
            continue;
        };
        tokio::select! {
            changed = weather.changed() => if changed.is_err() { return },
            accepted = listening.accept() => {
                if let Ok((stream, _)) = accepted {
                    connections.spawn(take(stream, shared.clone()));
                }
            }
            Some(_) = connections.join_next() => {}
        }
    }
}

fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(128)
}

/// One connection from its beginning to its end.
async fn take(client: TcpStream, shared: Shared) {
    let is_first = shared.open.fetch_add(1, Ordering::Relaxed) == 0;
    let trouble = shared.weather.borrow().trouble;
    let ended = connection::greet(client, trouble, is_first, &shared).await;
    if let Some(client) = ended
        && let Ok(server) = TcpStream::connect(shared.upstream).await
    {
        connection::carry(client, server, &shared).await;
    }
    shared.open.fetch_sub(1, Ordering::Relaxed);
}
