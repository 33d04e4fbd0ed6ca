//! The machine under the window: the folders of the person who uses it.

use std::fs;
use std::path::{Path, PathBuf};

use super::Terminal;

impl Terminal {
    /// Where the person who uses this machine keeps documents; exports go into a folder of it.
    pub(crate) fn documents(&self) -> PathBuf {
        documents(&self.home)
    }
}

/// A machine on which nothing was ever run.
pub(super) fn fresh_home() -> PathBuf {
    let home = tempfile::Builder::new().prefix("window-").tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap().keep();
    fs::create_dir_all(documents(&home)).unwrap();
    fs::create_dir_all(home.join("config")).unwrap();
    let folders = format!("XDG_DOCUMENTS_DIR=\"{}\"\n", documents(&home).display());
    fs::write(home.join("config/user-dirs.dirs"), folders).unwrap();
    home
}

/// Where the person who uses this machine keeps documents.
fn documents(home: &Path) -> PathBuf {
    home.join("documents")
}
