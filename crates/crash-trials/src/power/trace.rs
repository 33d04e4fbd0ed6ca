//! What `strace` wrote down, as changes of files.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// The calls that are recorded.
pub(super) const CALLS: &str =
    "trace=openat,lseek,pwrite64,write,ftruncate,fdatasync,fsync,rename,renameat,renameat2,unlink,unlinkat";

/// A change of a file in the folder, by the file's name there.
#[derive(Debug)]
pub(super) enum Call {
    Make { name: String },
    Write { name: String, at: usize, bytes: Vec<u8> },
    Cut { name: String, length: usize },
    Sync { name: String },
    SyncFolder,
    Rename { from: String, to: String },
    Remove { name: String },
    Said { number: u32, seq: u32 },
}

/// Reads a record. Calls that failed and files elsewhere are left out.
pub(super) fn read(text: &str, folder: &Path) -> Result<Vec<Call>> {
    let folder = folder.to_string_lossy();
    let mut reader = Reader { folder: &folder, offsets: BTreeMap::new(), calls: Vec::new() };
    for line in text.lines() {
        reader.line(line).with_context(|| format!("a line of the record cannot be read: {line:.200}"))?;
    }
    Ok(reader.calls)
}

struct Reader<'a> {
    folder: &'a str,
    /// Where a plain `write` goes on, by descriptor.
    offsets: BTreeMap<String, usize>,
    calls: Vec<Call>,
}

impl Reader<'_> {
    fn line(&mut self, line: &str) -> Result<()> {
        let Some((name, rest)) = line.split_once('(') else { return Ok(()) };
        let Some((arguments, result)) = rest.rsplit_once(" = ") else { return Ok(()) };
        if result.starts_with('-') || result.starts_with('?') {
            return Ok(());
        }
        let arguments = arguments.trim_end().trim_end_matches(')');
        match name {
            "openat" => self.open(arguments, result)?,
            "lseek" => {
                let descriptor = arguments.split('<').next().unwrap_or_default();
                self.offsets.insert(descriptor.to_owned(), result.trim().parse()?);
            }
            "pwrite64" => {
                let (bytes, at) = (quoted(arguments, 0)?, arguments.rsplit(", ").next().context("no offset")?);
                self.write(arguments, bytes, at.parse()?);
            }
            "write" => {
                let bytes = quoted(arguments, 0)?;
                if arguments.starts_with("1<") {
                    return self.said(&bytes);
                }
                let descriptor = arguments.split('<').next().unwrap_or_default().to_owned();
                let at = self.offsets.get(&descriptor).copied().unwrap_or(0);
                self.offsets.insert(descriptor, at + bytes.len());
                self.write(arguments, bytes, at);
            }
            "ftruncate" => {
                let length = arguments.rsplit(", ").next().context("no length")?.parse()?;
                self.calls.extend(self.named(arguments).map(|name| Call::Cut { name, length }));
            }
            "fdatasync" | "fsync" => {
                let path = described(arguments)?;
                if path == self.folder {
                    self.calls.push(Call::SyncFolder);
                }
                self.calls.extend(self.inside(&path).map(|name| Call::Sync { name }));
            }
            "rename" => {
                let (from, to) = (text(quoted(arguments, 0)?)?, text(quoted(arguments, 1)?)?);
                if let (Some(from), Some(to)) = (self.inside(&from), self.inside(&to)) {
                    self.calls.push(Call::Rename { from, to });
                }
            }
            "unlink" => {
                let path = text(quoted(arguments, 0)?)?;
                self.calls.extend(self.inside(&path).map(|name| Call::Remove { name }));
            }
            other => bail!("{other} is not expected"),
        }
        Ok(())
    }

    fn open(&mut self, arguments: &str, result: &str) -> Result<()> {
        let path = described(result)?;
        self.offsets.insert(result.split('<').next().unwrap_or_default().to_owned(), 0);
        let Some(name) = self.inside(&path) else { return Ok(()) };
        if arguments.contains("O_CREAT") {
            self.calls.push(Call::Make { name: name.clone() });
        }
        if arguments.contains("O_TRUNC") {
            self.calls.push(Call::Cut { name, length: 0 });
        }
        Ok(())
    }

    fn write(&mut self, arguments: &str, bytes: Vec<u8>, at: usize) {
        self.calls.extend(self.named(arguments).map(|name| Call::Write { name, at, bytes }));
    }

    fn said(&mut self, bytes: &[u8]) -> Result<()> {
        let said = std::str::from_utf8(bytes)?;
        let words: Vec<&str> = said.trim().split(' ').collect();
        let ["ack", number, seq] = words[..] else { bail!("it said {said:?}") };
        self.calls.push(Call::Said { number: number.parse()?, seq: seq.parse()? });
        Ok(())
    }

    fn named(&self, arguments: &str) -> Option<String> {
        described(arguments).ok().and_then(|path| self.inside(&path))
    }

    /// The name of a file in the folder that a power cut could harm.
    fn inside(&self, path: &str) -> Option<String> {
        let name = path.strip_prefix(self.folder)?.strip_prefix('/')?;
        let is_memory = name.ends_with("-shm") || name == "till.lock";
        (!is_memory && !name.contains('/')).then(|| name.to_owned())
    }
}

/// The path that `-y` writes behind a descriptor.
fn described(text: &str) -> Result<String> {
    let (_, rest) = text.split_once('<').context("no path")?;
    let (path, _) = rest.split_once('>').context("no end of a path")?;
    self::text(bytes(path)?)
}

/// The text in the so manieth pair of quotes.
fn quoted(arguments: &str, which: usize) -> Result<Vec<u8>> {
    bytes(arguments.split('"').nth(1 + 2 * which).context("no text")?)
}

fn bytes(hexadecimal: &str) -> Result<Vec<u8>> {
    let parts = hexadecimal.split("\\x").skip(1);
    parts.map(|digits| u8::from_str_radix(digits, 16).context("no byte")).collect()
}

fn text(bytes: Vec<u8>) -> Result<String> {
    Ok(String::from_utf8(bytes)?)
}
