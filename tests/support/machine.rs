//! The machine under the window: the folders of the person who uses it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::Terminal;

impl Terminal {
    /// Where the person who uses this machine keeps documents; exports go into a folder of it.
    pub(crate) fn documents(&self) -> PathBuf {
        documents(&self.home)
    }

    /// The folder that this machine is.
    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    /// What every user of the system can see of the program and of the processes it started: their arguments and, for
    /// their own user, their environment. A crash may leave no picture of the memory.
    pub(crate) fn seen_by_the_system(&self) -> Vec<(&'static str, Vec<u8>)> {
        let program = self.program_id();
        let limits = fs::read_to_string(format!("/proc/{program}/limits")).unwrap();
        let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
        assert_eq!(core.split_whitespace().nth(4), Some("0"), "{core}");
        let mut seen = Vec::new();
        for id in with_children(program) {
            let read = |what: &str| fs::read(format!("/proc/{id}/{what}")).unwrap_or_default();
            seen.extend([("arguments", read("cmdline")), ("environment", read("environ"))]);
        }
        seen
    }

    /// Everything that the program has logged.
    pub(crate) fn log(&self) -> String {
        let logs = files_below(&self.home.join("till/logs"));
        logs.iter().map(|file| fs::read_to_string(file).unwrap()).collect()
    }

    /// What the program keeps and the person has, by name, but for its log.
    pub(crate) fn kept_files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut kept = BTreeMap::new();
        for folder in [self.home.join("till"), self.documents()] {
            for file in files_below(&folder) {
                let name = file.display().to_string();
                // The index of a write-ahead log changes whenever it is read.
                if !name.contains("/logs/") && !name.ends_with("-shm") {
                    kept.insert(name, fs::read(&file).unwrap());
                }
            }
        }
        kept
    }
}

/// The process and all that it started.
fn with_children(id: u32) -> Vec<u32> {
    let children = fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
    let below = children.split_whitespace().flat_map(|child| with_children(child.parse().unwrap()));
    std::iter::once(id).chain(below).collect()
}

/// A machine on which nothing was ever run.
pub(super) fn fresh_home() -> PathBuf {
    let home = tempfile::Builder::new().prefix("window-").tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap().keep();
    fs::create_dir_all(documents(&home)).unwrap();
    fs::create_dir_all(home.join("config")).unwrap();
    fs::create_dir_all(home.join("tmp")).unwrap();
    let folders = format!("XDG_DOCUMENTS_DIR=\"{}\"\n", documents(&home).display());
    fs::write(home.join("config/user-dirs.dirs"), folders).unwrap();
    home
}

/// Where the person who uses this machine keeps documents.
fn documents(home: &Path) -> PathBuf {
    home.join("documents")
}

/// Every file in the folder and below, sorted.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}
