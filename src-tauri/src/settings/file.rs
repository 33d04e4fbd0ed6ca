//! The settings file.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::check::{Around, check};
use super::choices::Choices;
use super::problem::SettingsProblem;
use super::setting::SettingName;
use super::view::SettingsNotice;
use crate::customer::CustomerMemory;
use crate::printing::PrintSettings;

/// What the settings file holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Settings {
    /// What the shop chose.
    #[serde(flatten)]
    pub(crate) choices: Choices,
    /// Whether the last start ended in practice mode; then the next one goes there by itself, so that a sale that
    /// was open when the program died is taken up again.
    pub(crate) practice: bool,
    /// The shop that sold here last; its profile opens by itself at the next start, unless practice does.
    pub(crate) profile: Option<Uuid>,
    /// The printer, and what is printed by itself.
    pub(crate) printing: PrintSettings,
    /// What is remembered of the customer's screen.
    pub(crate) customer: CustomerMemory,
    /// What a newer version of the program wrote; kept for it.
    #[serde(flatten)]
    pub(super) other: Map<String, Value>,
}

impl Settings {
    /// Reads the file. No setting is worth a till that does not start: what is missing or cannot be read has its default.
    /// Of what was there and is not used, a copy is kept and the notice tells.
    pub(super) fn read(file: &Path) -> (Self, Option<SettingsNotice>) {
        let text = match fs::read(file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return (Self::default(), None),
            Err(error) => {
                tracing::warn!(%error, "the settings file cannot be opened; the defaults are used");
                return (Self::default(), Some(SettingsNotice::default()));
            }
        };
        let (settings, refused) = match serde_json::from_slice::<Value>(&text) {
            Ok(Value::Object(map)) => Self::from_map(map),
            Ok(_) | Err(_) => (Self::default(), None),
        };
        if refused.as_ref().is_some_and(Vec::is_empty) {
            return (settings, None);
        }
        let copy = file.with_extension("json.damaged");
        tracing::warn!(?refused, copy = %copy.display(), "the settings file is damaged; defaults are used in its place");
        let kept_as = fs::write(&copy, &text)
            .inspect_err(|error| tracing::warn!(%error, "the damaged settings file was not kept"))
            .ok()
            .map(|()| copy.display().to_string());
        (settings, Some(SettingsNotice { kept_as, refused: refused.unwrap_or_default() }))
    }

    /// Every part on its own, so that one that is bad costs only itself.
    fn from_map(map: Map<String, Value>) -> (Self, Option<Vec<SettingsProblem>>) {
        let mut refused = Vec::new();
        let mut readable = Map::new();
        for (key, value) in map {
            let alone = Value::Object(Map::from_iter([(key.clone(), value.clone())]));
            match serde_json::from_value::<Self>(alone) {
                Ok(_) => {
                    readable.insert(key, value);
                }
                Err(error) => {
                    tracing::warn!(key, %error, "a part of the settings file cannot be read");
                    refused.push(match SettingName::ALL.into_iter().find(|name| name.as_str() == key) {
                        Some(setting) => SettingsProblem::WrongKind { setting },
                        None => SettingsProblem::PartUnreadable { part: key },
                    });
                }
            }
        }
        let Ok(mut settings) = serde_json::from_value::<Self>(Value::Object(readable)) else {
            return (Self::default(), None);
        };
        for name in SettingName::ALL {
            match check(settings.choices.get(name), &Around::default()) {
                Ok(setting) => settings.choices.set(setting),
                Err(problem) => {
                    settings.choices.set(Choices::default().get(name));
                    refused.push(problem);
                }
            }
        }
        (settings, Some(refused))
    }

    /// Writes the file whole: either the old or the new one is there, never a torn one.
    pub(super) fn write(&self, file: &Path) -> io::Result<()> {
        let folder = file.parent().unwrap_or(Path::new("."));
        let new = file.with_extension("json.new");
        let mut out = fs::File::create(&new)?;
        serde_json::to_writer_pretty(&mut out, self)?;
        out.write_all(b"\n")?;
        out.sync_all()?;
        fs::rename(&new, file)?;
        fs::File::open(folder)?.sync_all()
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use receipts::layout::Paper;
    use receipts::printer::{PrinterAddress, PrinterProfile};

    use super::Settings;
    use crate::printing::{PrintReceipts, PrintSettings};
    use crate::settings::{Choices, SettingName, SettingsProblem};
    use crate::snapshot::Language;

    fn file(folder: &tempfile::TempDir, text: &str) -> PathBuf {
        let file = folder.path().join("settings.json");
        std::fs::write(&file, text).expect("the folder can be written");
        file
    }

    #[test]
    fn settings_survive_a_restart() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("settings.json");
        let address = PrinterAddress::Network { host: "192.168.1.50".to_owned(), port: 9100 };
        let printer = Some(PrinterProfile::new(address, Paper::Mm80));
        let printing = PrintSettings { printer, print_receipts: PrintReceipts::Off };
        let choices = Choices { language: Language::En, tray_life_seconds: 120, kiosk: true, ..Choices::default() };
        let chosen = Settings { choices, practice: true, printing, ..Settings::default() };
        chosen.write(&file).expect("the folder can be written");
        assert_eq!(Settings::read(&file), (chosen, None));
    }

    #[test]
    fn a_damaged_file_means_defaults_a_copy_and_a_notice() {
        let folder = tempfile::tempdir().expect("a folder");
        for text in ["{\"language\":", "[]", "\u{0}\u{1}", ""] {
            let (settings, notice) = Settings::read(&file(&folder, text));
            assert_eq!(settings, Settings::default(), "{text}");
            let kept_as = notice.expect("damage is said").kept_as.expect("a copy is kept");
            assert_eq!(std::fs::read_to_string(kept_as).expect("the copy"), text);
        }
    }

    #[test]
    fn one_bad_setting_costs_only_itself() {
        let folder = tempfile::tempdir().expect("a folder");
        let text = r#"{"language":"en","tray_life_seconds":5,"tone_volume":"loud","kiosk":true,"printing":3}"#;
        let (settings, notice) = Settings::read(&file(&folder, text));
        let expected = Choices { language: Language::En, kiosk: true, ..Choices::default() };
        assert_eq!(settings.choices, expected);
        let mut refused = notice.expect("it is said").refused;
        refused.sort_by_key(ToString::to_string);
        assert_eq!(
            refused,
            [
                SettingsProblem::PartUnreadable { part: "printing".to_owned() },
                SettingsProblem::WrongKind { setting: SettingName::ToneVolume },
                SettingsProblem::OutOfRange { setting: SettingName::TrayLifeSeconds, least: 60, most: 1800 },
            ]
        );
    }

    #[test]
    fn what_a_newer_version_wrote_is_kept_for_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = file(&folder, r#"{"language":"en","holograms":{"on":true}}"#);
        let (settings, notice) = Settings::read(&file);
        assert_eq!(notice, None);
        settings.write(&file).expect("the folder can be written");
        let text = std::fs::read_to_string(&file).expect("the file");
        let written: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(written["holograms"]["on"], true);
        assert_eq!(written["language"], "en");
    }
}
