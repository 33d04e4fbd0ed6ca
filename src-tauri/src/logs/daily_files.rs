//! One file for each day, begun anew when it is large; the oldest are removed.
//!
//! The crates that roll by size bring `chrono`, which is kept out of the build; `tracing-appender` bounds the number of
//! files but not their size, and a till that meets a fault in a loop must not fill the disk that its journal needs.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::ToSpan;
use jiff::civil::Date;

/// Days that are kept, today among them.
const KEPT_DAYS: i64 = 14;

/// A file that has reached this many bytes is not written to any more.
const FILE_BYTES: u64 = 5 << 20;

/// All files together stay below this many bytes.
const ALL_BYTES: u64 = 50 << 20;

/// What is longer is cut: no event is worth more.
const LINE_BYTES: usize = 4 << 10;

/// How much of everything is kept. The same for every shop; smaller in tests.
#[derive(Clone, Copy, Debug)]
struct Bounds {
    days: i64,
    file_bytes: u64,
    all_bytes: u64,
}

const BOUNDS: Bounds = Bounds { days: KEPT_DAYS, file_bytes: FILE_BYTES, all_bytes: ALL_BYTES };

/// The writer. One call of [`Write::write`] is one event and becomes one line.
pub(super) struct DailyFiles<Today> {
    folder: PathBuf,
    today: Today,
    bounds: Bounds,
    open: Option<OpenFile>,
}

struct OpenFile {
    file: File,
    name: LogName,
    bytes: u64,
}

/// `till.2026-11-21.3.log`: the day, and which of the day's files; the first has 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LogName {
    day: Date,
    part: u32,
}

impl LogName {
    fn read(name: &str) -> Option<Self> {
        let (day, part) = name.strip_prefix("till.")?.strip_suffix(".log")?.split_once('.')?;
        Some(Self { day: day.parse().ok()?, part: part.parse().ok()? })
    }

    fn file_name(self) -> String {
        format!("till.{}.{}.log", self.day, self.part)
    }
}

/// The files that are kept, the oldest first.
pub(crate) fn paths(folder: &Path) -> io::Result<Vec<PathBuf>> {
    Ok(list(folder)?.into_iter().map(|(_, path)| path).collect())
}

/// The log files of a folder, the oldest first.
pub(super) fn list(folder: &Path) -> io::Result<Vec<(LogName, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if let Some(name) = entry.file_name().to_str().and_then(LogName::read) {
            found.push((name, entry.path()));
        }
    }
    found.sort_unstable_by_key(|(name, _)| *name);
    Ok(found)
}

impl<Today: Fn() -> Date> DailyFiles<Today> {
    /// Makes the folder where it is missing, and goes on with the newest file of today.
    pub(super) fn open(folder: &Path, today: Today) -> io::Result<Self> {
        Self::bounded(folder, today, BOUNDS)
    }

    fn bounded(folder: &Path, today: Today, bounds: Bounds) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let mut files = Self { folder: folder.to_owned(), today, bounds, open: None };
        files.file_for(0)?;
        Ok(files)
    }

    /// The file that takes `more` bytes now.
    fn file_for(&mut self, more: u64) -> io::Result<&mut OpenFile> {
        let day = (self.today)();
        let has_room = |open: &OpenFile| open.name.day == day && open.bytes + more <= self.bounds.file_bytes;
        let open = match self.open.take().filter(has_room) {
            Some(open) => open,
            None => self.next_file(day, more)?,
        };
        Ok(self.open.insert(open))
    }

    fn next_file(&self, day: Date, more: u64) -> io::Result<OpenFile> {
        let newest = list(&self.folder)?.into_iter().rev().find(|(name, _)| name.day == day);
        let name = match newest {
            None => LogName { day, part: 1 },
            Some((name, path)) if fs::metadata(&path)?.len() + more <= self.bounds.file_bytes => name,
            Some((name, _)) => LogName { day, part: name.part + 1 },
        };
        self.prune(name)?;
        let file = OpenOptions::new().create(true).append(true).open(self.folder.join(name.file_name()))?;
        let bytes = file.metadata()?.len();
        Ok(OpenFile { file, name, bytes })
    }

    /// Removes what is too old, and the oldest until a whole file fits in again. A clock that was set back makes files
    /// of the future: they are no older than today and go by size alone.
    fn prune(&self, current: LogName) -> io::Result<()> {
        let first_day = current.day.saturating_sub((self.bounds.days - 1).days());
        let files = list(&self.folder)?.into_iter().filter(|(name, _)| *name != current);
        let (old, mut kept): (Vec<_>, Vec<_>) = files.partition(|(name, _)| name.day < first_day);
        for (_, path) in old {
            fs::remove_file(path)?;
        }
        let mut bytes = self.bounds.file_bytes;
        for (_, path) in &kept {
            bytes += fs::metadata(path)?.len();
        }
        kept.reverse();
        while bytes > self.bounds.all_bytes
            && let Some((_, path)) = kept.pop()
        {
            bytes -= fs::metadata(&path)?.len();
            fs::remove_file(path)?;
        }
        Ok(())
    }
}

impl<Today: Fn() -> Date> Write for DailyFiles<Today> {
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        let line = one_line(event);
        let open = self.file_for(line.len() as u64)?;
        open.file.write_all(line.as_bytes())?;
        open.bytes += line.len() as u64;
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.open.as_mut().map_or(Ok(()), |open| open.file.flush())
    }
}

/// The event on one line: a server's sentence with a line break in it must not look like a line of ours.
fn one_line(event: &[u8]) -> String {
    let text = String::from_utf8_lossy(event);
    let mut line = String::with_capacity(text.len());
    for character in text.trim_end_matches('\n').chars() {
        if line.len() >= LINE_BYTES {
            line.push('…');
            break;
        }
        if character.is_control() {
            line.extend(character.escape_default());
        } else {
            line.push(character);
        }
    }
    line.push('\n');
    line
}

#[cfg(test)]
mod tests;
