//! What was done before a till sold, in a file until a journal can take it over: a kill or a power cut loses no line.
//!
//! The lines are not linked as those of a journal are. Whoever can write in the data directory can change them until the
//! first till sells, just as staff can be removed there; the line of the opening, with the number of people, is linked.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use till::audit::{AuditAct, AuditEntry, By};

use super::now;

/// How many lines wait at most. Beyond it an act is refused rather than forgotten.
const MOST_LINES: usize = 1_000;

/// The file of the lines that wait. Another program of the same machine may add to it while this one reads.
#[derive(Clone, Debug)]
pub(crate) struct Unwritten(PathBuf);

/// One act that waits for its journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Line {
    /// When it was done, by this machine's clock.
    pub(crate) at: Timestamp,
    /// Who and what.
    #[serde(flatten)]
    pub(crate) entry: AuditEntry,
}

/// The lines that wait; nobody adds to them while this is held.
#[derive(Debug)]
pub(crate) struct Waiting {
    /// `None` where there is no file.
    file: Option<File>,
    lines: Vec<Line>,
}

impl Unwritten {
    /// The file at this path, which need not be there yet.
    pub(crate) fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Keeps a line. It is on the disk when this returns `Ok`.
    pub(crate) fn keep(&self, by: By, act: AuditAct) -> io::Result<()> {
        let line = serde_json::to_string(&Line { at: now().wall, entry: AuditEntry { by, act } })?;
        let mut file = self.open(true)?;
        let text = read(&mut file)?;
        if text.lines().count() >= MOST_LINES {
            return Err(io::Error::other("too much waits for a till to sell"));
        }
        // A line that a power cut broke off must not take the next one with it.
        let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        file.write_all(format!("{end}{line}\n").as_bytes())?;
        file.sync_all()?;
        sync_folder(&self.0)
    }

    /// What waits, oldest first. A line that cannot be read is left out: what was broken off was never done.
    pub(crate) fn take_up(&self) -> io::Result<Waiting> {
        let mut file = match self.open(false) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Waiting { file: None, lines: Vec::new() });
            }
            Err(error) => return Err(error),
        };
        let text = read(&mut file)?;
        let mut lines = Vec::new();
        for (place, line) in text.lines().enumerate() {
            match serde_json::from_str(line) {
                Ok(line) => lines.push(line),
                // The error's own words may quote what stands there.
                Err(_) if line.is_empty() => {}
                Err(_) => tracing::error!(place, "a line that waited for the audit log cannot be read"),
            }
        }
        Ok(Waiting { file: Some(file), lines })
    }

    /// Locked as long as it is open.
    fn open(&self, makes: bool) -> io::Result<File> {
        let mut options = File::options();
        options.read(true).write(true).create(makes);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let file = options.open(&self.0)?;
        file.lock()?;
        Ok(file)
    }
}

impl Waiting {
    /// The lines, oldest first.
    pub(crate) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// All of them are in a journal. A kill before this leaves them twice, with the same times: better than not at all.
    pub(crate) fn clear(self) -> io::Result<()> {
        let Some(file) = self.file else { return Ok(()) };
        file.set_len(0)?;
        file.sync_all()
    }
}

/// All of it; what is written next comes behind it.
fn read(file: &mut File) -> io::Result<String> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A file that is new is found again after a power cut only once its folder is on the disk too.
fn sync_folder(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    fs::File::open(path.parent().unwrap_or(Path::new(".")))?.sync_all()?;
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use till::audit::{AuditAct, By};

    use super::{MOST_LINES, Unwritten};

    fn change(number: usize) -> AuditAct {
        AuditAct::KeysChanged { profile: "A".to_owned(), change: number.to_string() }
    }

    fn waiting(unwritten: &Unwritten) -> Vec<AuditAct> {
        let waiting = unwritten.take_up().expect("it can be read");
        waiting.lines().iter().map(|line| line.entry.act.clone()).collect()
    }

    #[test]
    fn what_is_done_before_a_till_sells_outlives_the_program_in_its_order_and_is_taken_over_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("waiting");
        for number in 0..3 {
            Unwritten::new(path.clone()).keep(By::default(), change(number)).expect("there is room");
        }
        let next_run = Unwritten::new(path);
        assert_eq!(waiting(&next_run), (0..3).map(change).collect::<Vec<_>>());
        next_run.take_up().expect("it can be read").clear().expect("it can be written");
        assert_eq!(waiting(&next_run), []);
    }

    #[test]
    fn a_line_that_a_power_cut_broke_off_takes_no_other_with_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("waiting");
        let unwritten = Unwritten::new(path.clone());
        unwritten.keep(By::default(), change(1)).expect("there is room");
        let whole = fs::read(&path).expect("it is there");
        for cut in 1..whole.len() {
            fs::write(&path, [&whole[..], &whole[..cut]].concat()).expect("it can be written");
            unwritten.keep(By::default(), change(2)).expect("there is room");
            let found = waiting(&unwritten);
            // All but the end of the line may have been there already.
            let expected = [1, 2].map(change);
            assert!(found == expected || found == [change(1), change(1), change(2)], "cut at {cut}: {found:?}");
        }
    }

    #[test]
    fn what_has_no_room_is_refused_rather_than_forgotten() {
        let folder = tempfile::tempdir().expect("a folder");
        let unwritten = Unwritten::new(folder.path().join("waiting"));
        unwritten.keep(By::default(), change(0)).expect("there is room");
        let line = fs::read(folder.path().join("waiting")).expect("it is there");
        fs::write(folder.path().join("waiting"), line.repeat(MOST_LINES)).expect("it can be written");
        assert!(unwritten.keep(By::default(), change(1)).is_err(), "nothing is pushed out");
        assert_eq!(waiting(&unwritten).len(), MOST_LINES);
        assert!(Unwritten::new(folder.path().join("no/folder")).keep(By::default(), change(1)).is_err());
    }
}
