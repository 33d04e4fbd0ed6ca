//! The settings: change, reset, export, import. One command carries all of it, so that windows have few.

use std::borrow::Cow;
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use ::staff::{Permit, Right};
use serde::{Deserialize, Serialize};
use tauri::command;
use till::audit::{AuditAct, By};
use ts_rs::TS;

use super::TheDesk;
use crate::aside::aside;
use crate::desk::Desk;
use crate::settings::{Choices, Import, MOST_BYTES, Setting, SettingName, SettingsProblem, export, read_import};
use crate::staff::{Gated, named, pass, pass_recorded, record};

/// What staff want of the settings.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum SettingsAct {
    /// Set one setting.
    Change {
        /// Which, and to what.
        setting: Setting,
    },
    /// Set one setting back to its default.
    Reset {
        /// Which.
        setting: SettingName,
    },
    /// Set all back to their defaults. The printer stays, and the till's code, and the language.
    Defaults,
    /// Write all settings into a file: answered by `exported`.
    Export,
    /// Take over the settings of such a file, all or none: answered by `imported`.
    Import {
        /// Where they are.
        source: ImportSource,
    },
    /// The notice about the settings file has been read.
    Acknowledge,
}

impl SettingsAct {
    /// Whether only who has the settings right may do it.
    fn needs_right(&self) -> bool {
        match self {
            Self::Change { setting } => setting.name().needs_right(),
            Self::Reset { setting } => setting.needs_right(),
            Self::Defaults | Self::Export | Self::Import { .. } => true,
            Self::Acknowledge => false,
        }
    }

    /// The names of what it changes, for the audit log.
    fn changes(&self) -> Vec<String> {
        match self {
            Self::Change { setting } => vec![setting.name().as_str().to_owned()],
            Self::Reset { setting } => vec![setting.as_str().to_owned()],
            Self::Defaults => defaults().iter().map(|setting| setting.name().as_str().to_owned()).collect(),
            // Which are different is known only after the file was read; that one was taken over says enough.
            Self::Import { .. } => vec!["import".to_owned()],
            Self::Export | Self::Acknowledge => Vec::new(),
        }
    }
}

/// Where settings to import are.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "from", rename_all = "snake_case")]
pub(crate) enum ImportSource {
    /// In a file of this machine.
    Path {
        /// Its absolute path.
        path: String,
    },
    /// In the contents of a file that was picked or dropped.
    Text {
        /// The contents.
        text: String,
    },
}

impl ImportSource {
    /// The contents; a file is read anew.
    fn text(&self) -> Result<Cow<'_, str>, SettingsProblem> {
        match self {
            Self::Text { text } => Ok(Cow::Borrowed(text)),
            Self::Path { path } => read(Path::new(path)).map(Cow::Owned).map_err(|error| {
                tracing::info!(%error, "a settings file cannot be opened");
                SettingsProblem::CannotOpen
            }),
        }
    }
}

/// What came of it. What is set now comes with the next snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "answer", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum SettingsAnswer {
    /// It is so.
    Done,
    /// The file is written.
    Exported {
        /// Where it is.
        path: String,
    },
    /// The file's settings count.
    Imported {
        /// What is different from before.
        changed: Vec<SettingName>,
        /// Whether the printer's settings were in the file.
        with_printing: bool,
        /// Names that this version does not know; they were not taken.
        unknown: Vec<String>,
    },
}

type Outcome = Result<SettingsAnswer, SettingsProblem>;

/// Carries out one act on the settings, aside from everything that sells.
#[command]
pub(crate) async fn settings_act(
    desk: TheDesk<'_>,
    act: SettingsAct,
) -> Result<SettingsAnswer, Gated<SettingsProblem>> {
    // What cannot be set changes nothing, so nobody is asked for a PIN, and the audit log does not say that it did.
    judge(&desk, &act).map_err(Gated::Problem)?;
    let changed = act.changes();
    let needs_right = act.needs_right();
    let carrier = Arc::clone(&desk);
    let carry_out = aside(SettingsProblem::NotKept, move || carry_out(&carrier, act));
    if !needs_right {
        // Whoever stands at a locked till must be able to read its screen: this is done even where it cannot be written.
        if !changed.is_empty() {
            let who = desk.staff.who().as_ref().map(named);
            let by = By { who, approved_by: None };
            if record(&desk, by, AuditAct::SettingsChanged { settings: changed }).await.is_err() {
                tracing::error!("the audit log does not have that a setting was changed");
            }
        }
        return carry_out.await.map_err(Gated::Problem);
    }
    let carry_out = async |_permit: &Permit| carry_out.await;
    if changed.is_empty() {
        return pass(&desk, Some(Right::Settings), carry_out).await;
    }
    pass_recorded(&desk, Some(Right::Settings), AuditAct::SettingsChanged { settings: changed }, carry_out).await
}

/// Whether what is to be set can be.
fn judge(desk: &Desk, act: &SettingsAct) -> Result<(), SettingsProblem> {
    match act {
        SettingsAct::Change { setting } => desk.check_settings(vec![setting.clone()]).map(drop),
        SettingsAct::Import { source } => read_import(&source.text()?, &desk.around_settings()).map(drop),
        SettingsAct::Reset { .. } | SettingsAct::Defaults | SettingsAct::Export | SettingsAct::Acknowledge => Ok(()),
    }
}

fn carry_out(desk: &Desk, act: SettingsAct) -> Outcome {
    match act {
        SettingsAct::Change { setting } => desk.set(vec![setting])?,
        SettingsAct::Reset { setting } => desk.set(vec![Choices::default().get(setting)])?,
        SettingsAct::Defaults => desk.set(defaults())?,
        SettingsAct::Acknowledge => desk.acknowledge_settings(),
        SettingsAct::Export => return write(desk),
        SettingsAct::Import { source } => return import(desk, &source),
    }
    Ok(SettingsAnswer::Done)
}

/// The code is the till's name, and a language that nobody asked for is a screen that nobody can read.
fn defaults() -> Vec<Setting> {
    let stays = [SettingName::Language, SettingName::TillCode];
    let reset = SettingName::ALL.into_iter().filter(|name| !stays.contains(name));
    reset.map(|name| Choices::default().get(name)).collect()
}

fn write(desk: &Desk) -> Outcome {
    let folder = desk.export_folder();
    let file = folder.join("cashtray-settings.json");
    let path = file.display().to_string();
    match write_whole(&folder, &file, export(&desk.settings()).as_bytes()) {
        Ok(()) => Ok(SettingsAnswer::Exported { path }),
        Err(error) => {
            tracing::warn!(%error, path, "the settings cannot be exported");
            Err(SettingsProblem::CannotExport { path })
        }
    }
}

/// An export that was there is replaced: it is the settings as they are, not a book.
fn write_whole(folder: &Path, file: &Path, contents: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let new = file.with_extension("json.new");
    fs::write(&new, contents)?;
    fs::rename(new, file)
}

fn import(desk: &Desk, source: &ImportSource) -> Outcome {
    let Import { settings, printing, unknown } = read_import(&source.text()?, &desk.around_settings())?;
    let before = desk.settings();
    let with_printing = printing.is_some();
    desk.take_over(settings, printing)?;
    let now = desk.settings().choices;
    let changed = SettingName::ALL.into_iter().filter(|name| before.choices.get(*name) != now.get(*name)).collect();
    Ok(SettingsAnswer::Imported { changed, with_printing, unknown })
}

/// No more of a file than an export can be long, whatever it is.
fn read(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX) + 1;
    fs::File::open(path)?.take(most).read_to_string(&mut text)?;
    Ok(text)
}
