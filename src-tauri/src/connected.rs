//! A real shop: the keys are read from their place, and the till sells with what its profile remembers. The server need
//! not answer for that, so a till starts without a network; what has changed there is learnt as soon as it answers.

use std::sync::Arc;
use std::time::Duration;

use partner_api::Client;
use secrecy::SecretString;
use shop_setup::checks::check_choice;
use shop_setup::profile::{Profile, Profiles};
use till::clock::SystemClock;
use till::server_clock::ServerClock;
use till::tag::TillCode;
use uuid::Uuid;

use crate::aside::aside;
use crate::desk::Desk;
use crate::opening::{Opening, Whose, client_of, open_journal};
use crate::selling::Selling;
use crate::setup::SetupProblem;

/// Between two questions about the shop itself while the server has not answered one.
const ASK_AGAIN: Duration = Duration::from_secs(60);

/// How often a till that runs for weeks asks.
const ASK_DAILY: Duration = Duration::from_secs(24 * 60 * 60);

/// Leaves set-up for a till of this profile. What became of it goes to the windows as a snapshot.
pub(crate) async fn begin(desk: Arc<Desk>, id: Uuid, passphrase: Option<SecretString>) {
    if !desk.begin_starting() {
        return;
    }
    match open(&desk, id, passphrase).await {
        Ok((selling, profile)) => {
            desk.change_settings(|settings| {
                settings.practice = false;
                settings.profile = Some(id);
            });
            let client = Arc::clone(&selling.client);
            desk.begin_selling(selling);
            tauri::async_runtime::spawn(refresh(Arc::clone(&desk), client, profile));
        }
        Err(problem) => {
            tracing::warn!(profile = %id, %problem, "the shop's till did not start");
            desk.fail_starting(Some(id), problem);
        }
    }
}

/// The profile, where this machine has it.
pub(crate) fn known(profiles: &Profiles, id: Uuid) -> Result<Profile, SetupProblem> {
    let profile = profiles.get(id).map_err(|error| {
        tracing::error!(profile = %id, %error, "the profile cannot be read");
        SetupProblem::ProfileDamaged
    })?;
    profile.ok_or(SetupProblem::ProfileGone)
}

async fn open(
    desk: &Arc<Desk>,
    id: Uuid,
    passphrase: Option<SecretString>,
) -> Result<(Selling, Profile), SetupProblem> {
    let profile = known(&desk.profiles, id)?;
    let (Some(setup), Ok(till_code)) = (profile.setup(), profile.till_code.parse::<TillCode>()) else {
        return Err(SetupProblem::ProfileDamaged);
    };
    let (keeper, of) = (Arc::clone(desk), profile.clone());
    let unread = SetupProblem::KeyStoreFailed { reason: "no answer".to_owned() };
    let keys = aside(unread, move || keeper.keys.load(&of, passphrase.as_ref())).await?;
    // What a key store holds may have been put there by somebody else.
    if keys.base_url != profile.base_url {
        return Err(SetupProblem::KeysOfAnotherShop);
    }
    let clock = Arc::new(ServerClock::new(Arc::new(SystemClock)));
    let client = Arc::new(client_of(&keys, &clock, desk.settings().choices.language.into())?);
    let folder = desk.profiles.journal(id);
    let journal = open_journal(&folder).await?;
    let whose = Whose::Shop {
        profile: id,
        environment: profile.environment(),
        certificate_until: keys.identity.facts().valid_until,
    };
    let choices = desk.settings().choices;
    let opening = Opening {
        folder: &folder,
        journal,
        clock,
        client,
        setup,
        till_code,
        terms: profile.terms(),
        choices: &choices,
        whose,
    };
    let selling = opening.begin().map_err(|error| {
        tracing::error!(error = format!("{error:#}"), "the shop's till did not start");
        SetupProblem::Journal
    })?;
    Ok((selling, profile))
}

/// Learns the shop's name, its money's limit and whether it may top up. A running till keeps the terms that it opened
/// its day with; the profile has the new ones for the next start, and a top-up that is no longer allowed is refused by
/// the server in words.
async fn refresh(desk: Arc<Desk>, client: Arc<Client>, mut profile: Profile) {
    while desk.sells_for(profile.id) {
        let choice = check_choice(&client, profile.shop_id, profile.private_money_id, &mut |_line| ()).await;
        let pause = if choice.is_some() { ASK_DAILY } else { ASK_AGAIN };
        if let Some(choice) = choice {
            let before = profile.clone();
            profile.shop_name = choice.shop_name;
            profile.money_name = choice.money.name;
            profile.unit = choice.money.unit;
            profile.transfer_limit = choice.money.transfer_limit;
            profile.can_topup = choice.can_topup;
            if profile != before {
                write(&desk.profiles, &profile);
            }
        }
        tokio::time::sleep(pause).await;
    }
}

fn write(profiles: &Profiles, profile: &Profile) {
    match profiles.write(profile) {
        Ok(()) => tracing::info!(profile = %profile.id, "the shop's terms have changed"),
        Err(error) => tracing::warn!(%error, "the shop's new terms cannot be written"),
    }
}
