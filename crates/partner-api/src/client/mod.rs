//! The client: a typed operation in, its typed answer or a telling error out.
//!
//! Typed at the edges, bytes in the middle: encode, seal, exchange, open, decode. Every request leaves once: there is no
//! retry of any kind, because whether a second copy is safe is a property of the operation and the caller's decision.
//! It must not know what a payment is, and keeps nothing on disk.

pub(crate) mod answer;
mod config;
pub(crate) mod exchange;
mod headers;
mod paging;
mod tls;
mod transport;

use std::fmt;
use std::time::Duration;

use jiff::Timestamp;
use url::Url;
use uuid::Uuid;

pub use config::{Clock, Config, ConfigError, Language, Limits, is_base_url};
pub use paging::PAGES_LIMIT;

use crate::envelope::ClientSecret;
use crate::offline::{Sender, read_exchange, write_request};
use crate::operations::system::GetPing;
use crate::{Error, Operation};
use exchange::Request;
use transport::Transport;

/// A client of one partner at one server. Cheap calls share its kept-alive connections, so make one and keep it.
pub struct Client {
    transport: Transport,
    base_url: Url,
    partner: Partner,
    limits: Limits,
    now: Clock,
}

/// Who we are to the server.
struct Partner {
    id: String,
    secret: ClientSecret,
}

/// A success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<T> {
    /// What the operation answers.
    pub value: T,
    /// The server's clock when it answered, from the `Date` header: whole seconds; `None` when none was sent.
    pub server_date: Option<Timestamp>,
    /// From the start of sending to the last byte, a new connection included where one was needed.
    pub round_trip: Duration,
}

impl Client {
    /// Prepares a client. Opens no connection yet.
    pub fn new(config: Config) -> Result<Self, ConfigError> {
        let base_url = config.checked_base_url()?;
        let transport = Transport::new(&config)?;
        let Config { client_id, client_secret, limits, now, .. } = config;
        Ok(Self { transport, base_url, partner: Partner { id: client_id, secret: client_secret }, limits, now })
    }

    /// Sends an operation once and waits for its answer, no longer than the limits.
    ///
    /// Dropping the future early leaves the outcome unknown, like [`Error::NoAnswer`].
    pub async fn send<O: Operation>(&self, operation: &O) -> Result<Answer<O::Response>, Error> {
        operation.check()?;
        let call_id = Uuid::new_v4();
        let sender = Sender { client_id: &self.partner.id, client_secret: &self.partner.secret };
        let body = O::SEALED.then(|| write_request(operation, sender, (self.now)(), call_id)).transpose()?;
        let exchange = self.exchange(Request {
            operation: O::NAME,
            method: O::METHOD,
            path_template: O::PATH,
            path: operation.path(),
            body,
            call_id,
        });
        let received = exchange.await?;
        Ok(Answer {
            value: read_exchange::<O>(&received, &self.partner.secret, call_id)?,
            server_date: received.server_date,
            round_trip: received.round_trip,
        })
    }

    /// Opens the connection ahead of need, for example while an amount is being typed, by a ping whose answer nobody
    /// waits for. Whether it worked shows in the next [`Client::send`].
    pub async fn warm_up(&self) {
        // Trouble here is no news yet: the request that matters will meet it and report it.
        let _ = self.send(&GetPing {}).await;
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.base_url.as_str())
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
