//! Promises about `docs/settings.md`: its table is what the code says.

use std::path::Path;

use serde_json::Value;

use super::choices::Choices;
use super::facts::{SettingKind, SettingUnit, TakesEffect};
use super::setting::SettingName;

const BEGIN: &str = "<!-- The table is written by a test of the settings; words are those of the screen. -->\n";
const END: &str = "<!-- The end of the table. -->\n";

fn project(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn line(name: SettingName, words: &Value) -> String {
    let key = name.as_str();
    let word = |key: String| words[&key].as_str().expect("every setting has its words").to_owned();
    let (title, effect) = (word(format!("setting_{key}")), word(format!("setting_{key}_effect")));
    let default = serde_json::to_value(Choices::default().get(name)).expect("plain data")["value"].take();
    let default = match default {
        Value::Null => "–".to_owned(),
        Value::Bool(is_on) => if is_on { "on" } else { "off" }.to_owned(),
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
        Value::String(text) => text,
        other => other.to_string(),
    };
    let values = match name.kind() {
        SettingKind::Switch => "on, off".to_owned(),
        SettingKind::Choice if name == SettingName::Theme => "system, light, dark".to_owned(),
        SettingKind::Choice => "ja, en".to_owned(),
        SettingKind::Number { least, most, unit, .. } => format!("{least} to {most} {}", unit_word(unit)),
        SettingKind::Amounts { most } => format!("up to {most} amounts"),
        SettingKind::TimeOfDay => "a time, HH:MM".to_owned(),
        SettingKind::Code { longest } => format!("1 to {longest} capital letters and digits"),
        SettingKind::Monitor => "the name of a monitor; – is the second one".to_owned(),
        SettingKind::Folder => "a whole path; – is Cashtray in your documents".to_owned(),
    };
    let counts = match name.takes_effect() {
        TakesEffect::AtOnce => "at once",
        TakesEffect::NextSale => "from the next sale",
        TakesEffect::NextShift => "from the next shift",
        TakesEffect::NextStart => "from the next start",
    };
    format!("| {title} | `{key}` | {effect} | {default} | {values} | {counts} |\n")
}

fn unit_word(unit: SettingUnit) -> &'static str {
    match unit {
        SettingUnit::Milliseconds => "ms",
        SettingUnit::Seconds => "s",
        SettingUnit::Minutes => "min",
        SettingUnit::Percent => "%",
    }
}

#[test]
fn the_table_of_the_manual_is_what_the_code_says() {
    let words = std::fs::read_to_string(project("ui/messages/en.json")).expect("the words are part of the project");
    let words: Value = serde_json::from_str(&words).expect("JSON");
    let heading = "\n| setting | in the file | what it does | default | values | counts |\n| --- | --- | --- | --- | --- | --- |\n";
    let table: String = SettingName::ALL.into_iter().map(|name| line(name, &words)).collect();
    let file = project("docs/settings.md");
    let there = std::fs::read_to_string(&file).expect("the manual is part of the project");
    let (before, rest) = there.split_once(BEGIN).expect("the table has its place");
    let (_, after) = rest.split_once(END).expect("the table ends");
    let expected = format!("{before}{BEGIN}{heading}{table}\n{END}{after}");
    if there != expected {
        std::fs::write(&file, expected).expect("the project folder can be written");
        panic!("{} did not say what the code does; it does now: commit it", file.display());
    }
}
