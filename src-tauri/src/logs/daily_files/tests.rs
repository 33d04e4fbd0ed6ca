//! What log files are kept, and what a line looks like.

use std::cell::Cell;
use std::fs;
use std::io::Write;
use std::path::Path;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::{Bounds, DailyFiles, LINE_BYTES, list};

const DAY: Date = date(2026, 11, 21);

const SMALL: Bounds = Bounds { days: 14, file_bytes: 100, all_bytes: 450 };

fn names(folder: &Path) -> Vec<String> {
    let files = list(folder).expect("the folder can be read");
    files.into_iter().map(|(name, _)| name.file_name()).collect()
}

fn bytes(folder: &Path) -> u64 {
    let files = list(folder).expect("the folder can be read");
    files.iter().map(|(_, path)| fs::metadata(path).expect("it is there").len()).sum()
}

#[test]
fn a_fault_in_a_loop_does_not_fill_the_disk_and_the_newest_lines_stay() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = DailyFiles::bounded(folder.path(), || DAY, SMALL).expect("it can be written");
    for number in 0..1000 {
        writeln_event(&mut files, &format!("event {number} of a loop"));
        assert!(bytes(folder.path()) <= SMALL.all_bytes, "after event {number}: {:?}", names(folder.path()));
    }
    let (_, newest) = list(folder.path()).expect("the folder can be read").pop().expect("a file");
    assert!(fs::read_to_string(newest).expect("text").ends_with("event 999 of a loop\n"));
}

#[test]
fn fourteen_days_are_kept_and_each_begins_its_own_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let today = Cell::new(DAY);
    let bounds = Bounds { all_bytes: u64::MAX, ..SMALL };
    let mut files = DailyFiles::bounded(folder.path(), || today.get(), bounds).expect("it can be written");
    for _ in 0..20 {
        writeln_event(&mut files, "good morning");
        today.set(today.get().saturating_add(1.day()));
    }
    let kept = names(folder.path());
    assert_eq!(kept.len(), 14, "{kept:?}");
    assert_eq!(kept.first().map(String::as_str), Some("till.2026-11-27.1.log"));
    assert_eq!(kept.last().map(String::as_str), Some("till.2026-12-10.1.log"));
}

#[test]
fn a_restart_goes_on_in_the_same_file_and_touches_no_file_of_others() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("till.notes.log"), "the owner's own").expect("it can be written");
    for start in ["first", "second"] {
        let mut files = DailyFiles::bounded(folder.path(), || DAY, SMALL).expect("it can be written");
        writeln_event(&mut files, start);
    }
    assert_eq!(names(folder.path()), ["till.2026-11-21.1.log"]);
    assert!(folder.path().join("till.notes.log").exists());
    let text = fs::read_to_string(folder.path().join("till.2026-11-21.1.log")).expect("text");
    assert_eq!(text, "first\nsecond\n");
}

#[test]
fn one_event_is_one_line_whatever_is_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let bounds = Bounds { file_bytes: u64::MAX, all_bytes: u64::MAX, ..SMALL };
    let mut files = DailyFiles::bounded(folder.path(), || DAY, bounds).expect("it can be written");
    writeln_event(&mut files, "the server says: no\n2026-11-21 ERROR forged\r\u{1b}[31m\u{85}");
    writeln_event(&mut files, &"長".repeat(LINE_BYTES));
    let text = fs::read_to_string(folder.path().join("till.2026-11-21.1.log")).expect("text");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert_eq!(lines[0], r"the server says: no\n2026-11-21 ERROR forged\r\u{1b}[31m\u{85}");
    assert!(lines[1].len() < LINE_BYTES + 8 && lines[1].ends_with('…'));
}

/// As the log's own writer hands it over: whole, with a line end.
fn writeln_event(files: &mut impl Write, event: &str) {
    files.write_all(format!("{event}\n").as_bytes()).expect("the folder can be written");
}
