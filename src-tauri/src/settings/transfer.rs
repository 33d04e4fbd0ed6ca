//! Settings from one machine to another, as a readable file.
//!
//! No secret is among the settings, so none is in it. The till's code is left out: two tills with one code would give
//! the same numbers to different sales.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::check::{Around, check};
use super::file::Settings;
use super::problem::SettingsProblem;
use super::setting::{Setting, SettingName};
use crate::printing::PrintSettings;

/// The form of the file; a change that an older terminal would misread gets a new one.
const VERSION: u32 = 1;

/// An export is a few kilobytes; a file above this is something else.
pub(crate) const MOST_BYTES: usize = 256 * 1024;

/// What an export says beside its settings, so that it is known for one.
#[derive(Serialize, Deserialize)]
struct Document {
    cashtray_terminal_settings: u32,
    settings: Map<String, Value>,
    #[serde(default)]
    printing: Option<Value>,
}

/// What an import would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Import {
    /// Each with its value, checked.
    pub(crate) settings: Vec<Setting>,
    /// The printer, where the file has one.
    pub(crate) printing: Option<PrintSettings>,
    /// Names that this version of the program does not know; they were not taken.
    pub(crate) unknown: Vec<String>,
}

/// The settings as the text of a file.
pub(crate) fn export(settings: &Settings) -> String {
    let value = |name: SettingName| json!(settings.choices.get(name))["value"].take();
    let all = SettingName::ALL.into_iter().filter(|name| *name != SettingName::TillCode);
    let document = Document {
        cashtray_terminal_settings: VERSION,
        settings: all.map(|name| (name.as_str().to_owned(), value(name))).collect(),
        printing: Some(json!(settings.printing)),
    };
    format!("{:#}\n", json!(document))
}

/// Reads an export whole before anything of it counts. What the file does not name stays as it is.
pub(crate) fn read_import(text: &str, around: &Around) -> Result<Import, SettingsProblem> {
    if text.len() > MOST_BYTES {
        return Err(SettingsProblem::CannotOpen);
    }
    // Windows' editors put a mark before the text.
    let value: Value =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|_| SettingsProblem::NotSettings)?;
    match value.get("cashtray_terminal_settings").and_then(Value::as_u64) {
        Some(version) if version > u64::from(VERSION) => {
            return Err(SettingsProblem::TooNew { version: u32::try_from(version).unwrap_or(u32::MAX) });
        }
        Some(version) if version == u64::from(VERSION) => {}
        Some(_) | None => return Err(SettingsProblem::NotSettings),
    }
    let document: Document = serde_json::from_value(value).map_err(|_| SettingsProblem::NotSettings)?;
    let mut import = Import::default();
    let mut refused = Vec::new();
    for (key, value) in document.settings {
        let Some(setting) = SettingName::ALL.into_iter().find(|name| name.as_str() == key) else {
            import.unknown.push(key);
            continue;
        };
        let read = serde_json::from_value::<Setting>(json!({ "setting": setting, "value": value }));
        match read.map_err(|_| SettingsProblem::WrongKind { setting }).and_then(|setting| check(setting, around)) {
            Ok(setting) => import.settings.push(setting),
            Err(problem) => refused.push(problem),
        }
    }
    match document.printing.map(serde_json::from_value).transpose() {
        Ok(printing) => import.printing = printing,
        Err(_) => refused.push(SettingsProblem::PartUnreadable { part: "printing".to_owned() }),
    }
    if refused.is_empty() { Ok(import) } else { Err(SettingsProblem::ImportRefused { refused }) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Import, export, read_import};
    use crate::settings::{Around, Choices, Setting, SettingName, Settings, SettingsProblem};
    use crate::snapshot::Language;

    fn read(text: &str) -> Result<Import, SettingsProblem> {
        read_import(text, &Around::default())
    }

    #[test]
    fn an_export_brings_another_machine_to_the_same_settings() {
        let choices = Choices {
            language: Language::En,
            tray_life_seconds: 600,
            till_code: "Z9".to_owned(),
            ..Choices::default()
        };
        let here = Settings { choices, ..Settings::default() };
        let text = export(&here);
        assert!(!text.contains("Z9"), "a till's code is its own: {text}");
        let import = read(&text).expect("our own export");
        let mut there = Choices::default();
        import.settings.into_iter().for_each(|setting| there.set(setting));
        assert_eq!(there, Choices { till_code: "A".to_owned(), ..here.choices });
        assert_eq!(import.printing, Some(here.printing));
        assert!(import.unknown.is_empty());
    }

    #[test]
    fn everything_that_is_wrong_is_named_and_nothing_is_taken() {
        let text = r#"{"cashtray_terminal_settings":1,"printing":7,
            "settings":{"tray_life_seconds":10,"tone_volume":-1,"language":"fr","kiosk":true,"day_starts_at":"25:00"}}"#;
        let Err(SettingsProblem::ImportRefused { refused }) = read(text) else { panic!("it has to be refused") };
        assert_eq!(
            refused,
            [
                SettingsProblem::NotATime { setting: SettingName::DayStartsAt, text: "25:00".to_owned() },
                SettingsProblem::WrongKind { setting: SettingName::Language },
                SettingsProblem::WrongKind { setting: SettingName::ToneVolume },
                SettingsProblem::OutOfRange { setting: SettingName::TrayLifeSeconds, least: 60, most: 1800 },
                SettingsProblem::PartUnreadable { part: "printing".to_owned() },
            ]
        );
    }

    #[test]
    fn a_file_of_another_kind_is_told_from_one_of_a_newer_version() {
        for text in
            ["", "{}", "[1]", "null", "{\"cashtray_terminal_settings\":1}", "{\"cashtray_terminal_settings\":0}"]
        {
            assert_eq!(read(text), Err(SettingsProblem::NotSettings), "{text}");
        }
        let newer = r#"{"cashtray_terminal_settings":2,"anything":[]}"#;
        assert_eq!(read(newer), Err(SettingsProblem::TooNew { version: 2 }));
        assert_eq!(read(&" ".repeat(300_000)), Err(SettingsProblem::CannotOpen));
    }

    #[test]
    fn a_short_file_changes_only_what_it_names_and_says_what_it_does_not_know() {
        let text = "\u{feff}{\"cashtray_terminal_settings\":1,\"settings\":{\"theme\":\"dark\",\"holograms\":true}}";
        let import = read(text).expect("it is well formed");
        assert_eq!(import.settings, [Setting::Theme(crate::settings::Theme::Dark)]);
        assert_eq!((import.printing, import.unknown), (None, vec!["holograms".to_owned()]));
    }

    proptest! {
        #[test]
        fn no_file_panics(text in ".{0,200}", value in "[0-9a-z\\[\\]{}\":,.-]{0,60}") {
            let _ = read(&text);
            let _ = read(&format!("{{\"cashtray_terminal_settings\":1,\"settings\":{value}}}"));
        }
    }
}
