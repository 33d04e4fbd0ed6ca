//! What a person asks of the assistant, one function each. A refusal changes nothing that stands on the screen.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use partner_api::ids::{PrivateMoneyId, ShopId};
use secrecy::SecretString;
use shop_setup::checks::{CheckLine, CheckResult};
use shop_setup::keys_file::KeysFile;
use shop_setup::profile::{KeysIn, Profile};
use till::audit::By;
use till::tag::TillCode;

use super::SetupProblem;
use super::assistant::Connecting;
use super::connection::{Chosen, Connection};
use super::keep::{Keeping, keep, keys_changed};
use super::key_places::probe_system_store;
use super::typed::{TypedKeys, given};
use super::view::KeyStoreView;
use crate::aside::aside;
use crate::connected;
use crate::desk::Desk;
use crate::staff::record;

/// What is said of an act that did not come to its end.
const UNFINISHED: SetupProblem = SetupProblem::NotPossibleNow;

/// Reads `config.ini` with what it names, and begins to check it.
pub(crate) async fn connect_file(
    desk: &Arc<Desk>,
    config: PathBuf,
    ca: Option<PathBuf>,
    password: Option<SecretString>,
    renews: Option<&str>,
) -> Result<(), SetupProblem> {
    let ca = ca.filter(|path| !path.as_os_str().is_empty());
    let home = dirs::home_dir();
    let read = move || -> Result<KeysFile, SetupProblem> {
        let home = home.as_deref();
        let (config, ca) = (at_home(&config, home), ca.map(|ca| at_home(&ca, home)));
        Ok(KeysFile::read(&config, ca.as_deref(), given(password.as_ref()), home)?)
    };
    connect(desk, read, renews).await
}

/// Reads the typed fields, and begins to check them.
pub(crate) async fn connect_typed(desk: &Arc<Desk>, keys: TypedKeys, renews: Option<&str>) -> Result<(), SetupProblem> {
    connect(desk, move || keys.read(), renews).await
}

async fn connect(
    desk: &Arc<Desk>,
    read: impl FnOnce() -> Result<KeysFile, SetupProblem> + Send + 'static,
    renews: Option<&str>,
) -> Result<(), SetupProblem> {
    if !desk.is_in_setup() {
        return Err(SetupProblem::NotPossibleNow);
    }
    let renews = renews.map(|id| profile(desk, id)).transpose()?;
    let language = desk.settings().choices.language.into();
    let connection = aside(UNFINISHED, move || Connection::of(read()?, language)).await?;
    // A profile never changes its server: its journal would be asked about trays of another one.
    if renews.as_ref().is_some_and(|profile| profile.base_url != connection.keys.base_url) {
        return Err(SetupProblem::KeysOfAnotherShop);
    }
    let number = desk.assistant.begin(Arc::new(connection), renews);
    desk.publish();
    tauri::async_runtime::spawn(check(Arc::clone(desk), number));
    tauri::async_runtime::spawn(ask_key_store(Arc::clone(desk), number));
    Ok(())
}

/// Checks the same keys once more, from the first line on.
pub(crate) fn check_again(desk: &Arc<Desk>) -> Result<(), SetupProblem> {
    let number = desk.assistant.take_up(|connecting| {
        connecting.lines.clear();
        connecting.found = None;
        connecting.chosen = None;
        connecting.key_store = KeyStoreView::Asking;
        connecting.number
    })?;
    desk.publish();
    tauri::async_runtime::spawn(check(Arc::clone(desk), number));
    tauri::async_runtime::spawn(ask_key_store(Arc::clone(desk), number));
    Ok(())
}

/// This shop and this money, please: the server is asked about them.
pub(crate) fn choose(desk: &Arc<Desk>, shop_id: &str, money_id: &str) -> Result<(), SetupProblem> {
    let (Ok(shop_id), Ok(money_id)) = (shop_id.parse(), money_id.parse()) else {
        return Err(SetupProblem::NotPossibleNow);
    };
    let number = desk.assistant.take_up(|connecting| {
        connecting.forget_choice();
        connecting.number
    })?;
    desk.publish();
    let desk = Arc::clone(desk);
    tauri::async_runtime::spawn(async move {
        check_choice(&desk, number, ShopId(shop_id), PrivateMoneyId(money_id)).await;
        idle(&desk, number);
    });
    Ok(())
}

/// Gives up connecting.
pub(crate) fn stop_connecting(desk: &Desk) {
    desk.assistant.stop();
    desk.publish();
}

