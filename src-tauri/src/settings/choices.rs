//! What a shop can choose, and what it gets without choosing.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::snapshot::Language;

/// What is set. The fields have the names of [`super::SettingName`], here, in the file and in an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the settings screen")]
pub struct Choices {
    /// The words' language on the staff's screen and on slips.
    pub language: Language,
    /// The colours of the staff's screen.
    pub theme: Theme,
    /// How large the staff's screen is drawn, in percent.
    pub zoom_percent: u32,
    /// Amounts on buttons of their own for payments: decimal texts in the money's unit, without sign.
    pub quick_payment: Vec<String>,
    /// The same for top-ups.
    pub quick_topup: Vec<String>,
    /// The life asked for a new QR, in seconds.
    pub tray_life_seconds: u32,
    /// The gap between two questions to the server while a customer stands there, in milliseconds.
    pub base_gap_ms: u32,
    /// Whether the till makes sounds.
    pub sound: bool,
    /// How loud they are, in percent.
    pub tone_volume: u32,
    /// Whether a result is said aloud with its amount, where the machine has a voice.
    pub spoken_amount: bool,
    /// Whether customers have a screen of their own.
    pub customer_screen: bool,
    /// The name of the monitor it is on, as the system calls it; `None`: the second one, whichever that is.
    pub customer_monitor: Option<String>,
    /// The language that the customer's screen goes back to after each sale.
    pub customer_language: Language,
    /// How long a result stays on the customer's screen, in seconds.
    pub customer_result_seconds: u32,
    /// The time at which the shop's day begins, as `HH:MM` on this machine's clock.
    pub day_starts_at: String,
    /// Whether opening and closing a shift ask for the cash in the drawer.
    pub expected_cash: bool,
    /// After so many minutes without a key the till asks for a PIN; 0: never.
    pub idle_lock_minutes: u32,
    /// What stands before the numbers of sales, where the connected shop does not fix it.
    pub till_code: String,
    /// Whether the till has the whole screen, and a PIN is needed to leave it.
    pub kiosk: bool,
    /// Whether the till starts with the machine.
    pub autostart: bool,
    /// Where exports are written, an absolute path; `None`: `Cashtray` in the user's documents.
    pub export_folder: Option<String>,
}

/// The colours of the staff's screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system has it.
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Default for Choices {
    fn default() -> Self {
        let amounts = |texts: [&str; 4]| texts.map(str::to_owned).to_vec();
        Self {
            language: Language::Ja,
            theme: Theme::System,
            zoom_percent: 100,
            quick_payment: amounts(["500", "1000", "3000", "5000"]),
            quick_topup: amounts(["1000", "3000", "5000", "10000"]),
            tray_life_seconds: 300,
            base_gap_ms: 650,
            sound: true,
            tone_volume: 80,
            spoken_amount: false,
            customer_screen: true,
            customer_monitor: None,
            customer_language: Language::Ja,
            customer_result_seconds: 8,
            day_starts_at: "04:00".to_owned(),
            expected_cash: true,
            idle_lock_minutes: 5,
            till_code: "A".to_owned(),
            kiosk: false,
            autostart: false,
            export_folder: None,
        }
    }
}
