//! The settings as a window draws them.

use serde::Serialize;
use ts_rs::TS;

use super::choices::Choices;
use super::facts::SettingFacts;
use super::problem::SettingsProblem;
use super::setting::SettingName;
use crate::snapshot::Language;

/// All settings with all that a screen must know to draw them. Part of every snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SettingsView {
    /// What is set.
    pub choices: Choices,
    /// What each would be without a choice.
    pub defaults: Choices,
    /// What kind of value each takes and when it counts, in the order in which a person would look for them.
    pub facts: Vec<SettingFacts>,
    /// The languages in which this machine can speak; empty where it has no voice.
    pub voices: Vec<Language>,
    /// Where exports go while no folder was chosen.
    pub usual_export_folder: String,
    /// What was wrong with the settings file at the start; `null` when nothing was, and once it has been acknowledged.
    pub notice: Option<SettingsNotice>,
}

/// What was wrong with the settings file when the program started. What could not be read has its default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct SettingsNotice {
    /// Where the damaged file was kept; `null` when the file itself could be read.
    pub kept_as: Option<String>,
    /// Settings that were refused one by one.
    pub refused: Vec<SettingsProblem>,
}

impl SettingsView {
    /// The settings of a machine that can speak these languages.
    pub fn new(
        choices: Choices,
        is_till_code_fixed: bool,
        voices: Vec<Language>,
        usual_export_folder: String,
        notice: Option<SettingsNotice>,
    ) -> Self {
        let facts = SettingName::ALL.into_iter().map(|name| name.facts(is_till_code_fixed)).collect();
        Self { choices, defaults: Choices::default(), facts, voices, usual_export_folder, notice }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::SettingsView;
    use crate::settings::Choices;
    use crate::snapshot::Language;

    /// The screens' own tests and pictures are drawn from this file, so that they show what the program sends.
    #[test]
    fn the_example_of_the_screens_is_what_a_new_machine_says() {
        let folder = "/home/till/Documents/Cashtray".to_owned();
        let view = SettingsView::new(Choices::default(), false, vec![Language::Ja, Language::En], folder, None);
        let expected = format!("{:#}\n", serde_json::to_value(view).expect("plain data"));
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/gen/NewMachine.json");
        let there = std::fs::read_to_string(&file).unwrap_or_default();
        if there != expected {
            std::fs::write(&file, expected).expect("the project folder can be written");
            panic!("{} was not what a new machine says; it is now: commit it", file.display());
        }
    }
}
