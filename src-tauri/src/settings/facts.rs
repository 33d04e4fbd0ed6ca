//! What a screen must know of a setting to draw it: what kind of value, within which bounds, and when it counts.

use serde::Serialize;
use ts_rs::TS;

use super::setting::SettingName;

/// The most quick amounts of one direction: one row of keys.
pub(super) const QUICK_AMOUNTS: u32 = 6;

/// What a screen must know of one setting beside its value and its default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SettingFacts {
    /// Which.
    pub setting: SettingName,
    /// What kind of value it takes.
    pub kind: SettingKind,
    /// When a new value counts.
    pub takes_effect: TakesEffect,
    /// Whether only who has the settings right may change it.
    pub needs_right: bool,
    /// True while the connected shop fixes it: then it is shown and cannot be changed here.
    pub is_fixed: bool,
}

/// What kind of value a setting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SettingKind {
    /// On or off.
    Switch,
    /// One of the words of its type.
    Choice,
    /// A whole number within bounds, both included.
    Number {
        /// The least.
        least: u32,
        /// The most.
        most: u32,
        /// What a press of plus or minus changes; other values are allowed too.
        step: u32,
        /// What it counts.
        unit: SettingUnit,
    },
    /// Amounts of money as decimal texts, in the money's unit.
    Amounts {
        /// At most so many.
        most: u32,
    },
    /// A time of day, `HH:MM`.
    TimeOfDay,
    /// One to `longest` capital letters A to Z or digits.
    Code {
        /// At most so many letters.
        longest: u32,
    },
    /// The name of a monitor, or none for the second one.
    Monitor,
    /// An absolute path of a folder, or none for the usual one.
    Folder,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SettingUnit {
    /// Thousandths of a second.
    Milliseconds,
    /// Seconds.
    Seconds,
    /// Minutes.
    Minutes,
    /// Hundredths of the most.
    Percent,
}

/// When a new value counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TakesEffect {
    /// At once.
    AtOnce,
    /// With the next sale; one that is there keeps what it was begun with.
    NextSale,
    /// With the next shift; an open one keeps its day.
    NextShift,
    /// When the program is started the next time.
    NextStart,
}

impl SettingName {
    /// What kind of value it takes.
    pub fn kind(self) -> SettingKind {
        let number = |least, most, step, unit| SettingKind::Number { least, most, step, unit };
        match self {
            Self::Language | Self::Theme | Self::CustomerLanguage => SettingKind::Choice,
            Self::QuickPayment | Self::QuickTopup => SettingKind::Amounts { most: QUICK_AMOUNTS },
            // Pokepay's own default is 1800 s; below a minute customers do not get their phones out.
            Self::TrayLifeSeconds => number(60, 1800, 30, SettingUnit::Seconds),
            // 0.5 s asks a quarter more often for a tenth of a second; above 2 s customers wait for their result.
            Self::BaseGapMs => number(500, 2000, 50, SettingUnit::Milliseconds),
            // Above it a screen of 1024x600 has no room for its keys.
            Self::ZoomPercent => number(100, 200, 25, SettingUnit::Percent),
            Self::ToneVolume => number(0, 100, 5, SettingUnit::Percent),
            Self::CustomerResultSeconds => number(3, 60, 1, SettingUnit::Seconds),
            Self::IdleLockMinutes => number(0, 120, 1, SettingUnit::Minutes),
            Self::Sound
            | Self::SpokenAmount
            | Self::CustomerScreen
            | Self::ExpectedCash
            | Self::Kiosk
            | Self::Autostart => SettingKind::Switch,
            Self::CustomerMonitor => SettingKind::Monitor,
            Self::DayStartsAt => SettingKind::TimeOfDay,
            Self::TillCode => SettingKind::Code { longest: 4 },
            Self::ExportFolder => SettingKind::Folder,
        }
    }

    /// When a new value counts.
    pub fn takes_effect(self) -> TakesEffect {
        match self {
            Self::TrayLifeSeconds => TakesEffect::NextSale,
            Self::DayStartsAt => TakesEffect::NextShift,
            Self::TillCode => TakesEffect::NextStart,
            Self::Language
            | Self::Theme
            | Self::ZoomPercent
            | Self::QuickPayment
            | Self::QuickTopup
            | Self::BaseGapMs
            | Self::Sound
            | Self::ToneVolume
            | Self::SpokenAmount
            | Self::CustomerScreen
            | Self::CustomerMonitor
            | Self::CustomerLanguage
            | Self::CustomerResultSeconds
            | Self::ExpectedCash
            | Self::IdleLockMinutes
            | Self::Kiosk
            | Self::Autostart
            | Self::ExportFolder => TakesEffect::AtOnce,
        }
    }

    /// All of it. `is_till_code_fixed`: whether the connected shop gives the till its code.
    pub fn facts(self, is_till_code_fixed: bool) -> SettingFacts {
        SettingFacts {
            setting: self,
            kind: self.kind(),
            takes_effect: self.takes_effect(),
            needs_right: self.needs_right(),
            is_fixed: self == Self::TillCode && is_till_code_fixed,
        }
    }
}
