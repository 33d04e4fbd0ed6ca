//! Room kept free for what must still be written when the disk is full (reliability, E3).
//!
//! A file of this size lies beside the journal. When the disk is full it is removed, so that the outcome of the sale
//! that is under way can be stored; no new sale is begun until it could be made again.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Far more than the entries of one sale and the pages they touch.
const ROOM_BYTES: usize = 256 * 1024;

const NAME: &str = "journal.reserve";

#[derive(Debug)]
pub(super) struct Reserve {
    path: PathBuf,
    is_kept: bool,
}

impl Reserve {
    /// Takes the room over, or makes it. A disk without room for it is found out at the first sale.
    pub(super) fn open(directory: &Path) -> Self {
        let mut reserve = Self { path: directory.join(NAME), is_kept: false };
        let wanted = u64::try_from(ROOM_BYTES).unwrap_or(u64::MAX);
        reserve.is_kept = fs::metadata(&reserve.path).is_ok_and(|there| there.len() == wanted);
        if let Err(error) = reserve.keep() {
            tracing::warn!(%error, "there is no room to keep in reserve");
        }
        reserve
    }

    /// Sees to it that the room is kept.
    pub(super) fn keep(&mut self) -> io::Result<()> {
        if self.is_kept {
            return Ok(());
        }
        // Neither all zeros nor a pattern: some file systems give such a file no room at all.
        let mut noise = Vec::with_capacity(ROOM_BYTES);
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        while noise.len() < ROOM_BYTES {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            noise.extend_from_slice(&state.rotate_left(29).to_le_bytes());
        }
        let written = File::create(&self.path).and_then(|mut file| {
            file.write_all(&noise)?;
            file.sync_all()
        });
        if written.is_err() {
            let _ = fs::remove_file(&self.path);
        }
        self.is_kept = written.is_ok();
        written
    }

    /// Gives the room away; `false` when there was none to give.
    pub(super) fn free(&mut self) -> bool {
        let was_kept = std::mem::take(&mut self.is_kept);
        was_kept && fs::remove_file(&self.path).is_ok()
    }
}
