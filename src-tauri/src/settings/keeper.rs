//! The settings as they are now, and their file.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::file::Settings;
use super::view::SettingsNotice;

/// Holds the settings and keeps their file like them.
#[derive(Debug)]
pub(crate) struct Keeper {
    file: PathBuf,
    settings: Mutex<Settings>,
    notice: Mutex<Option<SettingsNotice>>,
}

impl Keeper {
    /// The settings of this file.
    pub(crate) fn open(file: PathBuf) -> Self {
        let (settings, notice) = Settings::read(&file);
        Self { file, settings: Mutex::new(settings), notice: Mutex::new(notice) }
    }

    /// The settings of a file that another copy of the program may be using: nothing is written.
    pub(crate) fn look(file: &Path) -> Option<Settings> {
        serde_json::from_slice(&std::fs::read(file).ok()?).ok()
    }

    /// The settings as they are now.
    pub(crate) fn now(&self) -> Settings {
        lock(&self.settings).clone()
    }

    /// Changes the settings and writes them down. After an error they are changed all the same, until the program ends.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Settings)) -> io::Result<()> {
        let mut settings = lock(&self.settings);
        change(&mut settings);
        settings.write(&self.file).inspect_err(|error| tracing::warn!(%error, "the settings cannot be written"))
    }

    /// What was wrong with the file, until it is acknowledged.
    pub(crate) fn notice(&self) -> Option<SettingsNotice> {
        lock(&self.notice).clone()
    }

    /// Staff have read the notice.
    pub(crate) fn acknowledge(&self) {
        *lock(&self.notice) = None;
    }
}

/// What is behind these locks is replaced whole or field by field, and every field fits every other.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
