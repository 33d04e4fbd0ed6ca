//! What the desk does with the settings: who may change them, what a change sets going, and how windows see them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tauri::Manager;

use super::autostart;
use super::check::{Around, check};
use super::choices::Choices;
use super::problem::SettingsProblem;
use super::setting::{Setting, SettingName};
use super::view::SettingsView;
use crate::desk::Desk;
use crate::printing::PrintSettings;
use crate::speech::Voice;
use crate::windows;

/// The folder of exports in the user's documents.
const FOLDER: &str = "Cashtray";

impl Desk {
    /// Sets these, all or none.
    pub(crate) fn set(&self, settings: Vec<Setting>) -> Result<(), SettingsProblem> {
        let settings = self.check_settings(settings)?;
        self.take_over(settings, None)
    }

    /// These as they would be set, or why one of them cannot be.
    pub(crate) fn check_settings(&self, settings: Vec<Setting>) -> Result<Vec<Setting>, SettingsProblem> {
        let around = self.around_settings();
        settings.into_iter().map(|setting| check(setting, &around)).collect()
    }

    /// Sets what was checked before.
    pub(crate) fn take_over(
        &self,
        settings: Vec<Setting>,
        printing: Option<PrintSettings>,
    ) -> Result<(), SettingsProblem> {
        let before = self.settings().choices;
        for setting in &settings {
            self.prepare(&before, setting)?;
        }
        if let Some(printing) = &printing {
            self.station.use_printer(printing.printer.clone());
        }
        let kept = self.settings.change(|now| {
            for setting in settings {
                now.choices.set(setting);
            }
            if let Some(printing) = printing {
                now.printing = printing;
            }
        });
        self.carry_into_effect(&before, &self.settings().choices);
        self.publish();
        kept.map_err(|_| SettingsProblem::NotKept)
    }

    /// What the system may refuse is asked of it before anything is set.
    fn prepare(&self, before: &Choices, setting: &Setting) -> Result<(), SettingsProblem> {
        match setting {
            Setting::Autostart(is_on) if *is_on != before.autostart => self.set_autostart(*is_on).map_err(|error| {
                tracing::warn!(%error, is_on, "starting with the machine cannot be changed");
                SettingsProblem::AutostartRefused { setting: SettingName::Autostart }
            }),
            Setting::ExportFolder(Some(path)) if before.export_folder.as_ref() != Some(path) => {
                write_probe(Path::new(path)).map_err(|error| {
                    tracing::info!(%error, path, "a folder for exports cannot be written");
                    SettingsProblem::FolderUnusable { setting: SettingName::ExportFolder, path: path.clone() }
                })
            }
            _ => Ok(()),
        }
    }

    fn set_autostart(&self, is_on: bool) -> io::Result<()> {
        let configuration = self.app.path().config_dir().map_err(io::Error::other)?;
        autostart::set(is_on, &configuration, &std::env::current_exe()?, self.arguments.data_dir.as_deref())
    }

    /// Tells the parts that are running.
    fn carry_into_effect(&self, before: &Choices, now: &Choices) {
        if let Some(selling) = self.selling().filter(|_| before.tuning() != now.tuning()) {
            selling.books.use_day(now.shop_day());
            tauri::async_runtime::block_on(selling.till.tune(now.tuning()));
        }
        if before.kiosk != now.kiosk {
            windows::use_kiosk(&self.app, now.kiosk);
        }
        if before.zoom_percent != now.zoom_percent {
            windows::use_zoom(&self.app, now.zoom_percent);
        }
    }

    /// What a new value is judged by now.
    pub(crate) fn around_settings(&self) -> Around {
        let limit = |selling: &crate::selling::Selling| selling.till.views().borrow().shop.transfer_limit.parse().ok();
        Around {
            transfer_limit: self.selling().and_then(|selling| limit(&selling)),
            is_till_code_fixed: self.is_till_code_fixed(),
        }
    }

    /// Staff have read what was wrong with the settings file.
    pub(crate) fn acknowledge_settings(&self) {
        self.settings.acknowledge();
        self.publish();
    }

    /// Where exports are written.
    pub(crate) fn export_folder(&self) -> PathBuf {
        self.settings().choices.export_folder.map_or_else(|| self.usual_export_folder(), PathBuf::from)
    }

    /// Where exports are written while no folder was chosen.
    fn usual_export_folder(&self) -> PathBuf {
        self.app.path().document_dir().map_or_else(|_| self.data.exports(), |folder| folder.join(FOLDER))
    }

    /// The settings as windows see them.
    pub(crate) fn settings_view(&self) -> SettingsView {
        SettingsView::new(
            self.settings().choices,
            self.is_till_code_fixed(),
            self.voice.get().map_or_else(Vec::new, Voice::languages),
            self.usual_export_folder().display().to_string(),
            self.settings.notice(),
        )
    }

    /// Whether the connected shop gives the till its code. Practice has none of its own.
    fn is_till_code_fixed(&self) -> bool {
        self.selling().is_some_and(|selling| selling.practice().is_none())
    }
}

/// Whether a file can be written there. The folder is made where it is missing.
fn write_probe(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let probe = folder.join(".cashtray-probe");
    fs::write(&probe, b"")?;
    fs::remove_file(probe)
}
