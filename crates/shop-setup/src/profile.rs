//! What a machine is set up for. A profile is a directory: `profile.json` with nothing secret in it, and the journal.
//!
//! Practice, test money and real money never share a journal, and a profile never changes its shop, money or server:
//! another shop is another profile, so that no sale can ever be asked for with the wrong keys.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use partner_api::ids::{PrivateMoneyId, ShopId};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use till::gateway::Terms;
use till::tag::TillCode;
use ts_rs::TS;
use url::Url;
use uuid::Uuid;

const FILE: &str = "profile.json";
/// The host of Pokepay's production server (source: the PHP SDK's README of 2019; the test server's is documented).
const PRODUCTION_HOST: &str = "partnerapi.pokepay.jp";

/// Which money a till moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Environment {
    /// None: the practice server of this machine.
    Practice,
    /// Test money.
    Sandbox,
    /// Real money.
    Production,
}

/// Which money a server at this address moves: only the one known production host moves real money without doubt; a
/// server that nobody knows is treated as real as well, for nobody must take real money for practice.
pub fn environment_of(base_url: &Url) -> Environment {
    let host = base_url.host_str().unwrap_or_default();
    let is_test = host == "localhost"
        || host.parse::<std::net::IpAddr>().is_ok()
        || host.ends_with(".localhost")
        || host.split('.').next().is_some_and(|first| first.starts_with("partnerapi-"));
    if is_test && host != PRODUCTION_HOST { Environment::Sandbox } else { Environment::Production }
}

/// Whether the text of a QR, as the server gave it, belongs to a server of this environment (reliability, B9).
///
/// Only what is surely wrong does not fit: a phone's app knows `www.pokepay.jp` for real money and
/// `www-….pokepay.jp` for test money (source: the mobile SDKs, section 10 of the project's study of the wire). A money
/// may have a domain of its own, which says nothing, so every other host fits.
pub fn token_fits(environment: Environment, token: &str) -> bool {
    let token = Url::parse(token).ok();
    let Some(host) = token.as_ref().and_then(Url::host_str).and_then(|host| host.strip_suffix(".pokepay.jp")) else {
        return true;
    };
    match environment {
        Environment::Production => !host.starts_with("www-"),
        Environment::Sandbox | Environment::Practice => host != "www",
    }
}

/// A shop, a money and a server that this machine sells with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The name of its directory and of its keys in the key store.
    pub id: Uuid,
    /// The server.
    pub base_url: Url,
    /// `CLIENT_ID`, to tell two contracts apart; no secret.
    pub client_id: String,
    /// The shop.
    pub shop_id: ShopId,
    /// Its name, as of the set-up.
    pub shop_name: String,
    /// The money.
    pub private_money_id: PrivateMoneyId,
    /// Its name, as of the set-up.
    pub money_name: String,
    /// Its unit, for example `円`.
    pub unit: String,
    /// The most one transaction may move, in that unit.
    pub transfer_limit: Decimal,
    /// Whether the shop may top up customers' wallets.
    pub can_topup: bool,
    /// What the till is called.
    pub till_code: String,
    /// Until when the client certificate is valid.
    pub certificate_until: Timestamp,
    /// Where the keys are.
    pub keys_in: KeysIn,
}

/// Where the keys of a profile are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeysIn {
    /// In the operating system's key store.
    System,
    /// In a file of the profile's directory, under a passphrase that is asked for at each start.
    PassphraseFile,
    /// Nowhere: they are given anew at each start.
    ThisRun,
}

impl Profile {
    /// Which money it moves.
    pub fn environment(&self) -> Environment {
        environment_of(&self.base_url)
    }

    /// What every answer must be about.
    pub fn terms(&self) -> Terms {
        Terms { shop_id: self.shop_id, private_money_id: self.private_money_id }
    }

    /// What the till is set up with; `None` when the till's code is none.
    pub fn setup(&self) -> Option<till::Setup> {
        let code: TillCode = self.till_code.parse().ok()?;
        let setup = till::Setup::new(&self.shop_name, &self.money_name, &self.unit, self.transfer_limit, code);
        let setup = setup.with_fitting_tokens(match self.environment() {
            Environment::Production => |token| token_fits(Environment::Production, token),
            Environment::Sandbox | Environment::Practice => |token| token_fits(Environment::Sandbox, token),
        });
        Some(if self.can_topup { setup } else { setup.without_topups() })
    }

    /// Whether this is the same till of the same shop at the same server: set-up over it changes only what may change.
    pub fn is_same_till(&self, other: &Self) -> bool {
        self.base_url == other.base_url
            && self.shop_id == other.shop_id
            && self.private_money_id == other.private_money_id
            && self.till_code == other.till_code
    }
}

/// The profiles of a machine, in a directory of their own.
#[derive(Clone, Debug)]
pub struct Profiles {
    directory: PathBuf,
}

