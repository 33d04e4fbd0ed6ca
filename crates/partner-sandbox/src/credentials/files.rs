//! The credentials as files, in the forms that the official SDKs read.

use std::io::{self, Write};
use std::path::Path;

use partner_api::envelope::ClientSecret;
use secrecy::{ExposeSecret, SecretString};
use url::Url;
use uuid::Uuid;

use super::certificates::{Authority, ClientIdentity};
use super::{Credentials, CredentialsError, make_secret_text};

/// What stays the same when the sandbox is started again.
pub(crate) struct Kept {
    pub(crate) authority: Authority,
    pub(crate) client_id: String,
    pub(crate) client_secret_text: SecretString,
    pub(crate) client_secret: ClientSecret,
    pub(crate) client_identity_pem: SecretString,
}

/// The set in a directory, when it is complete and valid.
pub(crate) fn load(directory: &Path) -> Option<Kept> {
    let read = |name: &str| std::fs::read_to_string(directory.join(name)).ok();
    let authority = Authority::load(&read("ca.pem")?, &read("ca.key")?).ok()?;
    let identity = ClientIdentity { pem: read("client.pem")?, key_pem: read("client.key")? };
    authority.check_client(&identity).ok()?;
    let config = read("config.ini")?;
    let value = |key: &str| {
        let mut pairs = config.lines().filter_map(|line| line.split_once('='));
        pairs.find(|(name, _)| name.trim() == key).map(|(_, value)| value.trim().to_owned())
    };
    let client_id = value("CLIENT_ID").filter(|id| Uuid::parse_str(id).is_ok())?;
    let client_secret_text = SecretString::from(value("CLIENT_SECRET")?);
    let client_secret = ClientSecret::parse(client_secret_text.expose_secret()).ok()?;
    Some(Kept { authority, client_id, client_secret_text, client_secret, client_identity_pem: identity.joined() })
}

/// A new set, written into a directory.
pub(crate) fn keep(directory: &Path) -> Result<Kept, CredentialsError> {
    let authority = Authority::make()?;
    let identity = authority.sign_client()?;
    let client_secret_text = make_secret_text();
    let client_secret =
        ClientSecret::parse(client_secret_text.expose_secret()).expect("32 bytes in base64url are a secret");
    write_public(directory, "ca.pem", &authority.pem)?;
    write_secret(directory, "ca.key", &authority.key_pem)?;
    write_public(directory, "client.pem", &identity.pem)?;
    write_secret(directory, "client.key", &identity.key_pem)?;
    Ok(Kept {
        authority,
        client_id: Uuid::new_v4().to_string(),
        client_secret_text,
        client_secret,
        client_identity_pem: identity.joined(),
    })
}

impl ClientIdentity {
    fn joined(&self) -> SecretString {
        format!("{}{}", self.pem, self.key_pem).into()
    }
}

/// `config.ini`, with or without the section that the Python SDK wants (wire protocol, section 11).
pub(crate) fn config_text(credentials: &Credentials, api_url: &Url, section: Option<&str>) -> SecretString {
    let header = section.map(|name| format!("[{name}]\n")).unwrap_or_default();
    let at = |name: &str| credentials.directory.join(name).display().to_string();
    format!(
        "{header}CLIENT_ID = {}\nCLIENT_SECRET = {}\nAPI_BASE_URL = {}\nSSL_KEY_FILE = {}\nSSL_CERT_FILE = {}\n\
         TIMEZONE = Asia/Tokyo\nCONNECTTIMEOUT = 5\nTIMEOUT = 10\n\n\
         [testdata]\nshop_id = {}\ncustomer_id = {}\nprivate_money_id = {}\n",
        credentials.client_id,
        credentials.client_secret_text.expose_secret(),
        api_url.as_str().trim_end_matches('/'),
        at("client.key"),
        at("client.pem"),
        credentials.shop_id,
        credentials.customer_id,
        credentials.private_money_id,
    )
    .into()
}

/// Writes a file that anybody may read.
pub(crate) fn write_public(directory: &Path, name: &str, text: &str) -> Result<(), CredentialsError> {
    write(directory, name, text, 0o644)
}

/// Writes a file that only its owner may read.
pub(crate) fn write_secret(directory: &Path, name: &str, text: &str) -> Result<(), CredentialsError> {
    write(directory, name, text, 0o600)
}

/// Whole or not at all: written beside its place and moved there, with its rights from the first byte.
fn write(directory: &Path, name: &str, text: &str, mode: u32) -> Result<(), CredentialsError> {
    let path = directory.join(name);
    let draft = directory.join(format!("{name}.new"));
    let written = (|| -> io::Result<()> {
        match std::fs::remove_file(&draft) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        create(&draft, mode)?.write_all(text.as_bytes())?;
        std::fs::rename(&draft, &path)
    })();
    written.map_err(|source| CredentialsError::File { path, source })
}

#[cfg(unix)]
fn create(path: &Path, mode: u32) -> io::Result<std::fs::File> {
    use std::os::unix::fs::OpenOptionsExt;
    std::fs::OpenOptions::new().write(true).create_new(true).mode(mode).open(path)
}

#[cfg(not(unix))]
fn create(path: &Path, _mode: u32) -> io::Result<std::fs::File> {
    std::fs::OpenOptions::new().write(true).create_new(true).open(path)
}
