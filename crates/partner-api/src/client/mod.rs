//! The client: a typed operation in, its typed answer or a telling error out.
//!
//! Typed at the edges, bytes in the middle: encode, seal, exchange, open, decode. Every request leaves once: there is no
//! retry of any kind, because whether a second copy is safe is a property of the operation and the caller's decision.
//! It must not know what a payment is, and keeps nothing on disk.

mod answer;
mod config;
mod exchange;
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

use crate::envelope::{Call, ClientSecret, SealedRequest, seal};
use crate::operations::system::GetPing;
use crate::{Error, Operation, WireTime};
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
        let body = if O::SEALED { Some(self.seal(operation, call_id)?) } else { None };
        let exchange = self.exchange(Request {
            operation: O::NAME,
            method: O::METHOD,
            path_template: O::PATH,
            path: operation.path(),
            body,
        });
        let received = exchange.await?;
        let text = answer::read(&received, O::SEALED.then_some((&self.partner.secret, call_id)))?;
        Ok(Answer {
            value: answer::decode(&received, &text)?,
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

    fn seal<O: Operation>(&self, operation: &O, call_id: Uuid) -> Result<String, Error> {
        let call = Call {
            request_data: operation,
            timestamp: WireTime::from((self.now)()),
            partner_call_id: call_id.to_string(),
        };
        let unencodable = |error: serde_json::Error| Error::InvalidRequest {
            parameter: O::NAME,
            problem: format!("cannot be written as JSON: {error}"),
        };
        let text = serde_json::to_string(&call).map_err(unencodable)?;
        serde_json::to_string(&SealedRequest {
            partner_client_id: self.partner.id.clone(),
            data: seal(&self.partner.secret, &text),
            request_method: Some(O::METHOD.as_str().to_owned()),
        })
        .map_err(unencodable)
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
