//! The audit log at a command line.

use std::path::Path;
use std::process::ExitCode;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::Connection;
use till::audit::{AuditAct, AuditEntry, AuditPerson, By};
use till::journal::{Alongside, AuditRecord, Journal, SqliteJournal};

use super::{Days, find, show, verify};

/// A data directory with a journal of practice mode in which three things were done, a day apart.
fn data() -> tempfile::TempDir {
    let data = tempfile::tempdir().expect("a directory");
    let mut journal = SqliteJournal::open(&data.path().join("practice")).expect("it can be made");
    let person = |id, name: &str| AuditPerson { id, name: name.to_owned() };
    let by = By { who: Some(person(2, "林")), approved_by: Some(person(1, "森")) };
    let acts = [
        AuditAct::LoggedIn { person: person(2, "林") },
        AuditAct::SettingsChanged { settings: vec!["printing".to_owned()] },
        AuditAct::WrongPin { person: None },
    ];
    for (day, act) in (20..).zip(acts) {
        let at: Timestamp = format!("2026-11-{day}T12:00:00Z").parse().expect("a time");
        let entry = AuditEntry { by: by.clone(), act };
        journal.append_audited(&AuditRecord { at, entry: &entry }, &Alongside::Nothing).expect("there is room");
    }
    data
}

fn edit(data: &Path, sql: &str) {
    let file = Connection::open(SqliteJournal::path(&data.join("practice"))).expect("a database");
    file.execute_batch("DROP TRIGGER entries_are_never_changed").expect("it is there");
    file.execute_batch(sql).expect("the edit is possible");
}

fn verified(data: &Path) -> (ExitCode, String) {
    let mut out = Vec::new();
    let code = verify(data, &find(data).expect("it can be read"), &mut out).expect("it can be read");
    (code, String::from_utf8(out).expect("text"))
}

fn shown(data: &Path, from: Option<&str>, to: Option<&str>) -> String {
    let day = |text: &str| text.parse().expect("a day");
    let days = Days::of(from.map(day), to.map(day), TimeZone::UTC).expect("days");
    let mut out = Vec::new();
    show(data, &find(data).expect("it can be read"), &days, &mut out).expect("it can be read");
    String::from_utf8(out).expect("text")
}

#[test]
fn a_whole_log_is_said_to_be_whole_and_an_edited_one_broken_with_another_exit_code() {
    let data = data();
    let (code, words) = verified(data.path());
    assert_eq!(code, ExitCode::SUCCESS);
    assert!(words.starts_with("practice: whole, 3 entries, 3 of them in the audit log"), "{words}");
    edit(data.path(), "UPDATE entries SET entry = replace(entry, '森', '林') WHERE number = 2");
    let (code, words) = verified(data.path());
    assert_eq!(code, ExitCode::from(3));
    assert!(words.starts_with("practice: BROKEN at entry 2"), "{words}");
}

#[test]
fn the_log_says_who_did_what_and_who_approved_it_oldest_first() {
    let data = data();
    let words = shown(data.path(), None, None);
    let lines: Vec<&str> = words.lines().collect();
    assert_eq!(
        lines,
        [
            "# practice",
            "2026-11-20 12:00:00  #1  林 (2), approved by 森 (1): 林 (2) logs in",
            "2026-11-21 12:00:00  #2  林 (2), approved by 森 (1): change settings: printing",
            "2026-11-22 12:00:00  #3  林 (2), approved by 森 (1): wrong PIN for somebody unknown",
        ]
    );
}

#[test]
fn a_line_that_was_edited_is_named_and_not_told() {
    let data = data();
    edit(data.path(), "UPDATE entries SET entry = replace(entry, '森', '林') WHERE number = 2");
    assert!(shown(data.path(), None, None).contains("#2  THIS LINE IS NOT WHAT WAS WRITTEN"));
}

#[test]
fn only_the_days_that_were_asked_for_are_shown() {
    let data = data();
    let words = shown(data.path(), Some("2026-11-21"), Some("2026-11-21"));
    assert!(words.contains("#2") && !words.contains("#1") && !words.contains("#3"), "{words}");
    let day = |text: &str| Some(text.parse().expect("a day"));
    assert!(Days::of(day("2026-11-22"), day("2026-11-21"), TimeZone::UTC).is_err());
}
