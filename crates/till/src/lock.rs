//! One program per data directory. The lock is the operating system's: it is gone when the process is, however that
//! ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::journal::JournalError;

/// Held for as long as the data directory is in use.
#[derive(Debug)]
pub(crate) struct DataLock(#[expect(dead_code, reason = "the lock lasts as long as the open file")] File);

impl DataLock {
    /// Takes the lock of a directory that exists, or says that another copy of the program has it.
    pub(crate) fn take(directory: &Path) -> Result<Self, JournalError> {
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(directory.join("till.lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(JournalError::AlreadyRunning),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}
