//! The configuration file of Pokepay's official SDKs, as a shop has it.
//!
//! No two SDKs agree on its form: Node wants no section, Python wants `[global]`, Java calls it `.properties`, some keep
//! quotes around values. All of them are read here, and a key that no SDK knows is reported instead of silently dropped
//! (source: the project's study of the wire, section 11).

mod lines;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::{fs, io};

use secrecy::SecretString;
use zeroize::Zeroizing;

use lines::{Line, lines};

/// No configuration is near this size; what is larger is another file.
const MAX_BYTES: u64 = 256 * 1024;

/// What the file says. Every field may be missing: the rest can be typed.
#[derive(Debug, Default)]
pub struct ConfigFile {
    /// `CLIENT_ID`.
    pub client_id: Option<String>,
    /// `CLIENT_SECRET`, base64url of 32 bytes.
    pub client_secret: Option<SecretString>,
    /// `API_BASE_URL`.
    pub api_base_url: Option<String>,
    /// `SSL_KEY_FILE`: the private key, PEM.
    pub key_file: Option<PathBuf>,
    /// `SSL_CERT_FILE`: the client certificate, PEM.
    pub certificate_file: Option<PathBuf>,
    /// `SSL_KEY_PASSWORD`: of the private key's file, in the PHP SDK.
    pub key_password: Option<SecretString>,
    /// `PKCS12_FILE`: both in one file, in the Java SDK.
    pub pkcs12_file: Option<PathBuf>,
    /// `PKCS12_PASSWORD`.
    pub pkcs12_password: Option<SecretString>,
    /// `shop_id` of `[testdata]`, as text; a proposal for the choice of the shop.
    pub shop_id: Option<String>,
    /// `private_money_id` of `[testdata]`, as text.
    pub private_money_id: Option<String>,
    /// Keys that no official SDK knows, as they were spelled: often a slip of the hand.
    pub unknown_keys: Vec<String>,
}

/// Why a text is no configuration. Carries no value.
#[derive(Debug, thiserror::Error)]
pub enum ConfigFileError {
    /// The file cannot be read.
    #[error("the configuration {} cannot be read", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is far too large to be a configuration.
    #[error("the configuration {} is too large: it is another kind of file", path.display())]
    TooLarge {
        /// Which.
        path: PathBuf,
    },
    /// It is not text.
    #[error("the configuration is not text in UTF-8")]
    NotText,
    /// A line is neither a key with a value, nor a section, nor a comment.
    #[error("line {line} of the configuration is not of the form KEY = value")]
    Line {
        /// Which, from 1.
        line: usize,
    },
    /// One key has two different values.
    #[error("line {line} of the configuration gives {key} a second, different value")]
    Twice {
        /// Which, from 1.
        line: usize,
        /// The key, as the SDKs spell it.
        key: &'static str,
    },
    /// None of the keys is there.
    #[error("the file has none of the keys CLIENT_ID, CLIENT_SECRET and API_BASE_URL: it is another file")]
    NothingKnown,
}

impl ConfigFile {
    /// Reads the file. Paths in it that are relative count from its own directory; `~` is the user's home.
    pub fn read(path: &Path, home: Option<&Path>) -> Result<Self, ConfigFileError> {
        let unreadable = |source| ConfigFileError::Unreadable { path: path.to_owned(), source };
        if fs::metadata(path).map_err(unreadable)?.len() > MAX_BYTES {
            return Err(ConfigFileError::TooLarge { path: path.to_owned() });
        }
        let bytes = Zeroizing::new(fs::read(path).map_err(unreadable)?);
        let text = std::str::from_utf8(&bytes).map_err(|_| ConfigFileError::NotText)?;
        let mut file = Self::parse(text)?;
        let directory = path.parent().unwrap_or(Path::new(""));
        for named in [&mut file.key_file, &mut file.certificate_file, &mut file.pkcs12_file].into_iter().flatten() {
            *named = resolve(directory, home, named);
        }
        Ok(file)
    }

    /// Reads the text. Paths stay as they are written.
    pub fn parse(text: &str) -> Result<Self, ConfigFileError> {
        let mut found = Self::default();
        let mut is_testdata = false;
        for (number, line) in lines(text) {
            match line.ok_or(ConfigFileError::Line { line: number })? {
                Line::Section(name) => is_testdata = name.eq_ignore_ascii_case("testdata"),
                Line::Value { key, value } => found.take(number, is_testdata, key, &value)?,
            }
        }
        if found.client_id.is_none() && found.client_secret.is_none() && found.api_base_url.is_none() {
            return Err(ConfigFileError::NothingKnown);
        }
        Ok(found)
    }

    fn take(&mut self, line: usize, is_testdata: bool, key: &str, value: &str) -> Result<(), ConfigFileError> {
        let spelled = key.replace(['-', '.'], "_").to_ascii_uppercase();
        let path = || PathBuf::from(value);
        let secret = || SecretString::from(value);
        match spelled.as_str() {
            "SHOP_ID" if is_testdata => set(&mut self.shop_id, value.to_owned(), line, "shop_id"),
            "PRIVATE_MONEY_ID" if is_testdata => {
                set(&mut self.private_money_id, value.to_owned(), line, "private_money_id")
            }
            _ if is_testdata => Ok(()),
            "CLIENT_ID" => set(&mut self.client_id, value.to_owned(), line, "CLIENT_ID"),
            "CLIENT_SECRET" => set_secret(&mut self.client_secret, secret(), line, "CLIENT_SECRET"),
            "API_BASE_URL" => set(&mut self.api_base_url, value.to_owned(), line, "API_BASE_URL"),
            "SSL_KEY_FILE" => set(&mut self.key_file, path(), line, "SSL_KEY_FILE"),
            "SSL_CERT_FILE" => set(&mut self.certificate_file, path(), line, "SSL_CERT_FILE"),
            "SSL_KEY_PASSWORD" => set_secret(&mut self.key_password, secret(), line, "SSL_KEY_PASSWORD"),
            "PKCS12_FILE" => set(&mut self.pkcs12_file, path(), line, "PKCS12_FILE"),
            "PKCS12_PASSWORD" => set_secret(&mut self.pkcs12_password, secret(), line, "PKCS12_PASSWORD"),
            // Known to some SDK and decided by the terminal itself: its limits, language and name are its own.
            "TIMEZONE" | "CONNECTTIMEOUT" | "TIMEOUT" | "MAX_RETRIES" | "ACCEPT_LANGUAGE" | "APP_NAME"
            | "APP_VERSION" => Ok(()),
            _ => {
                self.unknown_keys.push(key.to_owned());
                Ok(())
            }
        }
    }
}

fn set<T: PartialEq>(field: &mut Option<T>, value: T, line: usize, key: &'static str) -> Result<(), ConfigFileError> {
    match field {
        Some(there) if *there != value => Err(ConfigFileError::Twice { line, key }),
        _ => {
            *field = Some(value);
            Ok(())
        }
    }
}

fn set_secret(
    field: &mut Option<SecretString>,
    value: SecretString,
    line: usize,
    key: &'static str,
) -> Result<(), ConfigFileError> {
    use secrecy::ExposeSecret;
    match field {
        Some(there) if there.expose_secret() != value.expose_secret() => Err(ConfigFileError::Twice { line, key }),
        _ => {
            *field = Some(value);
            Ok(())
        }
    }
}

fn resolve(directory: &Path, home: Option<&Path>, named: &Path) -> PathBuf {
    match (named.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => directory.join(named),
    }
}
