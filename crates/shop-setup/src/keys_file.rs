//! `config.ini` with the files it names, read into one set of keys.

use std::path::{Path, PathBuf};
use std::{fs, io};

use credentials::config_file::{ConfigFile, ConfigFileError};
use credentials::identity::{Identity, IdentityError};
use credentials::{Credentials, CredentialsError, Parts};
use secrecy::SecretString;
use zeroize::Zeroizing;

/// No key or certificate is near this size; what is larger is another file.
const MAX_BYTES: u64 = 1024 * 1024;

/// What `config.ini` and its files give.
#[derive(Debug)]
pub struct KeysFile {
    /// The keys.
    pub credentials: Credentials,
    /// The shop that `[testdata]` names; a proposal.
    pub shop_id: Option<String>,
    /// The money that `[testdata]` names; a proposal.
    pub private_money_id: Option<String>,
    /// Keys of the file that no official SDK knows.
    pub unknown_keys: Vec<String>,
}

/// Why no set of keys came of it. Carries no secret.
#[derive(Debug, thiserror::Error)]
pub enum KeysFileError {
    /// The configuration itself.
    #[error(transparent)]
    Config(#[from] ConfigFileError),
    /// It names neither `SSL_KEY_FILE` with `SSL_CERT_FILE` nor `PKCS12_FILE`.
    #[error("the configuration names no client certificate: SSL_KEY_FILE and SSL_CERT_FILE, or PKCS12_FILE")]
    NoCertificateNamed,
    /// A file it names cannot be read.
    #[error("the file {} cannot be read", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file it names is far too large, or no text where text is due.
    #[error("the file {} is another kind of file", path.display())]
    OtherKind {
        /// Which.
        path: PathBuf,
    },
    /// Certificate or private key.
    #[error(transparent)]
    Identity(#[from] IdentityError),
    /// Another part.
    #[error(transparent)]
    Credentials(#[from] CredentialsError),
}

impl KeysFile {
    /// Reads a configuration and the files it names. `ca` is a file with the only authorities that count, for a server
    /// with a private one; `password` opens a protected key whose password the configuration does not give.
    pub fn read(
        config: &Path,
        ca: Option<&Path>,
        password: Option<&SecretString>,
        home: Option<&Path>,
    ) -> Result<Self, KeysFileError> {
        let file = ConfigFile::read(config, home)?;
        let identity = read_identity(&file, password)?;
        let ca_pem = ca.map(read_text).transpose()?.map(|text| text.to_string());
        let parts =
            Parts { client_id: file.client_id, client_secret: file.client_secret, base_url: file.api_base_url, ca_pem };
        Ok(Self {
            credentials: Credentials::new(parts, identity)?,
            shop_id: file.shop_id,
            private_money_id: file.private_money_id,
            unknown_keys: file.unknown_keys,
        })
    }
}

fn read_identity(file: &ConfigFile, password: Option<&SecretString>) -> Result<Identity, KeysFileError> {
    if let (Some(key), Some(certificate)) = (&file.key_file, &file.certificate_file) {
        let (key, certificate) = (read_text(key)?, read_text(certificate)?);
        let key = SecretString::from(key.as_str());
        return Ok(Identity::from_pem(&certificate, &key, file.key_password.as_ref().or(password))?);
    }
    let path = file.pkcs12_file.as_ref().ok_or(KeysFileError::NoCertificateNamed)?;
    let bytes = read_bytes(path)?;
    let password = file.pkcs12_password.as_ref().or(password).ok_or(IdentityError::PasswordMissing)?;
    Ok(Identity::from_pkcs12(&bytes, password)?)
}

/// Reads a file of PEM text, which may hold a private key.
pub fn read_text(path: &Path) -> Result<Zeroizing<String>, KeysFileError> {
    let bytes = read_bytes(path)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| KeysFileError::OtherKind { path: path.to_owned() })?;
    Ok(Zeroizing::new(text.to_owned()))
}

/// Reads a file that may hold a private key, PKCS#12 above all.
pub fn read_bytes(path: &Path) -> Result<Zeroizing<Vec<u8>>, KeysFileError> {
    let unreadable = |source| KeysFileError::Unreadable { path: path.to_owned(), source };
    if fs::metadata(path).map_err(unreadable)?.len() > MAX_BYTES {
        return Err(KeysFileError::OtherKind { path: path.to_owned() });
    }
    fs::read(path).map(Zeroizing::new).map_err(unreadable)
}
