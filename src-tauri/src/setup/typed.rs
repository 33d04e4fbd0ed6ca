//! Keys that were typed, pasted, or dropped as files, field by field.

use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use credentials::identity::{Identity, IdentityError};
use credentials::{Credentials, CredentialsError, Parts};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use shop_setup::keys_file::{KeysFile, read_bytes, read_text};
use ts_rs::TS;
use zeroize::Zeroizing;

use super::SetupProblem;

/// All fields of a connection.
pub(crate) struct TypedKeys {
    /// `CLIENT_ID`.
    pub(crate) client_id: String,
    /// `CLIENT_SECRET`.
    pub(crate) client_secret: SecretString,
    /// `API_BASE_URL`.
    pub(crate) base_url: String,
    /// Certificate and private key.
    pub(crate) identity: TypedIdentity,
    /// The certificates of the server's authority.
    pub(crate) ca: Option<Given>,
}

/// A certificate with its private key, as it was given.
#[derive(Debug, Deserialize, TS)]
#[serde(tag = "form", rename_all = "snake_case")]
pub(crate) enum TypedIdentity {
    /// Two PEM texts, which may be one and the same.
    Pem {
        /// The certificate.
        certificate: Given,
        /// The private key.
        key: Given,
        /// Its password, where it has one.
        #[ts(as = "Option<String>")]
        password: Option<SecretString>,
    },
    /// A PKCS#12 file; a text is its base64.
    Pkcs12 {
        /// The file.
        file: Given,
        /// Its password.
        #[ts(as = "String")]
        password: SecretString,
    },
}

/// Something that was given as a file of this machine, or as text.
#[derive(Debug, Deserialize, TS)]
#[serde(tag = "from", rename_all = "snake_case")]
pub(crate) enum Given {
    /// A file.
    File {
        /// Where it is.
        #[ts(as = "String")]
        path: PathBuf,
    },
    /// A text.
    Text {
        /// The text, which may be secret.
        #[ts(as = "String")]
        text: SecretString,
    },
}

impl TypedKeys {
    /// Reads the files among the fields and checks every part.
    pub(crate) fn read(self) -> Result<KeysFile, SetupProblem> {
        // The short fields first: they stand at the top of the form.
        if self.client_id.trim().is_empty() {
            return Err(CredentialsError::NoClientId.into());
        }
        if self.client_secret.expose_secret().trim().is_empty() {
            return Err(CredentialsError::NoClientSecret.into());
        }
        if self.base_url.trim().is_empty() {
            return Err(CredentialsError::NoBaseUrl.into());
        }
        let identity = self.identity.read()?;
        let ca_pem = self.ca.map(|ca| ca.text()).transpose()?.map(|text| text.to_string());
        let parts = Parts {
            client_id: Some(self.client_id),
            client_secret: Some(self.client_secret),
            base_url: Some(self.base_url),
            ca_pem: ca_pem.filter(|text| !text.trim().is_empty()),
        };
        let credentials = Credentials::new(parts, identity)?;
        Ok(KeysFile { credentials, shop_id: None, private_money_id: None, unknown_keys: Vec::new() })
    }
}

impl TypedIdentity {
    fn read(self) -> Result<Identity, SetupProblem> {
        match self {
            Self::Pem { certificate, key, password } => {
                let (certificate, key) = (certificate.text()?, key.text()?);
                let key = SecretString::from(key.as_str());
                Ok(Identity::from_pem(&certificate, &key, given(password.as_ref()))?)
            }
            Self::Pkcs12 { file, password } => Ok(Identity::from_pkcs12(&file.bytes()?, &password)?),
        }
    }
}

/// An empty field is none.
pub(super) fn given(password: Option<&SecretString>) -> Option<&SecretString> {
    password.filter(|password| !password.expose_secret().is_empty())
}

impl Given {
    fn text(&self) -> Result<Zeroizing<String>, SetupProblem> {
        match self {
            Self::File { path } => Ok(read_text(path)?),
            Self::Text { text } => Ok(Zeroizing::new(text.expose_secret().to_owned())),
        }
    }

    fn bytes(&self) -> Result<Zeroizing<Vec<u8>>, SetupProblem> {
        match self {
            Self::File { path } => Ok(read_bytes(path)?),
            Self::Text { text } => {
                let packed: Zeroizing<String> =
                    Zeroizing::new(text.expose_secret().chars().filter(|it| !it.is_whitespace()).collect());
                let bytes = STANDARD.decode(packed.as_bytes()).map_err(|_| IdentityError::Damaged)?;
                Ok(Zeroizing::new(bytes))
            }
        }
    }
}
