//! One connection: how it is taken, and what becomes of its bytes.

use std::future::pending;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::watch;

use super::{Direction, End, Shared, Trouble, Weather};

/// What a server says that expects plain HTTP.
const PLAIN_ANSWER: &[u8] = b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\
    Connection: close\r\n\r\n<h1>hello</h1>\n";

/// What a connection meets at its very beginning. Gives it back when it may go on.
pub(super) async fn greet(
    mut client: TcpStream,
    trouble: Option<Trouble>,
    is_first: bool,
    shared: &Shared,
) -> Option<TcpStream> {
    match trouble {
        Some(Trouble::AcceptThen(end)) => {
            shared.note_strike();
            finish(client, end).await;
            None
        }
        Some(Trouble::OneConnection(_)) if !is_first => {
            shared.note_strike();
            finish(client, End::Reset).await;
            None
        }
        Some(Trouble::AcceptThenSilence) => {
            shared.note_strike();
            // Reads and says nothing, until the caller gives up: even when the trouble is over, this one is lost.
            let _ = tokio::io::copy(&mut client, &mut tokio::io::sink()).await;
            None
        }
        Some(Trouble::PlainText) => {
            shared.note_strike();
            let mut hello = [0; 4096];
            let _ = client.read(&mut hello).await;
            let _ = client.write_all(PLAIN_ANSWER).await;
            finish(client, End::Fin).await;
            None
        }
        _ => Some(client),
    }
}

/// Passes bytes both ways until one side, or a trouble, ends it.
pub(super) async fn carry(mut client: TcpStream, mut server: TcpStream, shared: &Shared) {
    // The far side of a till's connection answers in small pieces; a proxy must not hold them back.
    let _ = client.set_nodelay(true);
    let _ = server.set_nodelay(true);
    let born = shared.weather.borrow().changes;
    let pump = |direction| Pump { direction, born, seen: born, passed: 0, is_dead: false, shared };
    let end = {
        let (from_client, to_client) = client.split();
        let (from_server, to_server) = server.split();
        tokio::select! {
            end = pump(Direction::Up).run(from_client, to_server) => end,
            end = pump(Direction::Down).run(from_server, to_client) => end,
            end = struck_dead(shared.weather.clone(), shared) => end,
        }
    };
    tokio::join!(finish(client, end), finish(server, end));
}

/// Ends when a trouble strikes that ends the connections that are there.
async fn struck_dead(mut weather: watch::Receiver<Weather>, shared: &Shared) -> End {
    weather.mark_unchanged();
    loop {
        if weather.changed().await.is_err() {
            return End::Reset;
        }
        let trouble = weather.borrow_and_update().trouble;
        if let Some(end) = trouble.and_then(Trouble::ends_kept) {
            shared.note_strike();
            return end;
        }
    }
}

async fn finish(mut stream: TcpStream, end: End) {
    match end {
        // The other side may have gone first; then it has ended too.
        End::Fin => drop(stream.shutdown().await),
        End::Reset => drop(stream.set_zero_linger()),
    }
}

/// One direction of a connection.
struct Pump<'a> {
    direction: Direction,
    /// How often the weather had changed when the connection was made.
    born: u64,
    /// Since which change `passed` counts.
    seen: u64,
    /// Bytes that have passed since then.
    passed: u64,
    /// What comes is lost for ever.
    is_dead: bool,
    shared: &'a Shared,
}

/// What becomes of the bytes at hand.
enum Fate {
    Pass,
    Lost,
    /// So many pass, and then the connection ends.
    CutAfter(usize, End),
    /// So many pass, the others when the weather changes.
    HoldAfter(usize),
    Slowly {
        piece: usize,
        gap: Duration,
    },
    Later(Duration),
    FlipAt(usize),
}

