//! The HTTPS connections, and what their failures mean.

use std::error::Error as _;
use std::sync::{Mutex, PoisonError};

use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, CACHE_CONTROL, HeaderMap, HeaderValue};
use reqwest::{redirect, retry};
use rustls::ClientConfig;

use super::config::{Config, ConfigError, Limits};
use super::tls;
use crate::{Error, NotSent, TlsProblem};

const USER_AGENT: &str = concat!("cashtray-terminal/", env!("CARGO_PKG_VERSION"));

/// One exchange in flight, and one change beside it.
const IDLE_CONNECTIONS: usize = 2;

/// The kept connections, and how to begin anew.
pub(super) struct Transport {
    tls: ClientConfig,
    headers: HeaderMap,
    limits: Limits,
    pool: Mutex<reqwest::Client>,
}

impl Transport {
    /// Prepares the connections. Opens none yet.
    pub(super) fn new(config: &Config) -> Result<Self, ConfigError> {
        let (tls, headers, limits) = (tls::config(config)?, headers(config), config.limits);
        let pool = Mutex::new(pool(&tls, &headers, limits).map_err(ConfigError::Http)?);
        Ok(Self { tls, headers, limits, pool })
    }

    /// What the next exchange goes over.
    pub(super) fn connections(&self) -> reqwest::Client {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Uses no connection that is there now for any later exchange; those under way keep theirs.
    ///
    /// For after an exchange without an answer: what killed its connection unnoticed (a NAT that forgot, Wi-Fi roaming)
    /// has killed the other kept ones too, and whoever asks again must not lose another limit on the next of them
    /// (reliability, H8). TLS sessions are still resumed: they belong to the settings, not to a connection.
    pub(super) fn renew(&self) {
        match pool(&self.tls, &self.headers, self.limits) {
            Ok(fresh) => *self.pool.lock().unwrap_or_else(PoisonError::into_inner) = fresh,
            Err(error) => tracing::warn!(%error, "the kept connections cannot be given up"),
        }
    }
}

/// Makes a connection pool.
///
/// HTTP/1.1 on purpose: there, giving up on an answer closes its connection, so that the next request starts on a fresh
/// one. An HTTP/2 connection that died silently (Wi-Fi roaming, a NAT that forgot) would take every later request with
/// it until TCP notices.
fn pool(tls: &ClientConfig, headers: &HeaderMap, limits: Limits) -> Result<reqwest::Client, reqwest::Error> {
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls.clone())
        .https_only(true)
        .http1_only()
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .no_proxy()
        .no_gzip()
        .no_brotli()
        .no_zstd()
        .no_deflate()
        .referer(false)
        .connect_timeout(limits.connect)
        .pool_idle_timeout(limits.idle)
        .pool_max_idle_per_host(IDLE_CONNECTIONS)
        .tcp_nodelay(true)
        .user_agent(USER_AGENT)
        .default_headers(headers.clone())
        .build()
}

fn headers(config: &Config) -> HeaderMap {
    HeaderMap::from_iter([
        (ACCEPT, HeaderValue::from_static("application/json")),
        (ACCEPT_LANGUAGE, HeaderValue::from_static(config.accept_language.as_str())),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ])
}

/// What a failure before or during the answer means for the request.
///
/// Only two things prove that it was not processed: no connection was made, or the far side's TLS refused us. In TLS
/// 1.3 the second comes after our side believes the handshake done, so it does not look like a connection error.
pub(super) fn failure(error: &reqwest::Error) -> Error {
    let reason = chain(error);
    let kind = if error.is_connect() {
        if error.is_timeout() {
            NotSent::ConnectTimeout
        } else {
            TlsProblem::of_connecting(error).map_or(NotSent::Unreachable, NotSent::Tls)
        }
    } else if let Some(problem) = TlsProblem::of_refused_handshake(error) {
        NotSent::Tls(problem)
    } else if error.is_builder() {
        NotSent::Unreachable
    } else {
        return Error::NoAnswer { reason };
    };
    Error::NotSent { reason, kind }
}

/// All causes in one line. The address is left out: it is known, and logs should not repeat ids.
fn chain(error: &reqwest::Error) -> String {
    let mut causes: Vec<String> = Vec::new();
    let mut next = error.source();
    while let Some(current) = next {
        let cause = current.to_string();
        if causes.last() != Some(&cause) {
            causes.push(cause);
        }
        next = current.source();
    }
    if causes.is_empty() { "the request failed".to_owned() } else { causes.join(": ") }
}
