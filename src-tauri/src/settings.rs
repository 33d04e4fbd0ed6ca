//! What the shop chose, kept in one readable file. No secret is ever among it.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::printing::PrintSettings;
use crate::snapshot::Language;

/// The settings of this machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Settings {
    /// The words' language.
    pub(crate) language: Language,
    /// Whether the last start ended in practice mode; then the next one goes there by itself, so that a sale that
    /// was open when the program died is taken up again.
    pub(crate) practice: bool,
    /// The printer, and what is printed by itself.
    pub(crate) printing: PrintSettings,
}

impl Default for Settings {
    fn default() -> Self {
        Self { language: Language::Ja, practice: false, printing: PrintSettings::default() }
    }
}

impl Settings {
    /// Reads the file. A missing or unreadable one means the defaults: no setting is worth a till that does not start.
    pub(crate) fn read(file: &Path) -> Self {
        match fs::read_to_string(file) {
            Ok(text) => serde_json::from_str(&text).unwrap_or_else(|error| {
                tracing::warn!(%error, "the settings file cannot be read; the defaults are used");
                Self::default()
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::default(),
            Err(error) => {
                tracing::warn!(%error, "the settings file cannot be opened; the defaults are used");
                Self::default()
            }
        }
    }

    /// Writes the file whole: either the old or the new one is there, never a torn one.
    pub(crate) fn write(&self, file: &Path) -> io::Result<()> {
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
    use receipts::layout::Paper;
    use receipts::printer::{PrinterAddress, PrinterProfile};

    use super::Settings;
    use crate::printing::{PrintReceipts, PrintSettings};
    use crate::snapshot::Language;

    #[test]
    fn settings_survive_a_restart() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("settings.json");
        let address = PrinterAddress::Network { host: "192.168.1.50".to_owned(), port: 9100 };
        let printer = Some(PrinterProfile::new(address, Paper::Mm80));
        let printing = PrintSettings { printer, print_receipts: PrintReceipts::Off };
        let chosen = Settings { language: Language::En, practice: true, printing };
        chosen.write(&file).expect("the folder can be written");
        assert_eq!(Settings::read(&file), chosen);
    }

    #[test]
    fn a_damaged_settings_file_means_defaults_not_a_crash() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("settings.json");
        std::fs::write(&file, "{\"language\":").expect("the folder can be written");
        assert_eq!(Settings::read(&file), Settings::default());
    }
}
