//! A disk of which the unsynced part can be lost.
//!
//! Content is durable when its file was synced, a name when the folder was. Unsynced writes may be kept, dropped or
//! torn by sectors, each for itself and in any order; unsynced names are kept up to some point, as a file system that
//! journals them does.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use rand::Rng;
use rand::rngs::StdRng;

use super::trace::Call;

const SECTOR: usize = 512;

#[derive(Debug, Default)]
pub(super) struct Disk {
    files: Vec<File>,
    names: BTreeMap<String, usize>,
    durable_names: BTreeMap<String, usize>,
    /// The names after each unsynced change of them.
    unsynced_names: Vec<BTreeMap<String, usize>>,
}

#[derive(Debug, Default)]
struct File {
    durable: Vec<u8>,
    unsynced: Vec<Change>,
}

#[derive(Debug)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Cut { length: usize },
}

impl Disk {
    pub(super) fn carry_out(&mut self, call: &Call) -> Result<()> {
        match call {
            Call::Make { name } => {
                if !self.names.contains_key(name) {
                    self.files.push(File::default());
                    self.names.insert(name.clone(), self.files.len() - 1);
                    self.unsynced_names.push(self.names.clone());
                }
            }
            Call::Write { name, at, bytes } => {
                self.file(name)?.unsynced.push(Change::Write { at: *at, bytes: bytes.clone() });
            }
            Call::Cut { name, length } => self.file(name)?.unsynced.push(Change::Cut { length: *length }),
            Call::Sync { name } => {
                let file = self.file(name)?;
                for change in std::mem::take(&mut file.unsynced) {
                    change.apply(&mut file.durable, |_| true);
                }
            }
            Call::SyncFolder => {
                self.durable_names.clone_from(&self.names);
                self.unsynced_names.clear();
            }
            Call::Rename { from, to } => {
                let file = self.names.remove(from).with_context(|| format!("{from} is not there"))?;
                self.names.insert(to.clone(), file);
                self.unsynced_names.push(self.names.clone());
            }
            Call::Remove { name } => {
                self.names.remove(name);
                self.unsynced_names.push(self.names.clone());
            }
            Call::Said { .. } => {}
        }
        Ok(())
    }

    fn file(&mut self, name: &str) -> Result<&mut File> {
        let file = self.names.get(name).with_context(|| format!("{name} is not there"))?;
        self.files.get_mut(*file).with_context(|| format!("{name} is nothing"))
    }

    /// The files as the next start finds them.
    pub(super) fn after_a_cut(&self, dice: &mut StdRng) -> BTreeMap<String, Vec<u8>> {
        let kept = dice.random_range(0..=self.unsynced_names.len());
        let names = kept.checked_sub(1).map_or(&self.durable_names, |last| &self.unsynced_names[last]);
        // All gone and all kept are the ends of it; in between each write has a fate of its own.
        let likely = [0.0, 0.3, 0.5, 0.7, 1.0][dice.random_range(0..5)];
        let mut left = BTreeMap::new();
        for (name, file) in names {
            let file = &self.files[*file];
            let mut content = file.durable.clone();
            for change in &file.unsynced {
                let is_torn = dice.random_bool(0.5);
                let is_kept = dice.random_bool(likely);
                change.apply(&mut content, |_| if is_torn { dice.random_bool(likely) } else { is_kept });
            }
            left.insert(name.clone(), content);
        }
        left
    }
}

impl Change {
    /// Carries the change out, sector by sector, where the sector's fate is to be kept.
    fn apply(&self, content: &mut Vec<u8>, mut is_kept: impl FnMut(usize) -> bool) {
        match self {
            Self::Cut { length } => {
                if is_kept(0) {
                    content.resize(*length, 0);
                }
            }
            Self::Write { at, bytes } => {
                let end = at + bytes.len();
                let mut from = *at;
                while from < end {
                    let to = ((from / SECTOR + 1) * SECTOR).min(end);
                    if is_kept(from / SECTOR) {
                        if content.len() < to {
                            content.resize(to, 0);
                        }
                        content[from..to].copy_from_slice(&bytes[from - at..to - at]);
                    }
                    from = to;
                }
            }
        }
    }
}
