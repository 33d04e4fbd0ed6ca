//! A file that a passphrase protects, for a machine without a key store. Weaker than one, and named so to its owner:
//! whoever copies the file can try passphrases for as long as they like. Argon2id makes each try slow.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{KeyStore, KeyStoreProblem};
use crate::Credentials;

/// A passphrase of fewer characters is guessed however slow each try is.
const MIN_CHARACTERS: usize = 10;
/// 64 MiB, three passes: about a third of a second on a till.
const COST: Cost = Cost { memory_kib: 64 * 1024, passes: 3, lanes: 1 };
/// What a file may ask for, so that a forged one cannot bring the machine down.
const MAX_COST: Cost = Cost { memory_kib: 1024 * 1024, passes: 16, lanes: 8 };
const MAX_BYTES: u64 = 1024 * 1024;

/// What is wrong with a passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseProblem {
    /// Too short to protect anything.
    #[error("the passphrase must have at least {least} characters")]
    TooShort {
        /// How many it must have.
        least: usize,
    },
    /// It does not open the file, or the file was changed.
    #[error("the passphrase is not the right one")]
    Wrong,
}

/// Keeps each profile's keys in a file of a directory, under one passphrase.
pub struct PassphraseFile {
    directory: PathBuf,
    passphrase: SecretString,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
struct Cost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

/// The file. Nothing in it is secret but what is sealed.
#[derive(Serialize, Deserialize)]
struct KeysFile {
    version: u32,
    cost: Cost,
    salt: String,
    nonce: String,
    sealed: String,
}

impl PassphraseFile {
    /// The files of this directory under this passphrase. Whether it is the right one shows at the first look.
    pub fn new(directory: &Path, passphrase: SecretString) -> Result<Self, PassphraseProblem> {
        if passphrase.expose_secret().chars().count() < MIN_CHARACTERS {
            return Err(PassphraseProblem::TooShort { least: MIN_CHARACTERS });
        }
        Ok(Self { directory: directory.to_owned(), passphrase })
    }

    /// Whether keys of this profile lie here, which can be told without the passphrase.
    pub fn has(directory: &Path, profile: &str) -> bool {
        path(directory, profile).exists()
    }

    fn cipher(&self, cost: Cost, salt: &[u8]) -> Option<XChaCha20Poly1305> {
        let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)).ok()?;
        let mut key = Zeroizing::new([0_u8; 32]);
        let passphrase = self.passphrase.expose_secret().as_bytes();
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase, salt, &mut *key)
            .ok()?;
        Some(XChaCha20Poly1305::new(&Key::from(*key)))
    }
}

impl KeyStore for PassphraseFile {
    fn load(&self, profile: &str) -> Result<Option<Credentials>, KeyStoreProblem> {
        let path = path(&self.directory, profile);
        let bytes = match fs::metadata(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(&error)),
            Ok(about) if about.len() > MAX_BYTES => return Err(KeyStoreProblem::Damaged),
            Ok(_) => fs::read(&path).map_err(|error| failed(&error))?,
        };
        let file: KeysFile = serde_json::from_slice(&bytes).map_err(|_| KeyStoreProblem::Damaged)?;
        let is_sane = file.version == 1
            && file.cost.memory_kib <= MAX_COST.memory_kib
            && file.cost.passes <= MAX_COST.passes
            && file.cost.lanes <= MAX_COST.lanes;
        let decode = |text: &str| STANDARD.decode(text).map_err(|_| KeyStoreProblem::Damaged);
        let (salt, nonce, sealed) = (decode(&file.salt)?, decode(&file.nonce)?, decode(&file.sealed)?);
        let nonce = XNonce::try_from(nonce.as_slice()).map_err(|_| KeyStoreProblem::Damaged)?;
        let cipher = self.cipher(file.cost, &salt).filter(|_| is_sane).ok_or(KeyStoreProblem::Damaged)?;
        let payload = Payload { msg: &sealed, aad: profile.as_bytes() };
        let opened = Zeroizing::new(cipher.decrypt(&nonce, payload).map_err(|_| PassphraseProblem::Wrong)?);
        Credentials::from_bytes(&opened).map(Some).map_err(|_| KeyStoreProblem::Damaged)
    }

    fn save(&self, profile: &str, credentials: &Credentials) -> Result<(), KeyStoreProblem> {
        let mut random = [0_u8; 16 + 24];
        getrandom::fill(&mut random).map_err(|error| KeyStoreProblem::Failed { reason: error.to_string() })?;
        let (salt, nonce) = random.split_at(16);
        let cipher = self.cipher(COST, salt).expect("these numbers are within the bounds of Argon2");
        let payload = Payload { msg: &credentials.to_bytes(), aad: profile.as_bytes() };
        let nonce_bytes = XNonce::try_from(nonce).expect("24 bytes were asked for");
        let sealed = cipher.encrypt(&nonce_bytes, payload).expect("it fits into memory twice");
        let file = KeysFile {
            version: 1,
            cost: COST,
            salt: STANDARD.encode(salt),
            nonce: STANDARD.encode(nonce),
            sealed: STANDARD.encode(sealed),
        };
        let bytes = serde_json::to_vec(&file).expect("texts and numbers are JSON");
        write_whole(&path(&self.directory, profile), &bytes).map_err(|error| failed(&error))
    }

    fn delete(&self, profile: &str) -> Result<(), KeyStoreProblem> {
        match fs::remove_file(path(&self.directory, profile)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(failed(&error)),
            _ => Ok(()),
        }
    }
}

fn path(directory: &Path, profile: &str) -> PathBuf {
    directory.join(format!("{profile}.keys"))
}

fn failed(error: &std::io::Error) -> KeyStoreProblem {
    KeyStoreProblem::Failed { reason: error.to_string() }
}

/// Whole or not at all, and readable by its owner only from the first byte on.
fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let directory = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(directory)?;
    let mut draft = tempfile::NamedTempFile::new_in(directory)?;
    draft.write_all(bytes)?;
    draft.as_file().sync_all()?;
    draft.persist(path)?;
    Ok(())
}
