//! The commands as their sources declare them.

use std::fs;
use std::path::{Path, PathBuf};

use super::shape::Shape;

/// A command that a window can call.
pub(super) struct Command {
    pub(super) name: String,
    /// What it takes from the window, by the names that JavaScript uses.
    pub(super) arguments: Vec<(String, Shape)>,
}

/// What Tauri hands over by itself, the channel made from a number that its own script gives.
const FROM_TAURI: [&str; 8] =
    ["TheDesk", "AppHandle", "State", "WebviewWindow", "Webview", "Window", "Request", "Channel"];

/// Every command of the shell.
pub(super) fn all() -> Vec<Command> {
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/src/commands"), &mut files);
    let mut commands: Vec<Command> =
        files.iter().flat_map(|file| read(&fs::read_to_string(file).expect("a source is text"))).collect();
    commands.sort_by(|one, other| one.name.cmp(&other.name));
    commands
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn read(source: &str) -> Vec<Command> {
    let found = source.split("#[command").skip(1).filter_map(|rest| {
        let (_, signature) = rest.split_once("fn ")?;
        let (name, signature) = signature.split_once('(')?;
        Some(Command { name: name.trim().to_owned(), arguments: arguments(signature) })
    });
    found.collect()
}

/// The arguments up to the bracket that closes the list.
fn arguments(signature: &str) -> Vec<(String, Shape)> {
    let mut depth = 0_i32;
    let mut parts = vec![String::new()];
    for character in signature.chars() {
        match character {
            ')' if depth == 0 => break,
            ',' if depth == 0 => parts.push(String::new()),
            _ => {
                depth += match character {
                    '<' | '(' => 1,
                    '>' | ')' => -1,
                    _ => 0,
                };
                parts.last_mut().expect("there is one").push(character);
            }
        }
    }
    let pairs = parts.iter().filter_map(|part| part.split_once(':'));
    pairs
        .map(|(name, kind)| (camel(name.trim()), kind.trim().rsplit("::").next().unwrap_or_default()))
        .filter(|(_, kind)| !FROM_TAURI.contains(&kind.split('<').next().unwrap_or_default()))
        .map(|(name, kind)| (name, Shape::of_rust(kind)))
        .collect()
}

/// Tauri's own rule: `shop_id` is `shopId` in JavaScript.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..])
}
