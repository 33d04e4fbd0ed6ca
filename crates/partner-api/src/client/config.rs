//! What a client has to be told.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use rustls::pki_types::pem::Error as PemError;
use secrecy::SecretString;
use url::Url;

use crate::envelope::ClientSecret;

/// Says what time it is. The envelope's timestamp is taken from it, so it should follow the server's clock: outside a
/// window of some minutes the server refuses every call.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Whom to talk to, and as whom.
#[derive(Clone)]
pub struct Config {
    /// `API_BASE_URL`, HTTPS. A path is kept; a slash at its end changes nothing.
    pub base_url: Url,
    /// `CLIENT_ID`.
    pub client_id: String,
    /// `CLIENT_SECRET`, the envelope's key.
    pub client_secret: ClientSecret,
    /// The client certificate and its unencrypted private key, both as PEM in one text, in any order.
    pub identity_pem: SecretString,
    /// `None`: the server's certificate must be one that this machine's own roots vouch for. `Some`: PEM of the only
    /// roots that count, for a server with a private authority.
    pub ca_pem: Option<String>,
    /// The language of the server's messages.
    pub accept_language: Language,
    /// The clock of the envelope.
    pub now: Clock,
    /// How long and how much; `Limits::default()` unless there is a reason.
    pub limits: Limits,
}

/// How long an exchange may take and how much it may bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Name look-up, TCP and TLS together.
    pub connect: Duration,
    /// A whole exchange that only reads (GET), the last byte of the body included.
    pub read: Duration,
    /// A whole exchange that changes something: longer, because giving up leaves its outcome unknown.
    pub change: Duration,
    /// How long an unused connection is kept. Below the 60 to 75 s after which common servers close theirs, so that a
    /// request rarely meets a closing connection.
    pub idle: Duration,
    /// The largest body of an answer, in bytes.
    pub body_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(3),
            read: Duration::from_secs(5),
            change: Duration::from_secs(10),
            idle: Duration::from_secs(50),
            body_bytes: 1024 * 1024,
        }
    }
}

/// A language the server has messages in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}

impl Language {
    /// As `Accept-Language` spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }
}

/// Why a client cannot be made of a [`Config`].
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The address is not an `https://` one with a host and nothing but a path behind it.
    #[error("the server's address must look like https://partnerapi.example.jp and is {given}")]
    BaseUrl {
        /// The address without user name and password.
        given: String,
    },
    /// The PEM text holds no client certificate with its private key.
    #[error(
        "the client certificate and its private key cannot be read: they must be PEM text, the key without a password"
    )]
    Identity(#[source] Option<PemError>),
    /// The PEM text holds no certificate to trust.
    #[error("the certificate of the server's authority cannot be read: it must be PEM text")]
    Authority(#[source] Option<rustls::Error>),
    /// Certificate and private key do not belong together, or TLS is not usable on this machine.
    #[error(
        "TLS cannot be set up: the private key does not belong to the certificate, or this machine trusts no roots"
    )]
    Tls(#[source] rustls::Error),
    /// The HTTP library does not take the settings.
    #[error("the connection cannot be set up")]
    Http(#[source] reqwest::Error),
}

impl Config {
    pub(super) fn checked_base_url(&self) -> Result<Url, ConfigError> {
        let url = &self.base_url;
        if is_base_url(url) {
            return Ok(url.clone());
        }
        let mut shown = url.clone();
        // Fails only for addresses that can carry no user name in the first place.
        let _ = shown.set_username("");
        let _ = shown.set_password(None);
        shown.set_query(None);
        Err(ConfigError::BaseUrl { given: shown.into() })
    }
}

/// Whether this can be the address of a server: `https://`, a host, and nothing but a path behind it.
pub fn is_base_url(url: &Url) -> bool {
    let is_plain =
        url.username().is_empty() && url.password().is_none() && url.query().is_none() && url.fragment().is_none();
    url.scheme() == "https" && url.has_host() && is_plain
}
