//! From the first window to a till that sells.

use std::path::PathBuf;
use std::sync::Arc;

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use shop_setup::profile::KeysIn;
use staff::Right;
use tauri::{AppHandle, command};
use till::audit::By;
use ts_rs::TS;

use super::TheDesk;
use crate::desk::Desk;
use crate::setup::{self, Given, PickFor, SetupProblem, TypedIdentity, TypedKeys};
use crate::snapshot::Snapshot;
use crate::staff::{Gated, by, pass};
use crate::{connected, practice};

/// What staff, or the shop's owner, do before the till sells. What comes of it shows in the snapshots; an act that
/// cannot be done is refused with a [`SetupProblem`]. What is typed and secret goes this way once and never back.
#[derive(Debug, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum SetupAct {
    /// Sell in practice mode.
    Practice,
    /// Read the keys that `config.ini` gives and names, then check them with the server.
    ConnectFile {
        /// Where `config.ini` is.
        #[ts(as = "String")]
        config: PathBuf,
        /// Where the certificates of the server's authority are, for a server with a private one.
        #[ts(as = "Option<String>")]
        ca: Option<PathBuf>,
        /// Opens a protected private key whose password the configuration does not give.
        #[ts(as = "Option<String>")]
        password: Option<SecretString>,
        /// The profile that gets its keys anew; `null` to connect another shop.
        renews: Option<String>,
    },
    /// The same with the fields typed.
    ConnectTyped {
        /// `CLIENT_ID`.
        client_id: String,
        /// `CLIENT_SECRET`.
        #[ts(as = "String")]
        client_secret: SecretString,
        /// `API_BASE_URL`.
        base_url: String,
        /// Certificate and private key.
        identity: TypedIdentity,
        /// The certificates of the server's authority, for a server with a private one.
        ca: Option<Given>,
        /// The profile that gets its keys anew; `null` to connect another shop.
        renews: Option<String>,
    },
    /// Check the same keys again.
    CheckAgain,
    /// This shop and this money; they are checked with the server.
    Choose {
        /// The shop's id.
        shop_id: String,
        /// The money's id.
        money_id: String,
    },
    /// Keep the keys and begin to sell with what was chosen; with `renews`, nothing need be chosen.
    Keep {
        /// What the till is called: 1 to 4 capital letters and digits.
        till_code: String,
        /// Where the keys are to be kept.
        keys_in: KeysIn,
        /// For [`KeysIn::PassphraseFile`].
        #[ts(as = "Option<String>")]
        passphrase: Option<SecretString>,
    },
    /// Give up connecting; the keys that were read are forgotten.
    StopConnecting,
    /// Sell for a shop that is connected.
    Open {
        /// Its profile.
        profile: String,
        /// For keys in a file under a passphrase.
        #[ts(as = "Option<String>")]
        passphrase: Option<SecretString>,
    },
    /// Back to set-up from a till that sells. Refused over an open sale.
    Leave,
    /// Forget the keys of a shop. Its books stay.
    Forget {
        /// Its profile.
        profile: String,
    },
    /// Let a person pick a file in the system's own window: answered by `picked`.
    PickFile {
        /// For what.
        what: PickFor,
    },
}

/// What came of an act that answers more than that it was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "answer", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum SetupAnswer {
    /// It was taken; the rest comes with the snapshots.
    Done,
    /// What was picked.
    Picked {
        /// The file; `null` when the window was closed without one.
        path: Option<String>,
    },
}

/// The window is there: what it should draw now.
#[command]
pub(crate) async fn ready(desk: TheDesk<'_>) -> Result<Snapshot, ()> {
    Ok(desk.snapshot())
}

/// Carries out one act of set-up. What changes for whom this machine sells needs the right to change settings, once the
/// shop has staff.
#[command]
pub(crate) async fn setup_act(
    app: AppHandle,
    desk: TheDesk<'_>,
    act: SetupAct,
) -> Result<SetupAnswer, Gated<SetupProblem>> {
    let desk = Arc::clone(&desk);
    let right = match &act {
        SetupAct::ConnectFile { .. }
        | SetupAct::ConnectTyped { .. }
        | SetupAct::Keep { .. }
        | SetupAct::Leave
        | SetupAct::Forget { .. } => Some(Right::Settings),
        // A till that cannot start is started again by whoever stands there.
        SetupAct::Practice
        | SetupAct::CheckAgain
        | SetupAct::Choose { .. }
        | SetupAct::StopConnecting
        | SetupAct::Open { .. }
        | SetupAct::PickFile { .. } => None,
    };
    match right {
        Some(right) => pass(&desk, Some(right), async |permit| carry_out(&app, &desk, by(permit), act).await).await,
        None => carry_out(&app, &desk, By::default(), act).await.map_err(Gated::Problem),
    }
}

async fn carry_out(app: &AppHandle, desk: &Arc<Desk>, by: By, act: SetupAct) -> Result<SetupAnswer, SetupProblem> {
    match act {
        SetupAct::Practice => practice::begin(Arc::clone(desk)).await,
        SetupAct::ConnectFile { config, ca, password, renews } => {
            setup::connect_file(desk, config, ca, password, renews.as_deref()).await?;
        }
        SetupAct::ConnectTyped { client_id, client_secret, base_url, identity, ca, renews } => {
            let keys = TypedKeys { client_id, client_secret, base_url, identity, ca };
            setup::connect_typed(desk, keys, renews.as_deref()).await?;
        }
        SetupAct::CheckAgain => setup::check_again(desk)?,
        SetupAct::Choose { shop_id, money_id } => setup::choose(desk, &shop_id, &money_id)?,
        SetupAct::Keep { till_code, keys_in, passphrase } => {
            setup::keep_and_sell(desk, by, &till_code, keys_in, passphrase).await?;
        }
        SetupAct::StopConnecting => setup::stop_connecting(desk),
        SetupAct::Open { profile, passphrase } => {
            let id = profile.parse().map_err(|_| SetupProblem::ProfileGone)?;
            connected::begin(Arc::clone(desk), id, passphrase).await;
        }
        SetupAct::Leave => desk.leave().await?,
        SetupAct::Forget { profile } => setup::forget(desk, by, &profile).await?,
        SetupAct::PickFile { what } => {
            let path = setup::pick_file(app, desk, what).await?;
            return Ok(SetupAnswer::Picked { path });
        }
    }
    Ok(SetupAnswer::Done)
}