/// Why a profile cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// The directory or a file in it.
    #[error("{} cannot be read or written", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is damaged or was written by a newer version.
    #[error("{} cannot be understood: connect the shop again", path.display())]
    Damaged {
        /// Which.
        path: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
}

impl Profiles {
    /// The profiles below this directory, which need not be there yet.
    pub fn new(directory: &Path) -> Self {
        Self { directory: directory.to_owned() }
    }

    /// Where a profile's journal is.
    pub fn journal(&self, id: Uuid) -> PathBuf {
        self.directory.join(id.to_string())
    }

    /// All that can be read, by shop name; what cannot is reported beside them and left alone.
    pub fn list(&self) -> (Vec<Profile>, Vec<ProfileError>) {
        let entries = match fs::read_dir(&self.directory) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return (Vec::new(), Vec::new()),
            Err(source) => return (Vec::new(), vec![ProfileError::File { path: self.directory.clone(), source }]),
        };
        let (mut profiles, mut errors) = (Vec::new(), Vec::new());
        for path in entries.filter_map(|entry| Some(entry.ok()?.path().join(FILE))).filter(|path| path.exists()) {
            match read(&path) {
                Ok(profile) => profiles.push(profile),
                Err(error) => errors.push(error),
            }
        }
        profiles.sort_by(|a, b| a.shop_name.cmp(&b.shop_name).then(a.id.cmp(&b.id)));
        (profiles, errors)
    }

    /// One profile; `None` when there is no such one.
    pub fn get(&self, id: Uuid) -> Result<Option<Profile>, ProfileError> {
        let path = self.journal(id).join(FILE);
        if path.exists() { read(&path).map(Some) } else { Ok(None) }
    }

    /// Writes a profile: either the old or the new one is there, never a torn one.
    pub fn write(&self, profile: &Profile) -> Result<(), ProfileError> {
        let directory = self.journal(profile.id);
        let path = directory.join(FILE);
        let written = (|| {
            fs::create_dir_all(&directory)?;
            let mut draft = tempfile::NamedTempFile::new_in(&directory)?;
            serde_json::to_writer_pretty(&mut draft, profile)?;
            draft.write_all(b"\n")?;
            draft.as_file().sync_all()?;
            draft.persist(&path)?;
            Ok::<_, io::Error>(())
        })();
        written.map_err(|source| ProfileError::File { path, source })
    }
}

fn read(path: &Path) -> Result<Profile, ProfileError> {
    let text = fs::read_to_string(path).map_err(|source| ProfileError::File { path: path.to_owned(), source })?;
    serde_json::from_str(&text).map_err(|source| ProfileError::Damaged { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::{Environment, Profiles, environment_of, token_fits};

    #[test]
    fn a_token_of_test_money_does_not_fit_a_till_of_real_money_nor_the_reverse() {
        for (token, fits_production, fits_sandbox) in [
            ("https://www.pokepay.jp/cashtrays/dc204118", true, false),
            ("https://www-sandbox.pokepay.jp/cashtrays/dc204118", false, true),
            ("https://www-dev.pokepay.jp/cashtrays/dc204118", false, true),
            ("https://pay.example.jp/cashtrays/dc204118", true, true),
            ("dc204118", true, true),
        ] {
            assert_eq!(token_fits(Environment::Production, token), fits_production, "{token}");
            assert_eq!(token_fits(Environment::Sandbox, token), fits_sandbox, "{token}");
        }
    }

    #[test]
    fn only_what_is_surely_a_test_server_counts_as_one() {
        for (address, environment) in [
            ("https://partnerapi.pokepay.jp", Environment::Production),
            ("https://partnerapi-sandbox.pokepay.jp", Environment::Sandbox),
            ("https://partnerapi-dev.pokepay.jp/v1", Environment::Sandbox),
            ("https://127.0.0.1:8443", Environment::Sandbox),
            ("https://localhost:8443", Environment::Sandbox),
            ("https://sandbox.example.jp", Environment::Production),
            ("https://partnerapi.example.jp", Environment::Production),
        ] {
            assert_eq!(environment_of(&address.parse().expect("an address")), environment, "{address}");
        }
    }

    #[test]
    fn a_machine_without_profiles_has_none() {
        let directory = tempfile::tempdir().expect("a directory");
        let (profiles, errors) = Profiles::new(&directory.path().join("profiles")).list();
        assert!(profiles.is_empty() && errors.is_empty());
    }

    #[test]
    fn a_damaged_profile_is_reported_and_left_alone() {
        let directory = tempfile::tempdir().expect("a directory");
        let place = directory.path().join("0b7e");
        std::fs::create_dir(&place).expect("made");
        std::fs::write(place.join("profile.json"), "{\"id\":").expect("written");
        let (profiles, errors) = Profiles::new(directory.path()).list();
        assert!(profiles.is_empty());
        assert_eq!(errors.len(), 1);
        assert_eq!(std::fs::read_to_string(place.join("profile.json")).expect("there"), "{\"id\":");
    }
}
