//! Where a journal cannot lie: on another machine's disk, whose locks and syncs are promises of a network
//! (reliability, E5).
//!
//! A folder that a cloud service copies looks like any other and is not found out here; a lock that such a service
//! holds for a moment is waited for.

use std::path::Path;

use crate::journal::JournalError;

/// Refuses a directory on a drive of the network, where that can be known.
#[cfg(target_os = "linux")]
pub(super) fn refuse_network(directory: &Path) -> Result<(), JournalError> {
    let kind = rustix::fs::statfs(directory).map_err(std::io::Error::from)?.f_type;
    match name(kind & 0xffff_ffff) {
        Some(kind) => Err(JournalError::NetworkDrive { kind }),
        None => Ok(()),
    }
}

/// Other systems do not say it without unsafe calls; there the busy timeout and the checks at the start have to do.
#[cfg(not(target_os = "linux"))]
pub(super) fn refuse_network(_directory: &Path) -> Result<(), JournalError> {
    Ok(())
}

/// The kinds of network drive by the numbers of `statfs(2)`.
#[cfg(target_os = "linux")]
fn name(kind: i64) -> Option<&'static str> {
    match kind {
        0x6969 => Some("NFS"),
        0x517b => Some("SMB"),
        0xff53_4d42 => Some("CIFS"),
        0xfe53_4d42 => Some("SMB2"),
        0x00c3_6400 => Some("Ceph"),
        0x5346_414f | 0x6b41_4653 => Some("AFS"),
        0x564c => Some("NCP"),
        _ => None,
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::{name, refuse_network};

    #[test]
    fn a_disk_of_this_machine_is_taken_and_a_share_is_named() {
        let directory = tempfile::tempdir().expect("a directory");
        refuse_network(directory.path()).expect("tests do not run on a share");
        assert_eq!(name(0x6969), Some("NFS"));
        assert_eq!(name(0xff53_4d42), Some("CIFS"));
        assert_eq!(name(0xef53), None, "ext4");
    }
}
