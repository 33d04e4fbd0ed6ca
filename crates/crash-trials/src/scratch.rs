//! Folders for trials that do not depend on what reaches a disk.

use std::io;
use std::path::Path;

use tempfile::TempDir;

/// A folder in memory where the system has such a place: thousands of syncs then cost nothing.
pub(crate) fn in_memory() -> io::Result<TempDir> {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }
}