/// Keeps what was chosen, and begins to sell with it. The audit log has it before it is kept.
pub(crate) async fn keep_and_sell(
    desk: &Arc<Desk>,
    by: By,
    till_code: &str,
    keys_in: KeysIn,
    passphrase: Option<SecretString>,
) -> Result<(), SetupProblem> {
    let typed: Result<TillCode, _> = till_code.trim().to_ascii_uppercase().parse();
    let (number, connection, chosen, renews) = desk.assistant.take_up(|connecting| {
        let Connecting { number, connection, chosen, renews, .. } = connecting;
        (*number, Arc::clone(connection), chosen.clone(), renews.clone())
    })?;
    let is_renewal = renews.is_some();
    let till_code = match &renews {
        Some(profile) => profile.till_code.parse().map_err(|_| SetupProblem::TillCodeMalformed),
        None => typed.map_err(|_| SetupProblem::TillCodeMalformed),
    };
    let (keeper, secret) = (Arc::clone(desk), passphrase.clone());
    let kept = async move {
        let wanted = Wanted {
            connection,
            chosen: chosen.ok_or(SetupProblem::NotPossibleNow)?,
            till_code: till_code?,
            keys_in,
            passphrase: secret,
        };
        if !is_renewal && wanted.keeping().is_of_another_contract(&keeper.profiles) {
            return Err(SetupProblem::TillTaken);
        }
        let told = wanted.keeping().told(&keeper.profiles);
        record(&keeper, by, told).await?;
        aside(UNFINISHED, move || keep(&keeper.profiles, &keeper.keys, &wanted.keeping())).await
    };
    match kept.await {
        Ok(kept) => {
            desk.assistant.stop();
            tracing::info!(profile = %kept.profile.id, is_new = kept.is_new, "a shop is connected");
            connected::begin(Arc::clone(desk), kept.profile.id, passphrase).await;
            Ok(())
        }
        Err(problem) => {
            idle(desk, number);
            Err(problem)
        }
    }
}

/// Forgets the keys of a profile; its books stay. The audit log has it before they are gone.
pub(crate) async fn forget(desk: &Arc<Desk>, by: By, id: &str) -> Result<(), SetupProblem> {
    if !desk.is_in_setup() {
        return Err(SetupProblem::NotPossibleNow);
    }
    let profile = profile(desk, id)?;
    record(desk, by, keys_changed(&profile, "forgotten")).await?;
    let keeper = Arc::clone(desk);
    aside(UNFINISHED, move || keeper.keys.delete(profile.id, profile.keys_in)).await?;
    desk.publish();
    Ok(())
}

async fn check(desk: Arc<Desk>, number: u64) {
    let Some((connection, renews)) = desk.assistant.with(number, |it| (Arc::clone(&it.connection), it.renews.clone()))
    else {
        return;
    };
    let found = connection.check_keys(&mut |line| tell(&desk, number, line)).await;
    let is_found = found.is_some();
    desk.assistant.with(number, |connecting| connecting.found = found);
    if let Some(profile) = renews.filter(|_| is_found) {
        check_choice(&desk, number, profile.shop_id, profile.private_money_id).await;
    }
    idle(&desk, number);
}

async fn check_choice(desk: &Arc<Desk>, number: u64, shop_id: ShopId, money_id: PrivateMoneyId) {
    let Some(connection) = desk.assistant.with(number, |connecting| Arc::clone(&connecting.connection)) else { return };
    let chosen = connection.check_choice(shop_id, money_id, &mut |line| tell(desk, number, line)).await;
    desk.assistant.with(number, |connecting| {
        let is_red = |line: &CheckLine| matches!(line.result, CheckResult::Broken { .. });
        connecting.chosen = chosen.filter(|_| !connecting.lines.iter().any(is_red));
    });
}

async fn ask_key_store(desk: Arc<Desk>, number: u64) {
    let state = match aside(UNFINISHED, probe_system_store).await {
        Ok(()) => KeyStoreView::Fine,
        Err(problem) => KeyStoreView::Problem { problem },
    };
    desk.assistant.with(number, |connecting| connecting.key_store = state);
    desk.publish();
}

fn tell(desk: &Arc<Desk>, number: u64, line: CheckLine) {
    desk.assistant.with(number, |connecting| connecting.add_line(line));
    desk.publish();
}

fn idle(desk: &Desk, number: u64) {
    desk.assistant.with(number, |connecting| connecting.is_busy = false);
    desk.publish();
}

/// What is to be kept, with everything it needs to be kept aside.
struct Wanted {
    connection: Arc<Connection>,
    chosen: Chosen,
    till_code: TillCode,
    keys_in: KeysIn,
    passphrase: Option<SecretString>,
}

impl Wanted {
    fn keeping(&self) -> Keeping<'_> {
        let Self { connection, chosen, till_code, keys_in, passphrase } = self;
        Keeping {
            keys: &connection.keys,
            chosen,
            till_code: till_code.clone(),
            keys_in: *keys_in,
            passphrase: passphrase.as_ref(),
        }
    }
}

/// The profile that a window names.
pub(super) fn profile(desk: &Desk, id: &str) -> Result<Profile, SetupProblem> {
    connected::known(&desk.profiles, id.parse().map_err(|_| SetupProblem::ProfileGone)?)
}

/// A typed path may begin at the user's home.
fn at_home(path: &Path, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}
