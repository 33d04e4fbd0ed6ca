//! Everything a till needs to be let in by the server, in one piece.

use partner_api::envelope::{ClientSecret, ClientSecretError};
use partner_api::is_base_url;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use url::Url;
use zeroize::Zeroizing;

use crate::identity::{Identity, IdentityError};

/// A complete, well-formed set of keys. Whether the server accepts it is not known by having it.
#[derive(Debug)]
pub struct Credentials {
    /// `API_BASE_URL`, HTTPS.
    pub base_url: Url,
    /// `CLIENT_ID`.
    pub client_id: String,
    /// `CLIENT_SECRET`, well-formed.
    client_secret: SecretString,
    /// Client certificate and private key.
    pub identity: Identity,
    /// PEM of the only authorities that count, for a server with a private one; `None` for this machine's own.
    pub ca_pem: Option<String>,
}

/// Which part is missing or not well-formed. Carries no secret.
#[derive(Debug, thiserror::Error)]
pub enum CredentialsError {
    /// No `CLIENT_ID`.
    #[error("CLIENT_ID is missing")]
    NoClientId,
    /// `CLIENT_ID` holds what no identifier holds.
    #[error("CLIENT_ID has blanks or control characters in it: copy it again")]
    ClientId,
    /// No `CLIENT_SECRET`.
    #[error("CLIENT_SECRET is missing")]
    NoClientSecret,
    /// `CLIENT_SECRET` is not one.
    #[error(transparent)]
    ClientSecret(#[from] ClientSecretError),
    /// No `API_BASE_URL`.
    #[error("API_BASE_URL is missing")]
    NoBaseUrl,
    /// `API_BASE_URL` is no address of a server.
    #[error("API_BASE_URL must look like https://partnerapi.example.jp")]
    BaseUrl,
    /// Certificate or key.
    #[error(transparent)]
    Identity(#[from] IdentityError),
    /// What was kept cannot be read any more.
    #[error("the kept keys cannot be read: connect the shop again")]
    Kept,
}

/// The parts as they come from a file or a form; every one may be missing.
#[derive(Debug, Default)]
pub struct Parts {
    /// `CLIENT_ID`.
    pub client_id: Option<String>,
    /// `CLIENT_SECRET`.
    pub client_secret: Option<SecretString>,
    /// `API_BASE_URL`.
    pub base_url: Option<String>,
    /// As in [`Credentials::ca_pem`].
    pub ca_pem: Option<String>,
}

impl Credentials {
    /// Checks the parts and puts them together.
    pub fn new(parts: Parts, identity: Identity) -> Result<Self, CredentialsError> {
        let client_id = parts.client_id.unwrap_or_default().trim().to_owned();
        if client_id.is_empty() {
            return Err(CredentialsError::NoClientId);
        }
        if !client_id.chars().all(|character| character.is_ascii_graphic()) {
            return Err(CredentialsError::ClientId);
        }
        let client_secret = parts.client_secret.ok_or(CredentialsError::NoClientSecret)?;
        if client_secret.expose_secret().trim().is_empty() {
            return Err(CredentialsError::NoClientSecret);
        }
        ClientSecret::parse(client_secret.expose_secret())?;
        let base_url = parts.base_url.filter(|text| !text.trim().is_empty()).ok_or(CredentialsError::NoBaseUrl)?;
        let base_url = read_base_url(&base_url)?;
        Ok(Self { base_url, client_id, client_secret, identity, ca_pem: parts.ca_pem })
    }

    /// The envelope's key.
    pub fn client_secret(&self) -> ClientSecret {
        ClientSecret::parse(self.client_secret.expose_secret()).expect("it was parsed when these were put together")
    }

    /// Everything in one piece, for a key store.
    pub(crate) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let kept = KeptOut {
            version: 1,
            client_id: &self.client_id,
            client_secret: self.client_secret.expose_secret(),
            base_url: self.base_url.as_str(),
            identity_pem: self.identity.pem().expose_secret(),
            ca_pem: self.ca_pem.as_deref(),
        };
        Zeroizing::new(serde_json::to_vec(&kept).expect("texts are JSON"))
    }

    /// Reads what [`Credentials::to_bytes`] wrote, and checks it again.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, CredentialsError> {
        let kept: KeptIn = serde_json::from_slice(bytes).map_err(|_| CredentialsError::Kept)?;
        if kept.version != 1 {
            return Err(CredentialsError::Kept);
        }
        let identity = Identity::from_own_pem(&kept.identity_pem.into()).map_err(|_| CredentialsError::Kept)?;
        let parts = Parts {
            client_id: Some(kept.client_id),
            client_secret: Some(kept.client_secret.into()),
            base_url: Some(kept.base_url),
            ca_pem: kept.ca_pem,
        };
        Self::new(parts, identity).map_err(|_| CredentialsError::Kept)
    }
}

#[derive(Serialize)]
struct KeptOut<'a> {
    version: u32,
    client_id: &'a str,
    client_secret: &'a str,
    base_url: &'a str,
    identity_pem: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    ca_pem: Option<&'a str>,
}

#[derive(Deserialize)]
struct KeptIn {
    version: u32,
    client_id: String,
    client_secret: String,
    base_url: String,
    identity_pem: String,
    ca_pem: Option<String>,
}

fn read_base_url(text: &str) -> Result<Url, CredentialsError> {
    Url::parse(text.trim()).ok().filter(is_base_url).ok_or(CredentialsError::BaseUrl)
}
