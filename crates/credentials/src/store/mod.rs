//! Where the keys of a shop are kept between two starts.
//!
//! The operating system's key store first; the others only when a person has chosen them, never silently.

mod passphrase;
mod run;
mod system;
#[cfg(test)]
mod tests;

pub use passphrase::{PassphraseFile, PassphraseProblem};
pub use run::ThisRun;
pub use system::SystemStore;

use crate::Credentials;

/// A place that keeps credentials, one set for each profile. Calls may take seconds: never from a window's thread.
pub trait KeyStore: Send + Sync {
    /// The keys of a profile; `None` when it has none here.
    fn load(&self, profile: &str) -> Result<Option<Credentials>, KeyStoreProblem>;

    /// Keeps the keys of a profile in place of those it had. Either all of the new ones are kept or the old ones stay.
    fn save(&self, profile: &str, credentials: &Credentials) -> Result<(), KeyStoreProblem>;

    /// Forgets the keys of a profile. Nothing happens where there are none.
    fn delete(&self, profile: &str) -> Result<(), KeyStoreProblem>;
}

/// Why a key store did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum KeyStoreProblem {
    /// This machine, or this session of its user, has no key store.
    #[error("this session has no key store: log in at the desktop, or choose another place for the keys")]
    Missing,
    /// It is there and locked.
    #[error("the key store is locked: unlock it, then try again")]
    Locked,
    /// The user, or a rule of the machine, refused.
    #[error("the key store refused access: allow it, then try again")]
    Denied,
    /// It did not answer in time; perhaps it asks the user in a window of its own.
    #[error("the key store does not answer: look for its own window, then try again")]
    Slow,
    /// The passphrase of the file is needed, or is not the right one.
    #[error(transparent)]
    Passphrase(#[from] PassphraseProblem),
    /// What is kept cannot be read any more.
    #[error("the kept keys cannot be read: connect the shop again")]
    Damaged,
    /// It failed in another way.
    #[error("the key store failed: {reason}")]
    Failed {
        /// As the system words it, without what is kept.
        reason: String,
    },
}
