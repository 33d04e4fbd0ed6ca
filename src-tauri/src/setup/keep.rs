//! Keeping a shop: its keys in their place, then its profile. Twice the same is once.

use credentials::Credentials;
use secrecy::SecretString;
use shop_setup::profile::{KeysIn, Profile, ProfileError, Profiles};
use till::audit::AuditAct;
use till::tag::TillCode;
use uuid::Uuid;

use super::connection::Chosen;
use super::{KeyPlaces, SetupProblem};

/// A shop to be kept.
pub(crate) struct Keeping<'a> {
    /// Its keys.
    pub(crate) keys: &'a Credentials,
    /// Shop and money, as the server described them just now.
    pub(crate) chosen: &'a Chosen,
    /// What the till is called.
    pub(crate) till_code: TillCode,
    /// Where the keys are to be kept.
    pub(crate) keys_in: KeysIn,
    /// For a file under a passphrase.
    pub(crate) passphrase: Option<&'a SecretString>,
}

impl Keeping<'_> {
    /// Whether this very till is connected already, under another `CLIENT_ID`. A person who connects a shop should know;
    /// a script that brings new keys means it.
    pub(crate) fn is_of_another_contract(&self, profiles: &Profiles) -> bool {
        let wanted = draft(self);
        let is_other = |there: &Profile| there.is_same_till(&wanted) && there.client_id != wanted.client_id;
        profiles.list().0.iter().any(is_other)
    }

    /// What the audit log says when a script keeps it.
    pub(crate) fn told_of_script(&self) -> AuditAct {
        keys_changed(&draft(self), "provisioned")
    }

    /// What the audit log says of it: the keys are kept for the first time, or given anew.
    pub(crate) fn told(&self, profiles: &Profiles) -> AuditAct {
        let wanted = draft(self);
        let is_known = profiles.list().0.iter().any(|there| there.is_same_till(&wanted));
        keys_changed(&wanted, if is_known { "renewed" } else { "kept" })
    }
}

/// A line of the audit log about the keys of a profile, which people know by shop, money and till.
pub(crate) fn keys_changed(profile: &Profile, change: &str) -> AuditAct {
    let Profile { shop_name, money_name, till_code, .. } = profile;
    AuditAct::KeysChanged { profile: format!("{shop_name} · {money_name} · {till_code}"), change: change.to_owned() }
}

/// What was kept.
#[derive(Debug)]
pub(crate) struct Kept {
    /// The profile as it is now.
    pub(crate) profile: Profile,
    /// Whether this machine did not have it before.
    pub(crate) is_new: bool,
}

/// Keeps a shop. The same till of the same shop keeps its profile and its books and gets new keys; anything else gets a
/// profile of its own. The profile is written last: a stop in between leaves keys that nothing names, or the old state.
pub(crate) fn keep(profiles: &Profiles, places: &KeyPlaces, keeping: &Keeping<'_>) -> Result<Kept, SetupProblem> {
    let mut profile = draft(keeping);
    let before = profiles.list().0.into_iter().find(|there| there.is_same_till(&profile));
    if let Some(there) = &before {
        profile.id = there.id;
    }
    let kept_before = before.as_ref().map(|there| there.keys_in);
    places.save(profile.id, keeping.keys_in, keeping.passphrase, keeping.keys, kept_before)?;
    profiles.write(&profile).map_err(|error| {
        tracing::error!(%error, "the profile cannot be written");
        match error {
            ProfileError::File { .. } => SetupProblem::DataDirectory,
            ProfileError::Damaged { .. } => SetupProblem::ProfileDamaged,
        }
    })?;
    Ok(Kept { profile, is_new: before.is_none() })
}

fn draft(keeping: &Keeping<'_>) -> Profile {
    let Keeping { keys, chosen, till_code, keys_in, .. } = keeping;
    Profile {
        id: Uuid::new_v4(),
        base_url: keys.base_url.clone(),
        client_id: keys.client_id.clone(),
        shop_id: chosen.shop_id,
        shop_name: chosen.choice.shop_name.clone(),
        private_money_id: chosen.money_id,
        money_name: chosen.choice.money.name.clone(),
        unit: chosen.choice.money.unit.clone(),
        transfer_limit: chosen.choice.money.transfer_limit,
        can_topup: chosen.choice.can_topup,
        till_code: till_code.as_str().to_owned(),
        certificate_until: keys.identity.facts().valid_until,
        keys_in: *keys_in,
    }
}
