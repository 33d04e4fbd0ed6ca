//! What a partner is handed when the contract is signed, here made at start: client id and secret, key and certificate,
//! and the authority that vouches for the server.
//!
//! A directory that holds a complete and valid set is taken over, so that a till which was set up with it goes on
//! working after the sandbox was restarted. Otherwise everything is made anew.

mod certificates;
mod files;

use std::fmt;
use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use partner_api::envelope::ClientSecret;
use partner_api::ids::{PrivateMoneyId, ShopId, UserId};
use secrecy::SecretString;

pub(crate) use certificates::{Authority, ServerIdentity, crypto};
pub(crate) use files::{Kept, config_text, keep, load, write_public, write_secret};

/// What a till needs to call this sandbox. Printing it shows no secret.
#[derive(Clone)]
pub struct Credentials {
    /// The directory that holds all of it as files.
    pub directory: PathBuf,
    /// The certificate of the authority that signed the server's and the client's certificate, PEM.
    pub ca_pem: String,
    /// `CLIENT_ID`
    pub client_id: String,
    /// `CLIENT_SECRET`, ready for the envelope.
    pub client_secret: ClientSecret,
    /// `CLIENT_SECRET` as it stands in `config.ini`: 43 characters of base64url.
    pub client_secret_text: SecretString,
    /// The client's certificate and its RSA key, both PEM, in one text.
    pub client_identity_pem: SecretString,
    /// The practice shop.
    pub shop_id: ShopId,
    /// The practice money.
    pub private_money_id: PrivateMoneyId,
    /// The customer `rich`.
    pub customer_id: UserId,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("directory", &self.directory)
            .field("client_id", &self.client_id)
            .field("shop_id", &self.shop_id)
            .field("private_money_id", &self.private_money_id)
            .field("customer_id", &self.customer_id)
            .finish_non_exhaustive()
    }
}

/// Why there are no credentials.
#[derive(Debug, thiserror::Error)]
pub enum CredentialsError {
    /// A file could not be read or written.
    #[error("cannot use {path}: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A certificate could not be made, for example because a host name is none.
    #[error("cannot make a certificate: {0}")]
    Certificate(#[from] rcgen::Error),
    /// A certificate was made that TLS does not take.
    #[error("cannot use the certificates for TLS: {0}")]
    Tls(#[from] rustls::Error),
    /// The certificates name no usable authority.
    #[error("cannot check client certificates: {0}")]
    Verifier(#[from] rustls::server::VerifierBuilderError),
}

/// A new secret: 32 random bytes, in base64url.
pub(crate) fn make_secret_text() -> SecretString {
    let mut key = [0_u8; 32];
    getrandom::fill(&mut key).expect("the operating system gives random bytes");
    URL_SAFE_NO_PAD.encode(key).into()
}

/// A new secret that nobody else has.
pub(crate) fn make_secret() -> ClientSecret {
    use secrecy::ExposeSecret;
    ClientSecret::parse(make_secret_text().expose_secret()).expect("32 bytes in base64url are a secret")
}
