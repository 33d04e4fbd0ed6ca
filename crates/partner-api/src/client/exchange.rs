//! One request, one answer, as bytes and within the limits.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::StatusCode;
use reqwest::header::CONTENT_TYPE;
use tokio::time::{Instant, timeout};
use uuid::Uuid;

use super::{Client, headers, transport};
use crate::{Error, Method};

/// What leaves.
pub(super) struct Request {
    pub(super) operation: &'static str,
    pub(super) method: Method,
    pub(super) path_template: &'static str,
    pub(super) path: String,
    /// The sealed body of a POST; `None` for a bare GET.
    pub(super) body: Option<String>,
    /// Names the request in the log and, sealed, to the server: what Pokepay's support can search for.
    pub(super) call_id: Uuid,
}

/// What came back, whole.
pub(crate) struct Exchange {
    pub(crate) operation: &'static str,
    pub(crate) status: StatusCode,
    pub(crate) body: Vec<u8>,
    pub(crate) server_date: Option<Timestamp>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) round_trip: Duration,
}

impl Client {
    pub(super) async fn exchange(&self, request: Request) -> Result<Exchange, Error> {
        let Request { operation, path_template, call_id, .. } = request;
        let limit = match request.method {
            Method::Get => self.limits.read,
            Method::Post | Method::Patch | Method::Delete => self.limits.change,
        };
        let started = Instant::now();
        let result = timeout(limit, self.exchange_without_limit(request, started))
            .await
            .unwrap_or_else(|_| Err(Error::NoAnswer { reason: format!("nothing within {} ms", limit.as_millis()) }));
        if let Err(Error::NoAnswer { .. }) = result {
            self.transport.renew();
        }
        let status = result.as_ref().map_or_else(Error::status, |received| Some(received.status.as_u16()));
        tracing::debug!(
            operation,
            request = %call_id,
            path = path_template,
            status,
            milliseconds = started.elapsed().as_millis(),
            error = result.as_ref().err().map(tracing::field::display),
            "exchange"
        );
        result
    }

    async fn exchange_without_limit(&self, request: Request, started: Instant) -> Result<Exchange, Error> {
        let url = format!("{}{}", self.base_url.as_str().trim_end_matches('/'), request.path);
        let http = self.transport.connections();
        let outgoing = match request.body {
            Some(body) => http.post(url).header(CONTENT_TYPE, "application/json").body(body),
            None => http.get(url),
        };
        let mut response = outgoing.send().await.map_err(|error| transport::failure(&error))?;
        let server_date = headers::date(response.headers());
        let mut received = Exchange {
            operation: request.operation,
            status: response.status(),
            body: Vec::new(),
            server_date,
            retry_after: headers::retry_after(response.headers(), server_date.unwrap_or_else(|| (self.now)())),
            round_trip: Duration::ZERO,
        };
        while let Some(chunk) = response.chunk().await.map_err(|error| transport::failure(&error))? {
            if received.body.len() + chunk.len() > self.limits.body_bytes {
                return Err(received.unusable(format!("the body is larger than {} bytes", self.limits.body_bytes)));
            }
            received.body.extend_from_slice(&chunk);
        }
        received.round_trip = started.elapsed();
        Ok(received)
    }
}

impl Exchange {
    /// The error for an answer that came and is no documented one.
    pub(super) fn unusable(&self, reason: String) -> Error {
        Error::Unusable {
            status: self.status.as_u16(),
            reason,
            server_date: self.server_date,
            retry_after: self.retry_after,
        }
    }
}
