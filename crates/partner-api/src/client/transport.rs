//! The HTTPS connection, and what its failures mean.

use std::error::Error as _;
use std::io;

use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, CACHE_CONTROL, HeaderMap, HeaderValue};
use reqwest::{Certificate, Identity, redirect, retry};
use rustls::AlertDescription;
use secrecy::ExposeSecret;

use super::config::{Config, ConfigError};
use crate::{Error, NotSent};

const USER_AGENT: &str = concat!("cashtray-terminal/", env!("CARGO_PKG_VERSION"));

/// One exchange in flight, and one change beside it.
const IDLE_CONNECTIONS: usize = 2;

/// Makes the connection pool.
///
/// HTTP/1.1 on purpose: there, giving up on an answer closes its connection, so that the next request starts on a fresh
/// one. An HTTP/2 connection that died silently (Wi-Fi roaming, a NAT that forgot) would take every later request with
/// it until TCP notices.
pub(super) fn build(config: &Config) -> Result<reqwest::Client, ConfigError> {
    let identity = Identity::from_pem(config.identity_pem.expose_secret().as_bytes()).map_err(ConfigError::Identity)?;
    let mut builder = reqwest::Client::builder()
        .identity(identity)
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
        .connect_timeout(config.limits.connect)
        .pool_idle_timeout(config.limits.idle)
        .pool_max_idle_per_host(IDLE_CONNECTIONS)
        .tcp_nodelay(true)
        .user_agent(USER_AGENT)
        .default_headers(headers(config));
    if let Some(pem) = &config.ca_pem {
        let roots =
            Certificate::from_pem_bundle(pem.as_bytes()).map_err(|error| ConfigError::Authority(Some(error)))?;
        if roots.is_empty() {
            return Err(ConfigError::Authority(None));
        }
        builder = builder.tls_certs_only(roots);
    }
    builder.build().map_err(ConfigError::Tls)
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
    if let Some(tls) = rustls_error(error) {
        let refused_us = matches!(tls, rustls::Error::AlertReceived(alert) if is_refusal_of_handshake(*alert));
        if error.is_connect() || refused_us {
            return Error::NotSent { reason, kind: NotSent::Tls };
        }
    }
    if error.is_connect() {
        let kind = if error.is_timeout() { NotSent::ConnectTimeout } else { NotSent::Unreachable };
        return Error::NotSent { reason, kind };
    }
    if error.is_builder() {
        return Error::NotSent { reason, kind: NotSent::Unreachable };
    }
    Error::NoAnswer { reason }
}

/// Alerts a server sends only while it judges our side of the handshake, before it reads any request.
fn is_refusal_of_handshake(alert: AlertDescription) -> bool {
    matches!(
        alert,
        AlertDescription::CertificateRequired
            | AlertDescription::NoCertificate
            | AlertDescription::BadCertificate
            | AlertDescription::UnsupportedCertificate
            | AlertDescription::CertificateRevoked
            | AlertDescription::CertificateExpired
            | AlertDescription::CertificateUnknown
            | AlertDescription::UnknownCA
            | AlertDescription::AccessDenied
            | AlertDescription::DecryptError
            | AlertDescription::HandshakeFailure
            | AlertDescription::ProtocolVersion
    )
}

/// The TLS library's own error somewhere below. An `io::Error` hides what it carries from `source()`.
fn rustls_error(error: &reqwest::Error) -> Option<&rustls::Error> {
    let mut next: Option<&(dyn std::error::Error + 'static)> = error.source();
    while let Some(current) = next {
        if let Some(found) = current.downcast_ref() {
            return Some(found);
        }
        next = match current.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(carried) => Some(carried),
            None => current.source(),
        };
    }
    None
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
