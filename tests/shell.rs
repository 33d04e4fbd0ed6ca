//! Promises about the shell's lists.

#[path = "shell/walls.rs"]
mod walls;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("the file is part of the project")
}

/// What stands between `after` and the next `until`.
fn between<'a>(text: &'a str, after: &str, until: char) -> &'a str {
    let rest = text.split_once(after).expect("the list is there").1;
    rest.split(until).next().expect("the list ends")
}

/// The permission sets of the two windows.
const SETS: [&str; 2] = ["staff", "customer"];

/// The commands that a permission set allows.
fn commands_of<'a>(permissions: &'a str, set: &str) -> BTreeSet<&'a str> {
    let own = permissions.split_once(&format!("identifier = \"{set}\"")).expect("the set is there").1;
    between(own, "commands.allow = [", ']').split('"').skip(1).step_by(2).collect()
}

#[test]
fn every_command_is_declared_and_nothing_else_is() {
    let shell = read("src-tauri/src/lib.rs");
    let handled: BTreeSet<&str> = between(&shell, "generate_handler![", ']')
        .split(',')
        .filter_map(|path| path.trim().rsplit("::").next())
        .filter(|name| !name.is_empty())
        .collect();
    let permissions = read("src-tauri/permissions/app.toml");
    let declared: BTreeSet<&str> = SETS.iter().flat_map(|set| commands_of(&permissions, set)).collect();
    assert_eq!(handled, declared);
    assert!(handled.len() <= 25, "few commands are the best wall: {}", handled.len());
}

#[test]
fn the_customers_window_can_be_drawn_and_change_its_language_and_nothing_else() {
    let permissions = read("src-tauri/permissions/app.toml");
    assert_eq!(commands_of(&permissions, "customer"), BTreeSet::from(["customer_ready", "customer_act"]));
    let capability: serde_json::Value =
        serde_json::from_str(&read("src-tauri/capabilities/customer.json")).expect("it is JSON");
    // Not even events: a page that hears one hears those of every window.
    assert_eq!(capability["permissions"], serde_json::json!(["customer"]));
    assert_eq!(capability["windows"], serde_json::json!(["customer"]));
    assert!(!commands_of(&permissions, "staff").contains("customer_ready"), "its pictures are its own");
}

#[test]
fn the_terminal_is_built_without_breakable_rules() {
    let tree = std::process::Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--package", "cashtray-terminal", "--edges", "features,normal", "--invert", "till"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs this test");
    let features = String::from_utf8_lossy(&tree.stdout);
    assert!(tree.status.success() && features.contains("cashtray-terminal"), "{features}");
    assert!(!features.contains("breakable"), "only the simulation may switch rules off:\n{features}");
}
