//! Ten thousand hostile inputs for each place where bytes from outside are read, the same in every run.

use std::panic::{AssertUnwindSafe, catch_unwind};

use wire_trials::entry::{ENTRIES, find};
use wire_trials::mutate::Mutations;

const INPUTS: usize = 10_000;

/// Panics with the input, in a form that can be put into a seed.
fn holds(name: &str) {
    let entry = find(name);
    let seeds = (entry.seeds)();
    assert!(!seeds.is_empty(), "{name} has nothing to start from");
    for input in seeds.into_iter().chain(Mutations::new(entry, 20_261_120).take(INPUTS)) {
        if catch_unwind(AssertUnwindSafe(|| (entry.check)(&input))).is_err() {
            panic!("{name} breaks its promise for {}", input.escape_ascii());
        }
    }
}

macro_rules! held {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                holds(stringify!($name));
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
    envelope answer sandbox_body sandbox_call tray transaction transaction_page date number amount description journal
}
