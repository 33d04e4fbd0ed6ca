//! Ten thousand hostile inputs for each place where bytes from outside are read, the same in every run.
//!
//! Fewer for the journal: each of its inputs is a file that is written, examined, set aside and begun anew.

use std::panic::{AssertUnwindSafe, catch_unwind};

use wire_trials::entry::{ENTRIES, find};
use wire_trials::mutate::Mutations;

/// Panics with the input, in a form that can be put into a seed.
fn holds(name: &str, inputs: usize) {
    let entry = find(name);
    let seeds = (entry.seeds)();
    assert!(!seeds.is_empty(), "{name} has nothing to start from");
    for input in seeds.into_iter().chain(Mutations::new(entry, 20_261_120).take(inputs)) {
        let held = catch_unwind(AssertUnwindSafe(|| (entry.check)(&input))).is_ok();
        assert!(held, "{name} breaks its promise for {}", input.escape_ascii());
    }
}

macro_rules! held {
    ($($name:ident $inputs:literal)*) => {
        $(
            #[test]
            fn $name() {
                holds(stringify!($name), $inputs);
            }
        )*

        #[test]
        fn every_entry_is_held_and_has_a_fuzz_target() {
            let held = [$(stringify!($name)),*];
            let manifest = include_str!("../../../fuzz/Cargo.toml");
            for entry in ENTRIES {
                assert!(held.contains(&entry.name), "{} is not tested", entry.name);
                assert!(manifest.contains(&format!("name = \"{}\"", entry.name)), "{} has no target", entry.name);
            }
            assert_eq!(held.len(), ENTRIES.len());
        }
    };
}

held! {
    envelope 10_000
    answer 10_000
    sandbox_body 10_000
    sandbox_call 10_000
    tray 10_000
    transaction 10_000
    transaction_page 10_000
    date 10_000
    number 10_000
    amount 10_000
    description 10_000
    journal 200
}
