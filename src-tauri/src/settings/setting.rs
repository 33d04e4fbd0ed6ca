//! One setting: its name, and its name with a value.
//!
//! To add a setting: a field of [`Choices`] with its default, a name and a value here, its line in `facts.rs`, and what is
//! checked in `check.rs`. The compiler and the tests of this folder say what was forgotten.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::choices::{Choices, Theme};
use crate::snapshot::Language;

/// What a setting is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is explained where its value is, in Choices")]
pub enum SettingName {
    Language,
    Theme,
    ZoomPercent,
    QuickPayment,
    QuickTopup,
    TrayLifeSeconds,
    BaseGapMs,
    Sound,
    ToneVolume,
    SpokenAmount,
    CustomerScreen,
    CustomerMonitor,
    CustomerLanguage,
    CustomerResultSeconds,
    DayStartsAt,
    ExpectedCash,
    IdleLockMinutes,
    TillCode,
    Kiosk,
    Autostart,
    ExportFolder,
}

/// One setting with its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "setting", content = "value", rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is explained where its value is, in Choices")]
pub enum Setting {
    Language(Language),
    Theme(Theme),
    ZoomPercent(u32),
    QuickPayment(Vec<String>),
    QuickTopup(Vec<String>),
    TrayLifeSeconds(u32),
    BaseGapMs(u32),
    Sound(bool),
    ToneVolume(u32),
    SpokenAmount(bool),
    CustomerScreen(bool),
    CustomerMonitor(Option<String>),
    CustomerLanguage(Language),
    CustomerResultSeconds(u32),
    DayStartsAt(String),
    ExpectedCash(bool),
    IdleLockMinutes(u32),
    TillCode(String),
    Kiosk(bool),
    Autostart(bool),
    ExportFolder(Option<String>),
}

impl SettingName {
    /// Every setting, in the order in which a person would look for them.
    pub const ALL: [Self; 21] = [
        Self::Language,
        Self::Theme,
        Self::ZoomPercent,
        Self::QuickPayment,
        Self::QuickTopup,
        Self::TrayLifeSeconds,
        Self::BaseGapMs,
        Self::Sound,
        Self::ToneVolume,
        Self::SpokenAmount,
        Self::CustomerScreen,
        Self::CustomerMonitor,
        Self::CustomerLanguage,
        Self::CustomerResultSeconds,
        Self::DayStartsAt,
        Self::ExpectedCash,
        Self::IdleLockMinutes,
        Self::TillCode,
        Self::Kiosk,
        Self::Autostart,
        Self::ExportFolder,
    ];

    /// The name as it stands in the file, in an export and in the audit log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Theme => "theme",
            Self::ZoomPercent => "zoom_percent",
            Self::QuickPayment => "quick_payment",
            Self::QuickTopup => "quick_topup",
            Self::TrayLifeSeconds => "tray_life_seconds",
            Self::BaseGapMs => "base_gap_ms",
            Self::Sound => "sound",
            Self::ToneVolume => "tone_volume",
            Self::SpokenAmount => "spoken_amount",
            Self::CustomerScreen => "customer_screen",
            Self::CustomerMonitor => "customer_monitor",
            Self::CustomerLanguage => "customer_language",
            Self::CustomerResultSeconds => "customer_result_seconds",
            Self::DayStartsAt => "day_starts_at",
            Self::ExpectedCash => "expected_cash",
            Self::IdleLockMinutes => "idle_lock_minutes",
            Self::TillCode => "till_code",
            Self::Kiosk => "kiosk",
            Self::Autostart => "autostart",
            Self::ExportFolder => "export_folder",
        }
    }

    /// Whether only who has the settings right may change it. Language and size of the words are everybody's: who cannot
    /// read a screen cannot ask for anything.
    pub fn needs_right(self) -> bool {
        !matches!(self, Self::Language | Self::ZoomPercent)
    }
}

impl Setting {
    /// What is set by it.
    pub fn name(&self) -> SettingName {
        match self {
            Self::Language(_) => SettingName::Language,
            Self::Theme(_) => SettingName::Theme,
            Self::ZoomPercent(_) => SettingName::ZoomPercent,
            Self::QuickPayment(_) => SettingName::QuickPayment,
            Self::QuickTopup(_) => SettingName::QuickTopup,
            Self::TrayLifeSeconds(_) => SettingName::TrayLifeSeconds,
            Self::BaseGapMs(_) => SettingName::BaseGapMs,
            Self::Sound(_) => SettingName::Sound,
            Self::ToneVolume(_) => SettingName::ToneVolume,
            Self::SpokenAmount(_) => SettingName::SpokenAmount,
            Self::CustomerScreen(_) => SettingName::CustomerScreen,
            Self::CustomerMonitor(_) => SettingName::CustomerMonitor,
            Self::CustomerLanguage(_) => SettingName::CustomerLanguage,
            Self::CustomerResultSeconds(_) => SettingName::CustomerResultSeconds,
            Self::DayStartsAt(_) => SettingName::DayStartsAt,
            Self::ExpectedCash(_) => SettingName::ExpectedCash,
            Self::IdleLockMinutes(_) => SettingName::IdleLockMinutes,
            Self::TillCode(_) => SettingName::TillCode,
            Self::Kiosk(_) => SettingName::Kiosk,
            Self::Autostart(_) => SettingName::Autostart,
            Self::ExportFolder(_) => SettingName::ExportFolder,
        }
    }
}

