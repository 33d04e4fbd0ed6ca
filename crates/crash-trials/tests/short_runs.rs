//! The trials, each as long as every test run can bear. The long runs are commands.

use std::path::Path;

use crash_trials::{audit_edits, damage, disks, kills, power};

fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_crash-trials"))
}

#[test]
fn no_edit_of_the_audit_log_stays_unseen() {
    let tally = audit_edits::run(1_000_000, 100).expect("the edits can be made");
    tally.conclude().expect("each is seen");
}

#[test]
fn damage_never_loses_a_sale_unseen() {
    let tally = damage::run(1_000_000, 500).expect("the trials can be made");
    tally.conclude().expect("nothing is lost unseen");
    assert!(tally.set_aside > 100, "damage that hardly ever does harm proves little: {}", tally.set_aside);
}

#[test]
fn a_power_cut_loses_nothing_that_was_acknowledged() {
    let tally = power::run(program(), None, 1_000_000, 100).expect("the trials can be made");
    tally.conclude().expect("nothing is lost");
}

#[test]
fn a_kill_anywhere_loses_nothing_that_was_shown_or_charged() {
    let tally = kills::run(program(), None, 1_000_000, 170).expect("the trials can be made");
    tally.conclude().expect("nothing is lost");
    let kills: u64 = tally.kills.values().sum();
    assert!(kills >= 170 && tally.kills.len() == 27, "{kills} kills at {:#?}", tally.kills);
}

#[test]
fn a_bad_disk_starts_no_sale_and_drops_no_outcome() {
    disks::run(program(), 1_000_000, 14).expect("nothing is lost");
}
