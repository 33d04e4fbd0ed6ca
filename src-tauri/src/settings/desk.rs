//! What the desk does with the settings: who may change them, what a change sets going, and how windows see them.

use std::path::PathBuf;

use tauri::{AppHandle, Manager};

use super::check::{Around, check};
use super::problem::SettingsProblem;
use super::setting::Setting;
use super::view::SettingsView;
use crate::desk::Desk;
use crate::printing::PrintSettings;

/// The folder of exports in the user's documents.
const FOLDER: &str = "Cashtray";

impl Desk {
    /// Sets these, all or none.
    pub(crate) fn set(&self, settings: Vec<Setting>) -> Result<(), SettingsProblem> {
        let around = self.around_settings();
        let settings = settings.into_iter().map(|setting| check(setting, &around)).collect::<Result<Vec<_>, _>>()?;
        self.take_over(settings, None)
    }

    /// Sets what was checked before.
    pub(crate) fn take_over(
        &self,
        settings: Vec<Setting>,
        printing: Option<PrintSettings>,
    ) -> Result<(), SettingsProblem> {
        if let Some(printing) = &printing {
            self.station.use_printer(printing.printer.clone());
        }
        let kept = self.settings.change(|now| {
            settings.into_iter().for_each(|setting| now.choices.set(setting));
            if let Some(printing) = printing {
                now.printing = printing;
            }
        });
        self.publish();
        kept.map_err(|_| SettingsProblem::NotKept)
    }

    /// What a new value is judged by now.
    pub(crate) fn around_settings(&self) -> Around {
        let limit = |selling: &crate::desk::Selling| selling.till.views().borrow().shop.transfer_limit.parse().ok();
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
    pub(crate) fn export_folder(&self, app: &AppHandle) -> PathBuf {
        self.settings().choices.export_folder.map_or_else(|| self.usual_export_folder(app), PathBuf::from)
    }

    /// Where exports are written while no folder was chosen.
    fn usual_export_folder(&self, app: &AppHandle) -> PathBuf {
        app.path().document_dir().map_or_else(|_| self.data.exports(), |folder| folder.join(FOLDER))
    }

    /// The settings as windows see them.
    pub(crate) fn settings_view(&self, app: &AppHandle) -> SettingsView {
        SettingsView::new(
            self.settings().choices,
            self.is_till_code_fixed(),
            Vec::new(),
            self.usual_export_folder(app).display().to_string(),
            self.settings.notice(),
        )
    }

    /// Whether the connected shop gives the till its code. Practice has none of its own.
    fn is_till_code_fixed(&self) -> bool {
        self.selling().is_some_and(|selling| selling.practice().is_none())
    }
}
