//! A file that appears under its name only when it is whole: written beside it, synced, then renamed.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, PersistError};

use crate::view::BooksProblem;

/// So many exports of one scope may lie in a folder.
const MOST_COPIES: u32 = 1000;

/// A file under way. Dropped before it is finished, it is gone.
pub(super) struct NewFile {
    folder: PathBuf,
    name: (String, &'static str),
    writer: BufWriter<NamedTempFile>,
}

impl NewFile {
    /// Begins a file in a folder, which is made where it is missing.
    pub(super) fn begin(folder: &Path, name: &(String, &'static str)) -> Result<Self, BooksProblem> {
        let begun = fs::create_dir_all(folder)
            .and_then(|()| tempfile::Builder::new().prefix(".cashtray-").suffix(".part").tempfile_in(folder));
        let writer = BufWriter::with_capacity(1 << 16, begun.map_err(|error| problem(&error, folder))?);
        Ok(Self { folder: folder.to_owned(), name: name.clone(), writer })
    }

    /// Adds text.
    pub(super) fn write_text(&mut self, text: &str) -> Result<(), BooksProblem> {
        self.writer.write_all(text.as_bytes()).map_err(|error| problem(&error, &self.path(1)))
    }

    /// Gives the whole file its name: the next free one, for nothing that is there is written over.
    pub(super) fn finish(self) -> Result<PathBuf, BooksProblem> {
        let failed = {
            let path = self.path(1);
            move |error: &io::Error| problem(error, &path)
        };
        let paths: Vec<PathBuf> = (1..=MOST_COPIES).map(|copy| self.path(copy)).collect();
        let mut file = self.writer.into_inner().map_err(|error| failed(error.error()))?;
        file.as_file().sync_all().map_err(|error| failed(&error))?;
        for path in paths {
            match file.persist_noclobber(&path) {
                Ok(_) => {
                    sync_folder(&self.folder).map_err(|error| failed(&error))?;
                    return Ok(path);
                }
                Err(PersistError { error, file: same }) if error.kind() == io::ErrorKind::AlreadyExists => file = same,
                Err(PersistError { error, .. }) => return Err(failed(&error)),
            }
        }
        Err(failed(&io::ErrorKind::AlreadyExists.into()))
    }

    fn path(&self, copy: u32) -> PathBuf {
        let (name, end) = &self.name;
        let file = if copy == 1 { format!("{name}.{end}") } else { format!("{name}-{copy}.{end}") };
        self.folder.join(file)
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// What staff can do about it: make room, or see to the folder.
pub(super) fn problem(error: &io::Error, path: &Path) -> BooksProblem {
    tracing::warn!(%error, path = %path.display(), "an export cannot be written");
    let path = path.display().to_string();
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            BooksProblem::DiskFull { path }
        }
        _ => BooksProblem::CannotWrite { path },
    }
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    // Other systems write a file's name together with the file.
    Ok(())
}
