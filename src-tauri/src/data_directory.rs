//! Where the till keeps what it must not forget.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The data directory. Everything the terminal writes by itself lies below it.
#[derive(Clone, Debug)]
pub(crate) struct DataDirectory(PathBuf);

/// The folder's name below the user's own data, as in tauri.conf.json.
const IDENTIFIER: &str = "jp.cashtray.terminal";

impl DataDirectory {
    /// Where it lies when nobody says otherwise; `None` when the system names no place for a user's data.
    pub(crate) fn usual() -> Option<PathBuf> {
        dirs::data_local_dir().map(|folder| folder.join(IDENTIFIER))
    }

    /// The same directory for reading: nothing is made.
    pub(crate) fn existing(path: PathBuf) -> io::Result<Self> {
        fs::read_dir(&path)?;
        Ok(Self(path))
    }

    /// Makes the directory where it is missing, readable by its owner only.
    pub(crate) fn open(path: PathBuf) -> io::Result<Self> {
        make_private(&path)?;
        Ok(Self(path))
    }

    /// The directory itself.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// The settings file.
    pub(crate) fn settings(&self) -> PathBuf {
        self.0.join("settings.json")
    }

    /// The file of who may work here, for all of the machine's profiles.
    pub(crate) fn staff(&self) -> PathBuf {
        self.0.join("staff.json")
    }

    /// What the audit log is to have once a till sells.
    pub(crate) fn unwritten(&self) -> PathBuf {
        self.0.join("audit-waiting.jsonl")
    }

    /// Where the staff's window stood.
    pub(crate) fn window(&self) -> PathBuf {
        self.0.join("window.json")
    }

    /// The folder of the log files.
    pub(crate) fn logs(&self) -> PathBuf {
        self.0.join("logs")
    }

    /// The folder of practice mode: its own journal and its own far side, never mixed with a real shop's.
    pub(crate) fn practice(&self) -> io::Result<PathBuf> {
        let path = self.0.join("practice");
        make_private(&path)?;
        Ok(path)
    }

    /// The profiles of real shops, each a folder with its journal.
    pub(crate) fn profiles(&self) -> PathBuf {
        self.0.join("profiles")
    }

    /// Where exports go when the system names no folder for documents.
    pub(crate) fn exports(&self) -> PathBuf {
        self.0.join("exports")
    }

    /// Where saved QR pictures go when the system names no folder for downloads.
    pub(crate) fn pictures(&self) -> PathBuf {
        self.0.join("pictures")
    }
}

fn make_private(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::IDENTIFIER;

    #[test]
    fn the_usual_place_is_the_one_that_the_window_system_names() {
        let configuration: serde_json::Value =
            serde_json::from_str(include_str!("../../tauri.conf.json")).expect("tauri.conf.json is JSON");
        assert_eq!(configuration["identifier"], IDENTIFIER);
    }
}
