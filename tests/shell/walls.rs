//! Promises about the configuration (figures S3 and S5): what a page may load, what a window may do, and what is not
//! even compiled in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::{Value, json};

use super::read;

fn configuration() -> Value {
    serde_json::from_str(&read("tauri.conf.json")).expect("tauri.conf.json is JSON")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below the folder whose name ends so.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// What `cargo tree` says of the program that ships, one crate or feature per line.
fn tree(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--package", "cashtray-terminal", "--prefix", "none", "--target", "all"])
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("cargo runs this test");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn each_directive_of_the_content_security_policy_names_only_the_program_itself() {
    let configuration = configuration();
    let policy = configuration["app"]["security"]["csp"].as_str().expect("a content security policy");
    let directives: BTreeMap<&str, Vec<&str>> = policy
        .split(';')
        .filter_map(|directive| directive.trim().split_once(' '))
        .map(|(name, sources)| (name, sources.split_whitespace().collect()))
        .collect();
    for (name, only) in [
        ("default-src", "'none'"),
        ("script-src", "'self'"),
        ("style-src", "'self'"),
        ("font-src", "'self'"),
        ("base-uri", "'none'"),
        ("form-action", "'none'"),
        ("frame-ancestors", "'none'"),
    ] {
        assert_eq!(directives.get(name).map(Vec::as_slice), Some(&[only][..]), "{name}");
    }
    let own = ["'none'", "'self'", "data:", "ipc:", "http://ipc.localhost"];
    for (name, sources) in &directives {
        for source in sources {
            assert!(own.contains(source), "{name} allows {source}");
            assert!(*source != "data:" || matches!(*name, "img-src" | "media-src"), "{name} allows {source}");
        }
    }
}

#[test]
fn no_switch_of_the_configuration_opens_a_wall() {
    let configuration = configuration();
    let app = &configuration["app"];
    assert_eq!(app["withGlobalTauri"], false);
    assert_eq!(app["security"]["freezePrototype"], true);
    assert_eq!(app["windows"], json!([]), "windows are made in Rust, walled in");
    assert_eq!(configuration.get("plugins"), None);
    for key in ["assetProtocol", "dangerousDisableAssetCspModification", "devCsp"] {
        assert_eq!(app["security"].get(key), None, "{key}");
    }
    assert!(configuration["build"].get("devUrl").is_none());
    let named = configuration["app"]["security"]["capabilities"].as_array().expect("a list").len();
    assert_eq!(named, files("src-tauri/capabilities", &[".json"]).len(), "every capability is named");
}

#[test]
fn a_window_may_listen_and_call_its_own_commands_and_nothing_else() {
    let listen = ["core:event:allow-listen", "core:event:allow-unlisten"];
    let permissions = read("src-tauri/permissions/app.toml");
    for path in files("src-tauri/capabilities", &[".json"]) {
        let text = fs::read_to_string(&path).expect("it can be read");
        let capability: Value = serde_json::from_str(&text).expect("a capability is JSON");
        let label = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        assert_eq!(capability["identifier"], label);
        assert_eq!(capability["windows"], json!([label]), "each window has its own");
        assert!(capability.get("remote").is_none() && !text.contains("http"), "{label}: no remote page");
        assert!(capability.get("webviews").is_none(), "{label}");
        for permission in capability["permissions"].as_array().expect("a list") {
            let permission = permission.as_str().expect("a plain permission, without a scope");
            let is_own = permissions.contains(&format!("identifier = \"{permission}\""));
            assert!(is_own || listen.contains(&permission), "{label} may {permission}");
        }
    }
}

#[test]
fn every_window_is_walled_in() {
    let mut made = 0;
    for path in files("src-tauri/src", &[".rs"]) {
        let source = fs::read_to_string(&path).expect("a source is text");
        for (at, _) in source.match_indices("WebviewWindowBuilder::new(") {
            made += 1;
            assert!(source[..at].ends_with("walled_in("), "{} makes a window of its own", path.display());
        }
        for other in ["WebviewBuilder::new(", "from_config(", "navigate("] {
            assert!(!source.contains(other), "{}: {other}", path.display());
        }
    }
    assert!(made > 0, "there is a window");
}

#[test]
fn what_ships_has_no_way_to_files_shells_or_the_web_for_a_page() {
    let crates = tree(&["--edges", "normal"]);
    for forbidden in [
        "fs",
        "shell",
        "http",
        "process",
        "upload",
        "websocket",
        "sql",
        "store",
        "clipboard-manager",
        "global-shortcut",
    ] {
        let line = format!("tauri-plugin-{forbidden} ");
        assert!(!crates.lines().any(|name| name.starts_with(&line)), "{line}");
    }
    for forbidden in ["openssl-sys ", "native-tls ", "chrono "] {
        assert!(!crates.lines().any(|name| name.starts_with(forbidden)), "{forbidden}");
    }
    // GHSA-7gmj-67g7-phm9: a page of another origin was taken for ours.
    let tauri = crates.lines().find_map(|line| line.strip_prefix("tauri v")).expect("the program is made with Tauri");
    let mut version = tauri.split(['.', ' ']).map(|part| part.parse::<u32>().unwrap_or(0));
    assert!((version.next(), version.next()) >= (Some(2), Some(11)), "tauri {tauri}");
}

#[test]
fn a_release_has_no_developer_tools() {
    for package in ["tauri", "wry", "tauri-runtime-wry"] {
        let features = tree(&["--edges", "features,normal", "--invert", package]);
        assert!(!features.contains(&format!("{package} feature \"devtools\"")), "{package}");
    }
    let guarded = read("src-tauri/src/web_view.rs").contains(".devtools(cfg!(debug_assertions))");
    assert!(guarded, "a release asks for none either");
}

#[test]
fn all_our_crates_forbid_unsafe_code() {
    assert!(read("Cargo.toml").contains("unsafe_code = \"forbid\""));
    let mut manifests = vec![root().join("Cargo.toml")];
    manifests.extend(
        fs::read_dir(root().join("crates"))
            .expect("the folder is there")
            .flatten()
            .map(|entry| entry.path().join("Cargo.toml")),
    );
    assert!(manifests.len() > 10, "{manifests:?}");
    for manifest in manifests.iter().filter(|path| path.exists()) {
        let text = fs::read_to_string(manifest).expect("a manifest is text");
        assert!(text.contains("[lints]\nworkspace = true"), "{}", manifest.display());
    }
}

#[test]
fn the_screens_never_write_markup_or_code_from_text() {
    let is_test = |path: &PathBuf| path.to_string_lossy().ends_with(".test.ts");
    for path in files("ui/src", &[".svelte", ".ts"]).into_iter().filter(|path| !is_test(path)) {
        let source = fs::read_to_string(&path).expect("a source is text");
        for way in
            ["{@html", ".innerHTML", ".outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function("]
        {
            assert!(!source.contains(way), "{}: {way}", path.display());
        }
    }
}
