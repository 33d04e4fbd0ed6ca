//! What the window's set-up is about: the last failure, and the shop that is being connected.
//!
//! It remembers and shows; it asks nobody anything. A check that is still under way when its connection is given up
//! finds another number here, and what it says is dropped.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use shop_setup::checks::{Check, CheckLine, Found};
use shop_setup::profile::{Profile, Profiles, environment_of};
use uuid::Uuid;

use super::SetupProblem;
use super::connection::{Chosen, Connection, days_until, wall};
use super::view::{ChosenView, ConnectingView, FoundView, KeyStoreView, NamedId, ProfileRow};

/// The state of set-up.
#[derive(Default)]
pub(crate) struct Assistant {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Why the last start of a till failed, and of which profile.
    problem: Option<(Option<Uuid>, SetupProblem)>,
    connecting: Option<Connecting>,
    /// How many connections were begun.
    begun: u64,
}

/// A shop that is being connected.
pub(crate) struct Connecting {
    /// Tells it from an earlier one.
    pub(crate) number: u64,
    /// Its keys and its server.
    pub(crate) connection: Arc<Connection>,
    /// The profile that gets new keys.
    pub(crate) renews: Option<Profile>,
    /// The lines so far.
    pub(crate) lines: Vec<CheckLine>,
    /// Whether the server is being asked, or what was chosen is being kept.
    pub(crate) is_busy: bool,
    /// What the keys open.
    pub(crate) found: Option<Found>,
    /// Shop and money.
    pub(crate) chosen: Option<Chosen>,
    /// How the system's key store is.
    pub(crate) key_store: KeyStoreView,
}

impl Assistant {
    /// Why a till did not start; `profile` is `None` for practice.
    pub(crate) fn fail(&self, profile: Option<Uuid>, problem: SetupProblem) {
        self.lock().problem = Some((profile, problem));
    }

    /// A till is being started: what failed before is over.
    pub(crate) fn forget_problem(&self) {
        self.lock().problem = None;
    }

    /// Begins to connect; answers the connection's number. One that was being connected is given up.
    pub(crate) fn begin(&self, connection: Arc<Connection>, renews: Option<Profile>) -> u64 {
        let mut state = self.lock();
        state.begun += 1;
        state.problem = None;
        let number = state.begun;
        state.connecting = Some(Connecting {
            number,
            connection,
            renews,
            lines: Vec::new(),
            is_busy: true,
            found: None,
            chosen: None,
            key_store: KeyStoreView::Asking,
        });
        number
    }

    /// Gives up connecting; the keys are wiped as soon as no check holds them any more.
    pub(crate) fn stop(&self) {
        self.lock().connecting = None;
    }

    /// Works on the connection of this number; `None` when it was given up.
    pub(crate) fn with<T>(&self, number: u64, act: impl FnOnce(&mut Connecting) -> T) -> Option<T> {
        self.lock().connecting.as_mut().filter(|connecting| connecting.number == number).map(act)
    }

    /// Takes the connection for an act that needs it idle: from now on it is busy.
    pub(crate) fn take_up<T>(&self, act: impl FnOnce(&mut Connecting) -> T) -> Result<T, SetupProblem> {
        let mut state = self.lock();
        let connecting = state.connecting.as_mut().ok_or(SetupProblem::NotPossibleNow)?;
        if connecting.is_busy {
            return Err(SetupProblem::Busy);
        }
        connecting.is_busy = true;
        Ok(act(connecting))
    }

    /// What the windows show: why the last start failed, the machine's shops, the shop that is being connected.
    pub(crate) fn show(
        &self,
        profiles: &Profiles,
        last: Option<Uuid>,
    ) -> (Option<SetupProblem>, Vec<ProfileRow>, Option<Box<ConnectingView>>) {
        let (known, damaged) = profiles.list();
        for error in &damaged {
            tracing::warn!(%error, "a profile cannot be read");
        }
        let state = self.lock();
        let rows = known.iter().map(|profile| row(profile, last, state.problem.as_ref())).collect();
        let damaged = damaged.first().map(|_| SetupProblem::ProfileDamaged);
        let problem = state.problem.as_ref().map(|(_, problem)| problem.clone()).or(damaged);
        let connecting = state.connecting.as_ref().map(|connecting| Box::new(connecting.view(&known)));
        (problem, rows, connecting)
    }

