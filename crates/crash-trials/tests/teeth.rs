//! A trial that cannot fail proves nothing: what is broken on purpose is noticed, and named.

use std::path::Path;

use crash_trials::{kills, power};

fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_crash-trials"))
}

#[test]
fn an_engine_that_forgets_what_was_open_is_noticed_by_a_charge_that_it_does_not_know() {
    let tally = kills::run(program(), Some(kills::Broken::ForgetsWhatWasOpen), 1_000_000, 54).expect("it runs");
    assert!(!tally.charged_unknown.is_empty(), "{tally:?}");
    assert!(tally.conclude().is_err());
}

#[test]
fn an_engine_that_only_says_that_it_writes_is_noticed_by_what_it_has_shown() {
    let tally = kills::run(program(), Some(kills::Broken::KeepsInMemory), 1_000_000, 54).expect("it runs");
    assert!(!tally.shown_not_journalled.is_empty(), "{tally:?}");
    assert!(tally.conclude().is_err());
}

#[test]
fn a_journal_that_tells_before_it_writes_or_does_not_sync_is_noticed_by_a_power_cut() {
    for broken in [power::Broken::TellsFirst, power::Broken::SyncsNothing] {
        let tally = power::run(program(), Some(broken), 1_000_000, 40).expect("it runs");
        let is_lost = |finding: &String| finding.contains("was durable, and there are");
        assert!(tally.findings.iter().any(is_lost), "{broken:?}: {:?}", tally.findings);
        assert!(tally.conclude().is_err());
    }
}
