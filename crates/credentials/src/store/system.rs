//! The operating system's key store: Secret Service, Keychain, Credential Manager.
//!
//! Every call connects anew, so that a store that was locked or missing is found once it is there. It runs on a thread
//! of its own with a limit: a locked store with a display asks its user and answers only after that.
//!
//! Credential Manager takes at most 2,560 bytes a time, less than a certificate with its key. So the keys are kept in
//! parts under a fresh name, and only then does the head, which names them, change: a kill in between leaves the old.

use std::sync::Mutex;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use keyring::Entry;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{KeyStore, KeyStoreProblem};
use crate::Credentials;

/// Under which name the entries stand in the system's own list of secrets.
const SERVICE: &str = "cashtray-terminal";
const PART_BYTES: usize = 2_000;
/// No set of keys is larger than this many parts.
const MAX_PARTS: u32 = 64;
/// How long the system may take; a person may have to find and answer its window.
const LIMIT: Duration = Duration::from_secs(20);

/// `keyring` keeps one connection for the whole program, and this part replaces it with each call.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// The operating system's key store.
#[derive(Clone, Copy, Debug)]
pub struct SystemStore {
    limit: Duration,
}

/// Which parts make up the keys of a profile.
#[derive(Serialize, Deserialize)]
struct Head {
    name: String,
    parts: u32,
}

impl SystemStore {
    /// The store of the user who runs the program.
    pub fn new() -> Self {
        Self { limit: LIMIT }
    }

    /// The same with another limit for each call.
    #[must_use]
    pub fn with_limit(limit: Duration) -> Self {
        Self { limit }
    }

    fn run<T: Send + 'static>(
        self,
        act: impl FnOnce() -> Result<T, KeyStoreProblem> + Send + 'static,
    ) -> Result<T, KeyStoreProblem> {
        let (sender, answer) = mpsc::channel();
        let spawned = thread::Builder::new().name("key store".to_owned()).spawn(move || {
            let _one = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            // Who asked may have given up by now.
            let _ = sender.send(connect().and_then(|()| act()));
        });
        spawned.map_err(|error| KeyStoreProblem::Failed { reason: error.to_string() })?;
        answer.recv_timeout(self.limit).map_err(|_| KeyStoreProblem::Slow)?
    }
}

impl Default for SystemStore {
    fn default() -> Self {
        Self::new()
    }
}

impl KeyStore for SystemStore {
    fn load(&self, profile: &str) -> Result<Option<Credentials>, KeyStoreProblem> {
        let profile = profile.to_owned();
        let bytes = self.run(move || {
            let Some(head) = read_head(&profile)? else { return Ok(None) };
            let mut whole = Zeroizing::new(Vec::new());
            for part in 0..head.parts {
                let bytes = read(&part_name(&profile, &head, part))?.ok_or(KeyStoreProblem::Damaged)?;
                whole.extend_from_slice(&bytes);
            }
            Ok(Some(whole))
        })?;
        bytes.map(|bytes| Credentials::from_bytes(&bytes)).transpose().map_err(|_| KeyStoreProblem::Damaged)
    }

    fn save(&self, profile: &str, credentials: &Credentials) -> Result<(), KeyStoreProblem> {
        let bytes = credentials.to_bytes();
        let profile = profile.to_owned();
        self.run(move || {
            // A head that cannot be read is replaced: that is how a shop mends damaged keys.
            let before = match read_head(&profile) {
                Err(KeyStoreProblem::Damaged) => None,
                head => head?,
            };
            let parts: Vec<&[u8]> = bytes.chunks(PART_BYTES).collect();
            let count = u32::try_from(parts.len()).ok().filter(|count| *count <= MAX_PARTS);
            let parts_count = count.ok_or(KeyStoreProblem::Failed { reason: "the keys are too large".to_owned() })?;
            let head = Head { name: uuid::Uuid::new_v4().to_string(), parts: parts_count };
            for (number, part) in (0..).zip(parts) {
                write(&part_name(&profile, &head, number), part)?;
            }
            write(&profile, &serde_json::to_vec(&head).expect("a name and a number are JSON"))?;
            before.map_or(Ok(()), |before| remove_parts(&profile, &before))
        })
    }

    fn delete(&self, profile: &str) -> Result<(), KeyStoreProblem> {
        let profile = profile.to_owned();
        self.run(move || {
            let head = match read_head(&profile) {
                Err(KeyStoreProblem::Damaged) => None,
                head => head?,
            };
            remove(&profile)?;
            head.map_or(Ok(()), |head| remove_parts(&profile, &head))
        })
    }
}

fn part_name(profile: &str, head: &Head, part: u32) -> String {
    format!("{profile}/{}/{part}", head.name)
}

