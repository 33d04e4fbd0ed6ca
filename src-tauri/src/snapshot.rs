//! What the shell sends to its windows: the till's snapshot, the drawn QR, and what only the shell knows.

use receipts::printer::PrinterState;
use serde::{Deserialize, Serialize};
use shop_setup::profile::Environment;
use till::view::TillView;
use ts_rs::TS;

use crate::settings::SettingsView;
use crate::setup::SetupProblem;
use crate::setup::view::{CertificateEnd, ConnectingView, MachineView, ProfileRow};
use crate::staff::StaffView;

/// Everything a window draws. Sent whole with every change, as the event `snapshot` and as the answer of `ready`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Snapshot {
    /// The words' language.
    pub language: Language,
    /// The customer's screen, as far as staff see to it.
    pub customer: CustomerDisplayView,
    /// What the shop chose, and what a screen must know to offer other choices.
    pub settings: SettingsView,
    /// Who works now, and what may be done.
    pub staff: StaffView,
    /// True while staff are asked whether to close the window: over a sale that has not ended, or of a kiosk.
    pub is_close_asked: bool,
    /// What the window is for now.
    #[serde(flatten)]
    pub stage: Stage,
}

/// What the window is for now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    /// Nothing is sold: practice, the shops of this machine and the connection of another one are offered.
    Setup {
        /// Why the last start of a till did not work, when it did not.
        problem: Option<SetupProblem>,
        /// The shops that this machine can sell for, by name.
        profiles: Vec<ProfileRow>,
        /// The shop that is being connected.
        connecting: Option<Box<ConnectingView>>,
        /// The machine beside the program.
        machine: MachineView,
    },
    /// The till is being made ready.
    Starting,
    /// The till sells.
    Selling {
        /// Which money it is about.
        environment: Environment,
        /// The till's own snapshot.
        till: Box<TillView>,
        /// The QR of the live sale, exactly while it may be shown.
        qr: Option<QrView>,
        /// How the printer is; `null` without one. It never holds up a sale.
        printer: Option<PrinterState>,
        /// The client certificate's end, from 30 days before it on; `null` before that and in practice mode.
        certificate: Option<CertificateEnd>,
    },
}

/// The customer's screen, as far as staff see to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CustomerDisplayView {
    /// Where it is.
    pub place: CustomerPlace,
    /// The language of its words now.
    pub language: Language,
    /// The monitors on which it would cover nothing of the staff's, by name.
    pub monitors: Vec<String>,
}

/// Where the customer's screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CustomerPlace {
    /// There is none: it is not wanted, or there never was a monitor for it.
    Nowhere,
    /// Its monitor is gone. The QR on the staff's window serves customers until it is back.
    Lost,
    /// On a monitor of its own.
    OnMonitor,
    /// In a frame on the staff's monitor.
    InFrame,
}

impl CustomerPlace {
    /// Whether there is no window.
    pub(crate) fn has_no_window(self) -> bool {
        matches!(self, Self::Nowhere | Self::Lost)
    }
}

/// A drawn QR. White ground, dark modules, quiet zone included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct QrView {
    /// The sale it belongs to.
    pub number: String,
    /// Modules per side, the quiet zone of four on each side included: the side of the SVG's view box.
    pub size: u32,
    /// The dark modules as the `d` of one SVG path, one unit per module.
    pub path: String,
}

/// The words' language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Japanese.
    Ja,
    /// English.
    En,
}

impl From<Language> for receipts::receipt::Language {
    fn from(language: Language) -> Self {
        match language {
            Language::Ja => Self::Ja,
            Language::En => Self::En,
        }
    }
}

impl From<Language> for partner_api::Language {
    fn from(language: Language) -> Self {
        match language {
            Language::Ja => Self::Ja,
            Language::En => Self::En,
        }
    }
}

/// A customer of practice mode, as a button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PracticeCustomer {
    /// `rich`, `poor`, `nearly_full`, `suspended`, `without_wallet` or `points`.
    pub key: String,
    /// The customer's name.
    pub name: String,
    /// What the wallet holds as money; absent without a wallet.
    pub money_balance: Option<String>,
    /// What the wallet holds as points; absent without a wallet.
    pub point_balance: Option<String>,
}
