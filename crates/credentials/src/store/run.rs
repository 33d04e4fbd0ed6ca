//! Only for this run: the keys are gone when the program ends.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use zeroize::Zeroizing;

use super::{KeyStore, KeyStoreProblem};
use crate::Credentials;

/// Keeps keys in memory until the program ends.
#[derive(Default)]
pub struct ThisRun {
    kept: Mutex<BTreeMap<String, Zeroizing<Vec<u8>>>>,
}

impl ThisRun {
    /// Nothing in it yet.
    pub fn new() -> Self {
        Self::default()
    }

    fn kept(&self) -> MutexGuard<'_, BTreeMap<String, Zeroizing<Vec<u8>>>> {
        // Every change replaces a whole entry, so a panic elsewhere leaves none half changed.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl KeyStore for ThisRun {
    fn load(&self, profile: &str) -> Result<Option<Credentials>, KeyStoreProblem> {
        let kept = self.kept();
        kept.get(profile).map(|bytes| Credentials::from_bytes(bytes)).transpose().map_err(|_| KeyStoreProblem::Damaged)
    }

    fn save(&self, profile: &str, credentials: &Credentials) -> Result<(), KeyStoreProblem> {
        self.kept().insert(profile.to_owned(), credentials.to_bytes());
        Ok(())
    }

    fn delete(&self, profile: &str) -> Result<(), KeyStoreProblem> {
        self.kept().remove(profile);
        Ok(())
    }
}
