//! What the shop chose: one readable file, judged in one place. No secret is ever among it.
//!
//! All of it belongs to the machine, whichever shop is connected: profiles of one machine are one counter, and staff find
//! the same till in practice and in trade. Only the till's code belongs to a connected shop, which then fixes it.

pub(crate) mod autostart;
mod check;
mod choices;
mod desk;
#[cfg(test)]
mod document;
mod effects;
mod facts;
mod file;
mod keeper;
mod problem;
mod setting;
mod transfer;
mod view;

pub use check::{Around, check};
pub use choices::{Choices, Theme};
pub use facts::{SettingFacts, SettingKind, SettingUnit, TakesEffect};
pub(crate) use file::Settings;
pub(crate) use keeper::Keeper;
pub use problem::SettingsProblem;
pub use setting::{Setting, SettingName};
pub(crate) use transfer::{Import, MOST_BYTES, export, read_import};
pub use view::{SettingsNotice, SettingsView};
