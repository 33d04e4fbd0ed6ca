//! Why a setting was not taken.

use serde::Serialize;
use ts_rs::TS;

use super::setting::SettingName;

/// Why an act on the settings was refused. Nothing was changed, but for [`SettingsProblem::NotKept`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
#[ts(export)]
pub enum SettingsProblem {
    /// The number is outside its bounds.
    #[error("{} must be between {least} and {most}", setting.as_str())]
    OutOfRange {
        /// Which setting.
        setting: SettingName,
        /// The least it may be.
        least: u32,
        /// The most it may be.
        most: u32,
    },
    /// The value is of another kind than the setting's.
    #[error("{} does not take such a value", setting.as_str())]
    WrongKind {
        /// Which setting.
        setting: SettingName,
    },
    /// More quick amounts than fit.
    #[error("{} has room for {most}", setting.as_str())]
    TooManyAmounts {
        /// Which setting.
        setting: SettingName,
        /// The most there may be.
        most: u32,
    },
    /// A quick amount cannot be read as an amount.
    #[error("{text} in {} is not an amount", setting.as_str())]
    NotAnAmount {
        /// Which setting.
        setting: SettingName,
        /// What was typed.
        text: String,
    },
    /// A quick amount is above what one transaction of this money may move.
    #[error("{text} in {} is above {limit}", setting.as_str())]
    AmountTooLarge {
        /// Which setting.
        setting: SettingName,
        /// What was typed.
        text: String,
        /// The most, in the money's unit.
        limit: String,
    },
    /// The same quick amount stands there twice.
    #[error("{text} stands twice in {}", setting.as_str())]
    AmountTwice {
        /// Which setting.
        setting: SettingName,
        /// Which amount.
        text: String,
    },
    /// No time of day.
    #[error("{text} is not a time of day")]
    NotATime {
        /// Which setting.
        setting: SettingName,
        /// What was typed.
        text: String,
    },
    /// No till code.
    #[error("{text} is not a till code")]
    NotATillCode {
        /// Which setting.
        setting: SettingName,
        /// What was typed.
        text: String,
    },
    /// The connected shop fixes it.
    #[error("{} is fixed by the connected shop", setting.as_str())]
    FixedByShop {
        /// Which setting.
        setting: SettingName,
    },
    /// No name of a monitor.
    #[error("{} is not the name of a monitor", setting.as_str())]
    NotAMonitor {
        /// Which setting.
        setting: SettingName,
    },
    /// The folder cannot be written, or its path is not absolute.
    #[error("the folder {path} cannot be written")]
    FolderUnusable {
        /// Which setting.
        setting: SettingName,
        /// What was typed.
        path: String,
    },
    /// The system does not let the till start by itself.
    #[error("the system refused to start the till by itself")]
    AutostartRefused {
        /// Which setting.
        setting: SettingName,
    },
    /// The change counts, but the settings file cannot be written: it lasts until the program ends.
    #[error("the settings file cannot be written")]
    NotKept,
    /// The export cannot be written.
    #[error("{path} cannot be written")]
    CannotExport {
        /// Where it was to go.
        path: String,
    },
    /// The file to import cannot be opened, or is far too large.
    #[error("the file cannot be opened")]
    CannotOpen,
    /// The file to import is not one that the terminal exported.
    #[error("the file holds no settings of the terminal")]
    NotSettings,
    /// The file was exported by a newer version of the terminal.
    #[error("the file is of a newer version: {version}")]
    TooNew {
        /// The file's version.
        version: u32,
    },
    /// Something in the file cannot be taken, so nothing of it was.
    #[error("{} of the settings in the file cannot be taken", refused.len())]
    ImportRefused {
        /// Each with its reason.
        refused: Vec<SettingsProblem>,
    },
    /// A part of the file beside the settings cannot be read: `printing`, for example.
    #[error("{part} cannot be read")]
    PartUnreadable {
        /// The part's name in the file.
        part: String,
    },
}