fn read_head(profile: &str) -> Result<Option<Head>, KeyStoreProblem> {
    let Some(bytes) = read(profile)? else { return Ok(None) };
    let head: Head = serde_json::from_slice(&bytes).map_err(|_| KeyStoreProblem::Damaged)?;
    if head.parts == 0 || head.parts > MAX_PARTS { Err(KeyStoreProblem::Damaged) } else { Ok(Some(head)) }
}

fn remove_parts(profile: &str, head: &Head) -> Result<(), KeyStoreProblem> {
    (0..head.parts).try_for_each(|part| remove(&part_name(profile, head, part)))
}

fn entry(name: &str) -> Result<Entry, KeyStoreProblem> {
    Ok(Entry { inner: keyring_core::Entry::new(SERVICE, name).map_err(|error| problem(&error))? })
}

fn read(name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeyStoreProblem> {
    match entry(name)?.get_secret() {
        Ok(bytes) => Ok(Some(Zeroizing::new(bytes))),
        Err(keyring::Error::NoEntry) => Ok(None),
        Err(error) => Err(problem(&error)),
    }
}

fn write(name: &str, bytes: &[u8]) -> Result<(), KeyStoreProblem> {
    entry(name)?.set_secret(bytes).map_err(|error| problem(&error))
}

fn remove(name: &str) -> Result<(), KeyStoreProblem> {
    match entry(name)?.delete_credential() {
        Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
        Err(error) => Err(problem(&error)),
    }
}

#[cfg(target_os = "macos")]
fn connect() -> Result<(), KeyStoreProblem> {
    keyring_core::set_default_store(apple_native_keyring_store::keychain::Store::new().map_err(|e| problem(&e))?);
    Ok(())
}

#[cfg(windows)]
fn connect() -> Result<(), KeyStoreProblem> {
    keyring_core::set_default_store(windows_native_keyring_store::Store::new().map_err(|error| problem(&error))?);
    Ok(())
}

#[cfg(all(unix, not(target_os = "macos")))]
fn connect() -> Result<(), KeyStoreProblem> {
    let store = zbus_secret_service_keyring_store::Store::new().map_err(|error| problem(&error))?;
    keyring_core::set_default_store(store);
    Ok(())
}

/// What a failure means for the person in front of it. The system's own texts hold no secret, the data of some errors
/// does and is left out.
fn problem(error: &keyring::Error) -> KeyStoreProblem {
    match error {
        keyring::Error::PlatformFailure(cause) | keyring::Error::NoStorageAccess(cause) => known(cause.as_ref())
            .unwrap_or_else(|| match error {
                keyring::Error::NoStorageAccess(_) => KeyStoreProblem::Denied,
                _ => KeyStoreProblem::Failed { reason: cause.to_string() },
            }),
        keyring::Error::NoDefaultStore => KeyStoreProblem::Missing,
        keyring::Error::BadEncoding(_)
        | keyring::Error::BadDataFormat(..)
        | keyring::Error::BadStoreFormat(_)
        | keyring::Error::Ambiguous(_) => KeyStoreProblem::Damaged,
        keyring::Error::NotSupportedByStore(reason) => KeyStoreProblem::Failed { reason: reason.clone() },
        _ => KeyStoreProblem::Failed { reason: "an error this program does not know".to_owned() },
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn known(cause: &(dyn std::error::Error + 'static)) -> Option<KeyStoreProblem> {
    use secret_service::Error;
    match cause.downcast_ref::<Error>()? {
        // The second: the user closed the window that asked for the password, or there is no display for one.
        Error::Locked | Error::Prompt => Some(KeyStoreProblem::Locked),
        // A service without a single collection, which a session without a display cannot make.
        Error::NoResult | Error::Unavailable | Error::Zbus(_) | Error::ZbusFdo(_) => Some(KeyStoreProblem::Missing),
        _ => None,
    }
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn known(_cause: &(dyn std::error::Error + 'static)) -> Option<KeyStoreProblem> {
    None
}

#[cfg(test)]
mod tests {
    use super::{KeyStoreProblem, problem};

    #[test]
    fn a_store_that_says_no_is_told_as_denied_and_no_answer_carries_the_secret() {
        let said = || Box::new(std::io::Error::other("the user said no"));
        assert!(matches!(problem(&keyring::Error::NoStorageAccess(said())), KeyStoreProblem::Denied));
        assert!(matches!(problem(&keyring::Error::PlatformFailure(said())), KeyStoreProblem::Failed { .. }));
        assert!(matches!(problem(&keyring::Error::NoDefaultStore), KeyStoreProblem::Missing));
        let garbled = problem(&keyring::Error::BadEncoding(b"hunter2".to_vec()));
        assert!(matches!(garbled, KeyStoreProblem::Damaged));
        assert!(!format!("{garbled} {garbled:?}").contains("hunter2"));
    }
}
