//! What a step was made from: a digest of files by content, so that a touched file is not a changed one.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The digest of everything below a folder, but for the named entries of its first level and of folders in it given by
/// their path relative to it.
///
/// Not cryptographic, and not stable from one Rust release to the next: the worst that comes of it is one build more.
pub(crate) fn digest(folder: &Path, left_out: &[&str]) -> Result<String> {
    let mut files = Vec::new();
    collect(folder, Path::new(""), left_out, &mut files)?;
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        let path = folder.join(&file);
        file.hash(&mut hasher);
        fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn collect(root: &Path, inside: &Path, left_out: &[&str], files: &mut Vec<PathBuf>) -> Result<()> {
    let folder = root.join(inside);
    let entries = fs::read_dir(&folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("{} cannot be read", folder.display()))?;
        let path = inside.join(entry.file_name());
        if left_out.iter().any(|name| Path::new(name) == path) {
            continue;
        }
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            collect(root, &path, left_out, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// Whether the stamp file says exactly this.
pub(crate) fn is_current(stamp: &Path, says: &str) -> bool {
    fs::read_to_string(stamp).is_ok_and(|found| found == says)
}

/// Leaves the stamp. Only after the work, so that an interrupted step is done again.
pub(crate) fn leave(stamp: &Path, says: &str) -> Result<()> {
    fs::write(stamp, says).with_context(|| format!("{} cannot be written", stamp.display()))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{digest, is_current, leave};

    fn write(folder: &Path, file: &str, text: &str) {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be written");
        fs::write(path, text).expect("the folder can be written");
    }

    #[test]
    fn a_touched_file_is_the_same_and_an_edited_one_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), "src/main.ts", "a");
        let first = digest(folder.path(), &[]).expect("it reads");
        write(folder.path(), "src/main.ts", "a");
        assert_eq!(digest(folder.path(), &[]).expect("it reads"), first);
        write(folder.path(), "src/main.ts", "b");
        assert_ne!(digest(folder.path(), &[]).expect("it reads"), first);
    }

    #[test]
    fn a_new_and_a_renamed_file_change_the_digest() {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), "a", "text");
        let one = digest(folder.path(), &[]).expect("it reads");
        write(folder.path(), "b", "");
        let two = digest(folder.path(), &[]).expect("it reads");
        fs::rename(folder.path().join("b"), folder.path().join("c")).expect("it is ours");
        let renamed = digest(folder.path(), &[]).expect("it reads");
        assert!(one != two && two != renamed && one != renamed);
    }

    #[test]
    fn what_is_left_out_counts_nothing_and_its_namesake_elsewhere_does() {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), "src/main.ts", "a");
        let first = digest(folder.path(), &["dist", "src/words"]).expect("it reads");
        write(folder.path(), "dist/index.html", "x");
        write(folder.path(), "src/words/ja.js", "x");
        assert_eq!(digest(folder.path(), &["dist", "src/words"]).expect("it reads"), first);
        write(folder.path(), "src/dist/index.html", "x");
        assert_ne!(digest(folder.path(), &["dist", "src/words"]).expect("it reads"), first);
    }

    #[test]
    fn a_stamp_holds_for_what_it_says_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let stamp = folder.path().join("stamp");
        assert!(!is_current(&stamp, "one"));
        leave(&stamp, "one").expect("the folder can be written");
        assert!(is_current(&stamp, "one"));
        assert!(!is_current(&stamp, "two"));
    }
}