impl Pump<'_> {
    async fn run(mut self, mut from: impl AsyncRead + Unpin, mut to: impl AsyncWrite + Unpin) -> End {
        let mut buffer = vec![0; 16 * 1024];
        loop {
            match from.read(&mut buffer).await {
                // A connection that is dead does not bring the till the news that the server gave it up.
                Ok(0) if self.is_dead && self.direction == Direction::Down => pending().await,
                Ok(0) => return End::Fin,
                Err(_) => return End::Reset,
                Ok(length) => {
                    if let Err(end) = self.pass(&mut buffer[..length], &mut to).await {
                        return end;
                    }
                }
            }
        }
    }

    /// Deals with bytes that have come. An error is how the connection ends.
    async fn pass(&mut self, bytes: &mut [u8], to: &mut (impl AsyncWrite + Unpin)) -> Result<(), End> {
        let fate = self.fate(bytes.len());
        if !matches!(fate, Fate::Pass) {
            self.shared.note_strike();
        }
        match fate {
            Fate::Pass => write(to, bytes).await?,
            Fate::Lost => {}
            Fate::CutAfter(length, end) => {
                write(to, &bytes[..length]).await?;
                return Err(end);
            }
            Fate::HoldAfter(length) => {
                write(to, &bytes[..length]).await?;
                self.wait_for_a_change().await;
                write(to, &bytes[length..]).await?;
            }
            Fate::Later(delay) => {
                tokio::time::sleep(delay).await;
                write(to, bytes).await?;
            }
            Fate::Slowly { piece, gap } => {
                let changes = self.shared.weather.borrow().changes;
                for piece in bytes.chunks(piece) {
                    write(to, piece).await?;
                    // When the trouble is over the rest comes at once.
                    if self.shared.weather.borrow().changes == changes {
                        tokio::time::sleep(gap).await;
                    }
                }
            }
            Fate::FlipAt(at) => {
                bytes[at] ^= 1;
                write(to, bytes).await?;
            }
        }
        self.passed += bytes.len() as u64;
        Ok(())
    }

    fn fate(&mut self, length: usize) -> Fate {
        let Weather { trouble, changes } = *self.shared.weather.borrow();
        if changes != self.seen {
            self.seen = changes;
            self.passed = 0;
        }
        let is_kept = changes != self.born;
        let mine = self.direction;
        // How many of these bytes still pass when `after` do in all.
        let left = |after: u64| usize::try_from(after.saturating_sub(self.passed)).unwrap_or(usize::MAX);
        if self.is_dead {
            return Fate::Lost;
        }
        match trouble {
            Some(Trouble::HalfOpen) if is_kept => {
                self.is_dead = true;
                Fate::Lost
            }
            Some(Trouble::Lose(direction)) if direction == mine => {
                self.is_dead = true;
                Fate::Lost
            }
            Some(Trouble::CutHandshake { direction, after }) if direction == mine && left(after) < length => {
                Fate::CutAfter(left(after), End::Fin)
            }
            Some(Trouble::Cut { direction, after, end }) if direction == mine && left(after) < length => {
                Fate::CutAfter(left(after), end)
            }
            Some(Trouble::Stall { direction, after }) if direction == mine && left(after) < length => {
                Fate::HoldAfter(left(after))
            }
            Some(Trouble::Blackhole) => Fate::HoldAfter(0),
            Some(Trouble::Drip { direction, gap }) if direction == mine => Fate::Slowly { piece: 1, gap },
            Some(Trouble::Slices) => Fate::Slowly { piece: 7, gap: Duration::ZERO },
            Some(Trouble::Delay(delay) | Trouble::OneConnection(delay)) => Fate::Later(delay),
            Some(Trouble::FlipBit { direction, at })
                if direction == mine && (self.passed..self.passed + length as u64).contains(&at) =>
            {
                Fate::FlipAt(left(at))
            }
            _ => Fate::Pass,
        }
    }

    async fn wait_for_a_change(&self) {
        let mut weather = self.shared.weather.clone();
        // An error means that the proxy is gone, and this connection with it.
        let _ = weather.wait_for(|weather| weather.changes != self.seen).await;
    }
}

async fn write(to: &mut (impl AsyncWrite + Unpin), bytes: &[u8]) -> Result<(), End> {
    to.write_all(bytes).await.map_err(|_| End::Reset)
}
