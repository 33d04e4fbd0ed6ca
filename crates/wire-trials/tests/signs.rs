//! The till and Pokepay's own Node SDK write the same sign and amount. `cargo xtask signs` holds a million against it.

use std::path::Path;

use wire_trials::signs::compare;

#[test]
fn every_edge_and_five_thousand_amounts_leave_as_the_official_sdk_writes_them() {
    let sdk = Path::new(env!("CARGO_MANIFEST_DIR")).join("../partner-sandbox/tests/node");
    let trial = compare(&sdk, 5_000, 1).expect("both can be run");
    assert!(trial.differences.is_empty(), "{trial}\n{}", trial.differences.join("\n"));
    assert!(trial.edges > 300 && trial.random == 5_000, "{trial}");
}
