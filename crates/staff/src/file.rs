//! The roster in its file.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::{Right, Rights, Roster};

/// The newest format that this program writes and knows.
const FORMAT: u32 = 1;

/// What a file said at the start.
#[derive(Clone, Debug)]
pub(crate) enum Found {
    /// Nobody was ever set up, or what the file says.
    Roster(Roster),
    /// There is a file, and it says nothing that can be relied on.
    Damaged,
}

/// Where the roster is kept.
#[derive(Clone, Debug)]
pub struct StaffFile(PathBuf);

#[derive(Serialize, Deserialize)]
struct Content<R> {
    format: u32,
    #[serde(flatten)]
    roster: R,
}

impl StaffFile {
    /// The file at this path, which need not be there yet.
    pub fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Reads it. A missing file means that nobody is set up; one that cannot be read does not: else a scratch on the
    /// disk, or somebody's hand, would open the till to everybody.
    pub(crate) fn read(&self) -> Found {
        let text = match fs::read(&self.0) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Found::Roster(Roster::default()),
            Err(error) => {
                tracing::error!(%error, "the staff file cannot be opened");
                return Found::Damaged;
            }
        };
        match serde_json::from_slice::<Content<Roster>>(&text) {
            Ok(Content { format: FORMAT, roster }) if is_sound(&roster) => Found::Roster(roster),
            Ok(Content { format, .. }) => {
                tracing::error!(format, "the staff file does not fit this program");
                Found::Damaged
            }
            // The error's own words may quote what stands there.
            Err(error) => {
                tracing::error!(line = error.line(), "the staff file cannot be read");
                Found::Damaged
            }
        }
    }

    /// Writes it whole: either the old or the new one is there, readable by its owner only from the first byte on.
    pub(crate) fn write(&self, roster: &Roster) -> io::Result<()> {
        let folder = self.0.parent().unwrap_or(Path::new("."));
        let mut draft = tempfile::NamedTempFile::new_in(folder)?;
        serde_json::to_writer_pretty(&mut draft, &Content { format: FORMAT, roster })?;
        draft.write_all(b"\n")?;
        draft.as_file().sync_all()?;
        draft.persist(&self.0)?;
        #[cfg(unix)]
        fs::File::open(folder)?.sync_all()?;
        Ok(())
    }
}

/// Whether it is what the program could have written.
fn is_sound(roster: &Roster) -> bool {
    let has = |right: &Right, rights: &Rights| rights.contains(right);
    let mut ids: Vec<u32> = roster.people.iter().map(|person| person.id.0).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.len() == roster.people.len()
        && ids.last().is_none_or(|last| *last <= roster.last_id)
        && !has(&Right::Settings, &roster.nobody_may)
        && (roster.people.is_empty() || roster.people.iter().any(|person| has(&Right::Settings, &person.rights)))
}
