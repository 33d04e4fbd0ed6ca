//! The ledger on disk: loaded at start, saved after every change, whole or not at all.
//!
//! Saving happens beside the answers, never before them: changes that come while one is being saved are saved together.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::ledger::Ledger;
use crate::world::World;

/// The ledger of an earlier run, if there is one.
///
/// A file that cannot be understood is moved aside under a name with `damaged`, and the sandbox starts anew.
pub(crate) fn load(path: &Path) -> io::Result<Option<Ledger>> {
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let problem = match serde_json::from_slice::<Ledger>(&text) {
        Ok(ledger) => match ledger.find_flaw() {
            None => return Ok(Some(ledger)),
            Some(flaw) => flaw.to_owned(),
        },
        Err(error) => error.to_string(),
    };
    let aside = free_name_beside(path);
    fs::rename(path, &aside)?;
    tracing::warn!(
        file = %path.display(),
        kept_as = %aside.display(),
        problem,
        "the state file is damaged: it was set aside, and the sandbox starts with a new ledger"
    );
    Ok(None)
}

/// `state.json` -> `state.json.damaged-1`, or the next number that is free.
fn free_name_beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    (1..10_000)
        .map(|number| path.with_file_name(format!("{name}.damaged-{number}")))
        .find(|candidate| !candidate.exists())
        .unwrap_or_else(|| path.with_file_name(format!("{name}.damaged")))
}

/// Writes the ledger beside its place and moves it there.
pub(crate) fn save(path: &Path, ledger: &Ledger) -> io::Result<()> {
    let draft = path.with_extension("new");
    let mut file = fs::File::create(&draft)?;
    file.write_all(&serde_json::to_vec(ledger)?)?;
    file.sync_all()?;
    fs::rename(&draft, path)
}

/// Saves the ledger whenever it changed, until the sandbox closes; then once more.
pub(crate) async fn keep_saved(world: Arc<World>, path: PathBuf) {
    let mut revisions = world.revision.subscribe();
    loop {
        let is_closing = tokio::select! {
            () = world.closing.cancelled() => true,
            changed = revisions.changed() => changed.is_err(),
        };
        revisions.mark_unchanged();
        let ledger = world.read(Clone::clone);
        let to = path.clone();
        let saved = tokio::task::spawn_blocking(move || save(&to, &ledger)).await;
        match saved {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(file = %path.display(), %error, "the ledger could not be saved"),
            Err(error) => tracing::error!(file = %path.display(), %error, "saving the ledger broke off"),
        }
        if is_closing {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{load, save};
    use crate::ledger::Ledger;

    #[test]
    fn what_was_saved_is_loaded() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("state.json");
        assert!(load(&path).expect("no file is no trouble").is_none());
        let ledger = Ledger::new(7, 1);
        save(&path, &ledger).expect("saved");
        let loaded = load(&path).expect("read").expect("a ledger");
        assert_eq!(loaded.customers(), ledger.customers());
    }

    #[test]
    fn a_damaged_file_is_set_aside_and_nothing_is_lost() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("state.json");
        let money_from_nowhere = {
            let mut text = serde_json::to_string(&Ledger::new(7, 1)).expect("JSON");
            text = text.replacen("\"80000\"", "\"90000\"", 1);
            text
        };
        for (number, text) in ["{", "", &money_from_nowhere].into_iter().enumerate() {
            std::fs::write(&path, text).expect("written");
            assert!(load(&path).expect("read").is_none());
            let aside = directory.path().join(format!("state.json.damaged-{}", number + 1));
            assert_eq!(std::fs::read_to_string(aside).expect("kept"), text);
        }
    }
}
