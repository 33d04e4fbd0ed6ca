//! Where the keys of this machine's profiles are, and the one way to them. No place stands in for another by itself.

use credentials::Credentials;
use credentials::store::{KeyStore, KeyStoreProblem, PassphraseFile, SystemStore, ThisRun};
use secrecy::SecretString;
use shop_setup::profile::{KeysIn, Profile, Profiles};
use uuid::Uuid;

use super::SetupProblem;

/// The places. Calls may take as long as a person needs to find the system's window: never from a window's thread.
pub(crate) struct KeyPlaces {
    profiles: Profiles,
    this_run: ThisRun,
}

impl KeyPlaces {
    /// The places of these profiles; nothing is kept for this run yet.
    pub(crate) fn new(profiles: Profiles) -> Self {
        Self { profiles, this_run: ThisRun::new() }
    }

    /// The keys of a profile.
    pub(crate) fn load(
        &self,
        profile: &Profile,
        passphrase: Option<&SecretString>,
    ) -> Result<Credentials, SetupProblem> {
        let kept = self.run(profile.id, profile.keys_in, passphrase, |place, name| place.load(name))?;
        kept.ok_or(match profile.keys_in {
            KeysIn::ThisRun => SetupProblem::KeysNotKept,
            KeysIn::System | KeysIn::PassphraseFile => SetupProblem::KeysGone,
        })
    }

    /// Keeps keys in one place, and nowhere else: what another place had of the profile is forgotten afterwards.
    pub(crate) fn save(
        &self,
        id: Uuid,
        keys_in: KeysIn,
        passphrase: Option<&SecretString>,
        keys: &Credentials,
        before: Option<KeysIn>,
    ) -> Result<(), SetupProblem> {
        self.run(id, keys_in, passphrase, |place, name| place.save(name, keys))?;
        if let Some(before) = before.filter(|before| *before != keys_in)
            && let Err(problem) = self.delete(id, before)
        {
            tracing::warn!(%problem, "old keys of a profile could not be removed");
        }
        Ok(())
    }

    /// Forgets the keys of a profile.
    pub(crate) fn delete(&self, id: Uuid, keys_in: KeysIn) -> Result<(), SetupProblem> {
        // Which passphrase protects a file does not matter to who removes it.
        let any = SecretString::from("0".repeat(32));
        self.run(id, keys_in, Some(&any), |place, name| place.delete(name))
    }

    fn run<T>(
        &self,
        id: Uuid,
        keys_in: KeysIn,
        passphrase: Option<&SecretString>,
        act: impl FnOnce(&dyn KeyStore, &str) -> Result<T, KeyStoreProblem>,
    ) -> Result<T, SetupProblem> {
        let name = id.to_string();
        let done = match keys_in {
            KeysIn::System => act(&SystemStore::new(), &name),
            KeysIn::ThisRun => act(&self.this_run, &name),
            KeysIn::PassphraseFile => {
                let passphrase = passphrase.ok_or(SetupProblem::PassphraseMissing)?;
                let file = PassphraseFile::new(&self.profiles.journal(id), passphrase.clone())
                    .map_err(|problem| SetupProblem::from(KeyStoreProblem::from(problem)))?;
                act(&file, &name)
            }
        };
        done.map_err(SetupProblem::from)
    }
}

/// Asks the system's key store for what it cannot have, to see that it answers.
pub(crate) fn probe_system_store() -> Result<(), SetupProblem> {
    SystemStore::new().load(&Uuid::nil().to_string()).map(|_nothing| ()).map_err(SetupProblem::from)
}
