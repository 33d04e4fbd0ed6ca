//! The program: says when it is ready, and saves what it knows when it is told to end.
#![cfg(unix)]

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use serde_json::Value;

#[test]
fn the_ready_line_is_stable_and_ending_at_once_keeps_the_ledger() {
    let directory = tempfile::tempdir().expect("a directory");
    let state = directory.path().join("ledger.json");
    let mut child = Command::new(env!("CARGO_BIN_EXE_partner-sandbox"))
        .args(["serve", "--listen", "127.0.0.1:0", "--control", "127.0.0.1:0", "--seed", "7"])
        .arg("--credentials")
        .arg(directory.path().join("credentials"))
        .arg("--state")
        .arg(&state)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
    let ended = Command::new("kill").arg(child.id().to_string()).status().expect("kill is there");
    assert!(ended.success());
    assert!(child.wait().expect("it ends").success(), "it ends by itself, not by the signal");

    assert!(line.starts_with(r#"{"ready":true,"api":"https://127.0.0.1:"#), "{line}");
    let ready: Value = serde_json::from_str(&line).expect("JSON");
    assert!(ready["control"].as_str().is_some_and(|url| url.starts_with("http://127.0.0.1:")));
    assert!(directory.path().join("credentials/config.ini").is_file());
    assert_eq!(ready["credentials"].as_str(), directory.path().join("credentials").to_str());
    assert!(state.is_file(), "the ledger is saved at the end");
}

#[test]
fn a_switch_that_is_none_is_said_in_a_sentence_before_anything_starts() {
    let directory = tempfile::tempdir().expect("a directory");
    let refused = Command::new(env!("CARGO_BIN_EXE_partner-sandbox"))
        .args(["serve", "--listen", "127.0.0.1:0", "--control", "127.0.0.1:0", "--switch", "gravity=off"])
        .arg("--credentials")
        .arg(directory.path().join("credentials"))
        .output()
        .expect("the program runs");
    assert!(!refused.status.success() && refused.stdout.is_empty());
    let words = String::from_utf8_lossy(&refused.stderr);
    assert!(words.contains("there is no switch called gravity"), "{words}");
    assert!(!directory.path().join("credentials").exists(), "nothing was begun");
}
