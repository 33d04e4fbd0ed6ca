//! Promises about the shell's lists.

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

#[test]
fn every_command_is_declared_and_nothing_else_is() {
    let shell = read("src-tauri/src/lib.rs");
    let handled: BTreeSet<&str> = between(&shell, "generate_handler![", ']')
        .split(',')
        .filter_map(|path| path.trim().rsplit("::").next())
        .filter(|name| !name.is_empty())
        .collect();
    let permissions = read("src-tauri/permissions/app.toml");
    let declared: BTreeSet<&str> =
        between(&permissions, "commands.allow = [", ']').split('"').skip(1).step_by(2).collect();
    assert_eq!(handled, declared);
    assert!(handled.len() <= 25, "few commands are the best wall: {}", handled.len());
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

#[test]
fn the_window_loads_nothing_from_elsewhere_and_runs_nothing_inline() {
    let configuration: serde_json::Value =
        serde_json::from_str(&read("tauri.conf.json")).expect("tauri.conf.json is JSON");
    let policy = configuration["app"]["security"]["csp"].as_str().expect("a content security policy");
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert!(!policy.contains("https:"), "{policy}");
    assert!(configuration["build"].get("devUrl").is_none(), "the development server is only in tauri.dev.conf.json");
}
