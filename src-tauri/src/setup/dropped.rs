//! Files that are dropped on the window: it is told where they are and what they seem to be, never what is in them.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use zeroize::Zeroizing;

use super::view::{DroppedFile, DroppedFiles, FileKind};
use crate::desk::Desk;

/// What is looked at of each file.
const LOOK_BYTES: u64 = 64 * 1024;

/// More files than this are no set of keys.
const MOST_FILES: usize = 16;

/// Tells the window of dropped files, while it is about set-up.
pub(crate) fn tell_dropped(desk: &Arc<Desk>, paths: Vec<PathBuf>) {
    if !desk.is_in_setup() {
        return;
    }
    let desk = Arc::clone(desk);
    tauri::async_runtime::spawn_blocking(move || {
        let files = paths.iter().take(MOST_FILES).map(|path| look(path)).collect();
        desk.emit_dropped(&DroppedFiles { files });
    });
}

fn look(path: &Path) -> DroppedFile {
    DroppedFile { path: path.display().to_string(), kind: kind(path).unwrap_or(FileKind::Other) }
}

fn kind(path: &Path) -> std::io::Result<FileKind> {
    let mut start = Zeroizing::new(Vec::new());
    let file = File::open(path)?;
    // A pipe or a device would never end.
    if !file.metadata()?.is_file() {
        return Ok(FileKind::Other);
    }
    file.take(LOOK_BYTES).read_to_end(&mut start)?;
    Ok(kind_of(&start))
}

fn kind_of(start: &[u8]) -> FileKind {
    let holds = |text: &str| start.windows(text.len()).any(|part| part == text.as_bytes());
    if holds("PRIVATE KEY-----") {
        FileKind::Key
    } else if holds("-----BEGIN CERTIFICATE-----") {
        FileKind::Certificate
    } else if ["CLIENT_ID", "CLIENT_SECRET", "API_BASE_URL"].iter().any(|key| holds(key)) {
        FileKind::Config
    } else if start.starts_with(&[0x30, 0x82]) || start.starts_with(&[0x30, 0x80]) {
        // A long DER sequence: PKCS#12 is one, and so is a certificate in DER, which no SDK takes.
        FileKind::Pkcs12
    } else {
        FileKind::Other
    }
}

#[cfg(test)]
mod tests {
    use super::{FileKind, kind_of};

    #[test]
    fn a_dropped_file_is_known_by_its_beginning() {
        for (start, kind) in [
            ("[global]\nCLIENT_ID = a\n", FileKind::Config),
            ("-----BEGIN CERTIFICATE-----\nMII", FileKind::Certificate),
            ("-----BEGIN CERTIFICATE-----\n-----BEGIN RSA PRIVATE KEY-----", FileKind::Key),
            ("-----BEGIN ENCRYPTED PRIVATE KEY-----", FileKind::Key),
            ("a shopping list", FileKind::Other),
            ("", FileKind::Other),
        ] {
            assert_eq!(kind_of(start.as_bytes()), kind, "{start}");
        }
        assert_eq!(kind_of(&[0x30, 0x82, 0x0a, 0x11]), FileKind::Pkcs12);
    }
}
