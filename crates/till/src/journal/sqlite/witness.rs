//! The newest entry and the highest number given once more, in a file of its own that is written after each commit.
//!
//! A damaged write-ahead log ends, for SQLite, at its first bad frame: what was committed after it would be missed by
//! nobody. The witness misses it. It is not synced, so a power cut may leave it older than the journal, which says
//! nothing; it is never newer than what was durable, and fits into one sector, which a power cut does not tear.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::journal::Link;

const NAME: &str = "journal.newest";

/// What the witness saw become durable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Witnessed {
    /// The newest entry's position.
    pub(super) position: i64,
    /// The highest number of a sale; 0 before the first.
    pub(super) number: u32,
    /// The newest entry's link.
    pub(super) link: Link,
}

/// The open file.
#[derive(Debug)]
pub(super) struct Witness(File);

impl Witness {
    pub(super) fn open(directory: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(directory.join(NAME))?;
        Ok(Self(file))
    }

    /// Keeps the beginning of a journal, and is itself on the disk before the journal comes into its place.
    pub(super) fn begin(directory: &Path, witnessed: &Witnessed) -> io::Result<()> {
        let mut file = Self::open(directory)?;
        file.keep(witnessed);
        file.0.sync_all()
    }

    /// Keeps what has just become durable. Should it fail, the witness stays behind and says nothing.
    pub(super) fn keep(&mut self, witnessed: &Witnessed) {
        let said = said(witnessed);
        let written = self.0.seek(SeekFrom::Start(0)).and_then(|_| self.0.write_all(line(&said).as_bytes()));
        if let Err(error) = written {
            tracing::warn!(%error, "the journal's witness was not written");
        }
    }
}

/// What the witness says; `None` when there is none or it cannot be read.
pub(super) fn recall(directory: &Path) -> Option<Witnessed> {
    let text = fs::read_to_string(directory.join(NAME)).ok()?;
    let said = text.get(..text.rfind(' ')?)?;
    if line(said) != text {
        return None;
    }
    let (position, rest) = said.split_once(' ')?;
    let (number, digits) = rest.split_once(' ')?;
    let mut link = [0_u8; 32];
    for (byte, at) in link.iter_mut().zip((0..).step_by(2)) {
        *byte = u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?;
    }
    Some(Witnessed { position: position.parse().ok()?, number: number.parse().ok()?, link: Link(link) })
}

/// Whether there is one, readable or not. A journal in its place has one, so that one without was restored from
/// elsewhere, or both were damaged.
pub(super) fn exists(directory: &Path) -> bool {
    directory.join(NAME).exists()
}

/// Fixed in length, so that each overwrites the one before it whole.
fn said(Witnessed { position, number, link }: &Witnessed) -> String {
    format!("{position:020} {number:010} {link}")
}

/// With a check, so that a torn or flipped one is not believed.
fn line(said: &str) -> String {
    let check = Link(Sha256::digest(said).into()).to_string();
    format!("{said} {}\n", &check[..16])
}

#[cfg(test)]
mod tests {
    use super::{NAME, Witness, Witnessed, recall};
    use crate::journal::Link;

    #[test]
    fn it_says_what_it_was_told_last_and_nothing_when_it_was_touched() {
        let directory = tempfile::tempdir().expect("a directory");
        assert_eq!(recall(directory.path()), None);
        let mut witness = Witness::open(directory.path()).expect("a file");
        let first = Witnessed { position: 70_000, number: 20_000, link: Link([7; 32]) };
        let second = Witnessed { position: 8, number: 3, link: Link([0xab; 32]) };
        witness.keep(&first);
        witness.keep(&second);
        assert_eq!(recall(directory.path()), Some(second));
        let path = directory.path().join(NAME);
        let text = std::fs::read_to_string(&path).expect("it is there");
        for at in 0..text.len() {
            let mut touched = text.clone().into_bytes();
            touched[at] ^= 1;
            std::fs::write(&path, touched).expect("it can be written");
            assert_eq!(recall(directory.path()), None, "{at}");
            std::fs::write(&path, &text[..at]).expect("it can be written");
            assert_eq!(recall(directory.path()), None, "{at}");
        }
    }
}
