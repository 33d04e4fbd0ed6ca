//! From the first window to a till that sells.

use std::path::PathBuf;
use std::sync::Arc;

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use shop_setup::profile::KeysIn;
use tauri::command;
use ts_rs::TS;

use super::TheDesk;
use crate::practice;
use crate::setup::SetupProblem;
use crate::snapshot::Snapshot;

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

/// A certificate with its private key, as it was given.
#[derive(Debug, Deserialize, TS)]
#[serde(tag = "form", rename_all = "snake_case")]
pub(crate) enum TypedIdentity {
    /// Two PEM texts, which may be one and the same.
    Pem {
        /// The certificate.
        certificate: Given,
        /// The private key.
        key: Given,
        /// Its password, where it has one.
        #[ts(as = "Option<String>")]
        password: Option<SecretString>,
    },
    /// A PKCS#12 file; a text is its base64.
    Pkcs12 {
        /// The file.
        file: Given,
        /// Its password.
        #[ts(as = "String")]
        password: SecretString,
    },
}

/// Something that was given as a file of this machine, or as text.
#[derive(Debug, Deserialize, TS)]
#[serde(tag = "from", rename_all = "snake_case")]
pub(crate) enum Given {
    /// A file.
    File {
        /// Where it is.
        #[ts(as = "String")]
        path: PathBuf,
    },
    /// A text.
    Text {
        /// The text, which may be secret.
        #[ts(as = "String")]
        text: SecretString,
    },
}

/// What a picked file is for: the title of the system's window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PickFor {
    /// `config.ini` or Java's `.properties`.
    Config,
    /// The certificates of the server's authority.
    Ca,
    /// The client certificate.
    Certificate,
    /// The private key.
    Key,
    /// A PKCS#12 file.
    Pkcs12,
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

/// Carries out one act of set-up.
#[command]
pub(crate) async fn setup_act(desk: TheDesk<'_>, act: SetupAct) -> Result<SetupAnswer, SetupProblem> {
    match act {
        SetupAct::Practice => practice::begin(Arc::clone(&desk)).await,
        SetupAct::ConnectFile { .. }
        | SetupAct::ConnectTyped { .. }
        | SetupAct::CheckAgain
        | SetupAct::Choose { .. }
        | SetupAct::Keep { .. }
        | SetupAct::StopConnecting
        | SetupAct::Open { .. }
        | SetupAct::Leave
        | SetupAct::Forget { .. }
        | SetupAct::PickFile { .. } => return Err(SetupProblem::NotPossibleNow),
    }
    Ok(SetupAnswer::Done)
}