    /// The state is replaced field by field with whole values, so a panic elsewhere leaves none half changed.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connecting {
    /// A line of the check; it takes the place of an earlier line about the same.
    pub(crate) fn add_line(&mut self, line: CheckLine) {
        self.lines.retain(|there| there.check != line.check);
        self.lines.push(line);
    }

    /// The lines about a choice are over: another one is made.
    pub(crate) fn forget_choice(&mut self) {
        self.chosen = None;
        self.lines.retain(|line| !matches!(line.check, Check::Choice | Check::Topup));
    }

    fn view(&self, profiles: &[Profile]) -> ConnectingView {
        let Connection { keys, proposed_shop, proposed_money, unknown_keys, .. } = &*self.connection;
        let found = self.found.as_ref().map(|found| {
            let shops = found.shops.iter().map(|shop| NamedId { id: shop.id.to_string(), name: shop.name.clone() });
            let moneys =
                found.moneys.iter().map(|money| NamedId { id: money.id.to_string(), name: money.name.clone() });
            let (shops, moneys): (Vec<_>, Vec<_>) = (shops.collect(), moneys.collect());
            FoundView {
                proposed_shop: proposal(proposed_shop.as_deref(), &shops),
                proposed_money: proposal(proposed_money.as_deref(), &moneys),
                shops,
                moneys,
            }
        });
        ConnectingView {
            base_url: keys.base_url.to_string(),
            environment: environment_of(&keys.base_url),
            client_id: keys.client_id.clone(),
            certificate_until: keys.identity.facts().valid_until.to_string(),
            lines: self.lines.clone(),
            is_checking: self.is_busy,
            found,
            chosen: self.chosen.as_ref().map(|chosen| self.chosen_view(chosen, profiles)),
            unknown_keys: unknown_keys.clone(),
            key_store: self.key_store.clone(),
            renews: self.renews.as_ref().map(|profile| profile.id.to_string()),
        }
    }

    fn chosen_view(&self, chosen: &Chosen, profiles: &[Profile]) -> ChosenView {
        let is_ours = |profile: &&Profile| {
            profile.base_url == self.connection.keys.base_url
                && profile.shop_id == chosen.shop_id
                && profile.private_money_id == chosen.money_id
        };
        ChosenView {
            shop_id: chosen.shop_id.to_string(),
            shop: chosen.choice.shop_name.clone(),
            money_id: chosen.money_id.to_string(),
            money: chosen.choice.money.name.clone(),
            unit: chosen.choice.money.unit.clone(),
            transfer_limit: chosen.choice.money.transfer_limit.normalize().to_string(),
            can_topup: chosen.choice.can_topup,
            till_codes: profiles.iter().filter(is_ours).map(|profile| profile.till_code.clone()).collect(),
        }
    }
}

/// What the file proposes, if it is there to be chosen; else the only one there is.
fn proposal(proposed: Option<&str>, rows: &[NamedId]) -> Option<String> {
    let is_there = |id: &&str| rows.iter().any(|row| row.id.eq_ignore_ascii_case(id));
    let only = || if let [only] = rows { Some(only.id.clone()) } else { None };
    proposed.filter(is_there).map(str::to_ascii_lowercase).or_else(only)
}

fn row(profile: &Profile, last: Option<Uuid>, problem: Option<&(Option<Uuid>, SetupProblem)>) -> ProfileRow {
    let own = problem.filter(|(id, _)| *id == Some(profile.id)).map(|(_, problem)| problem.clone());
    ProfileRow {
        id: profile.id.to_string(),
        shop: profile.shop_name.clone(),
        money: profile.money_name.clone(),
        environment: profile.environment(),
        till_code: profile.till_code.clone(),
        keys_in: profile.keys_in,
        certificate_days_left: days_until(profile.certificate_until, wall()),
        is_last: last == Some(profile.id),
        problem: own,
    }
}