impl Choices {
    /// Sets one setting. What may be set is checked before, by [`super::check::check`].
    pub(super) fn set(&mut self, setting: Setting) {
        match setting {
            Setting::Language(value) => self.language = value,
            Setting::Theme(value) => self.theme = value,
            Setting::ZoomPercent(value) => self.zoom_percent = value,
            Setting::QuickPayment(value) => self.quick_payment = value,
            Setting::QuickTopup(value) => self.quick_topup = value,
            Setting::TrayLifeSeconds(value) => self.tray_life_seconds = value,
            Setting::BaseGapMs(value) => self.base_gap_ms = value,
            Setting::Sound(value) => self.sound = value,
            Setting::ToneVolume(value) => self.tone_volume = value,
            Setting::SpokenAmount(value) => self.spoken_amount = value,
            Setting::CustomerScreen(value) => self.customer_screen = value,
            Setting::CustomerMonitor(value) => self.customer_monitor = value,
            Setting::CustomerLanguage(value) => self.customer_language = value,
            Setting::CustomerResultSeconds(value) => self.customer_result_seconds = value,
            Setting::DayStartsAt(value) => self.day_starts_at = value,
            Setting::ExpectedCash(value) => self.expected_cash = value,
            Setting::IdleLockMinutes(value) => self.idle_lock_minutes = value,
            Setting::TillCode(value) => self.till_code = value,
            Setting::Kiosk(value) => self.kiosk = value,
            Setting::Autostart(value) => self.autostart = value,
            Setting::ExportFolder(value) => self.export_folder = value,
        }
    }

    /// One setting as it is.
    pub fn get(&self, name: SettingName) -> Setting {
        let it = self.clone();
        match name {
            SettingName::Language => Setting::Language(it.language),
            SettingName::Theme => Setting::Theme(it.theme),
            SettingName::ZoomPercent => Setting::ZoomPercent(it.zoom_percent),
            SettingName::QuickPayment => Setting::QuickPayment(it.quick_payment),
            SettingName::QuickTopup => Setting::QuickTopup(it.quick_topup),
            SettingName::TrayLifeSeconds => Setting::TrayLifeSeconds(it.tray_life_seconds),
            SettingName::BaseGapMs => Setting::BaseGapMs(it.base_gap_ms),
            SettingName::Sound => Setting::Sound(it.sound),
            SettingName::ToneVolume => Setting::ToneVolume(it.tone_volume),
            SettingName::SpokenAmount => Setting::SpokenAmount(it.spoken_amount),
            SettingName::CustomerScreen => Setting::CustomerScreen(it.customer_screen),
            SettingName::CustomerMonitor => Setting::CustomerMonitor(it.customer_monitor),
            SettingName::CustomerLanguage => Setting::CustomerLanguage(it.customer_language),
            SettingName::CustomerResultSeconds => Setting::CustomerResultSeconds(it.customer_result_seconds),
            SettingName::DayStartsAt => Setting::DayStartsAt(it.day_starts_at),
            SettingName::ExpectedCash => Setting::ExpectedCash(it.expected_cash),
            SettingName::IdleLockMinutes => Setting::IdleLockMinutes(it.idle_lock_minutes),
            SettingName::TillCode => Setting::TillCode(it.till_code),
            SettingName::Kiosk => Setting::Kiosk(it.kiosk),
            SettingName::Autostart => Setting::Autostart(it.autostart),
            SettingName::ExportFolder => Setting::ExportFolder(it.export_folder),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::{Choices, Setting, SettingName};

    #[test]
    fn a_setting_has_one_name_everywhere() {
        let Value::Object(choices) = serde_json::to_value(Choices::default()).expect("plain data") else {
            panic!("choices are an object")
        };
        let in_the_file: BTreeSet<&str> = choices.keys().map(String::as_str).collect();
        let names: BTreeSet<&str> = SettingName::ALL.iter().map(|name| name.as_str()).collect();
        assert_eq!(in_the_file, names);
        assert_eq!(names.len(), SettingName::ALL.len());
        for name in SettingName::ALL {
            assert_eq!(serde_json::to_value(name).expect("a word"), name.as_str());
            let setting = Choices::default().get(name);
            assert_eq!(setting.name(), name);
            let value = serde_json::to_value(&setting).expect("plain data");
            assert_eq!(value["setting"], name.as_str());
            assert_eq!(value["value"], choices[name.as_str()]);
        }
    }

    #[test]
    fn what_is_set_is_what_is_there() {
        for (name, other) in [
            (SettingName::Kiosk, Setting::Kiosk(true)),
            (SettingName::TrayLifeSeconds, Setting::TrayLifeSeconds(60)),
            (SettingName::QuickTopup, Setting::QuickTopup(vec!["2000".to_owned()])),
        ] {
            let mut choices = Choices::default();
            choices.set(other.clone());
            assert_eq!(choices.get(name), other);
            for unchanged in SettingName::ALL.into_iter().filter(|each| *each != name) {
                assert_eq!(choices.get(unchanged), Choices::default().get(unchanged));
            }
        }
    }
}
