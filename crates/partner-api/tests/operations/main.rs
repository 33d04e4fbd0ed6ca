//! Every operation against Pokepay's own description of it: method, path, parameters with their limits, and each field of
//! the answer. One file per resource, like the operations themselves.

mod accounts;
mod answers;
mod bills;
mod cashtrays;
mod checks;
mod customers;
mod documents;
mod organizations;
mod parameters;
mod private_moneys;
mod probe;
mod shops;
mod system;
mod transactions;
mod transfers;
mod users;

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::path::Path;

use documents::{ID, documents};
use partner_api::Repeat;
use probe::Probe;

fn id<T: std::str::FromStr<Err: Debug>>() -> T {
    ID.parse().expect("a UUID")
}

fn text() -> String {
    "taiyaki".to_owned()
}

fn moment() -> Option<jiff::Timestamp> {
    "2026-11-20T06:56:43Z".parse().ok()
}

fn all() -> Probe {
    let mut probe = Probe::new();
    for resource in [
        accounts::all,
        bills::all,
        cashtrays::all,
        checks::all,
        customers::all,
        organizations::all,
        private_moneys::all,
        shops::all,
        system::all,
        transactions::all,
        transfers::all,
        users::all,
    ] {
        resource(&mut probe);
    }
    probe
}

#[test]
fn every_documented_operation_is_here_and_as_documented() {
    let operations = documents().operations;
    let documented: BTreeSet<_> = operations.iter().map(|operation| operation.name.as_str()).collect();
    assert_eq!(all().operations.into_keys().collect::<BTreeSet<_>>(), documented);
    assert_eq!(documented.len(), 43, "42 of the API description, and the one that scans a Cashtray");
}

#[test]
fn every_documented_list_can_be_paged() {
    let operations = documents().operations;
    let lists = operations.iter().filter(|operation| operation.response.starts_with("Paginated"));
    assert_eq!(all().paged, lists.map(|operation| operation.name.as_str()).collect());
}

#[test]
fn every_documented_limit_is_kept_before_anything_is_sent() {
    let tried = all().limits;
    for operation in documents().operations {
        // Text, because later versions of the API have more kinds.
        let open = |name: &str| operation.name == "ListTransactions" && name == "types";
        for parameter in operation.parameters {
            let (operation, name) = (operation.name.as_str(), parameter.name.as_str());
            let is_tried = tried.contains(&(operation, name));
            assert!(parameter.limits.is_none() || is_tried || open(name), "{operation} {name} is sent unchecked");
        }
    }
}

#[test]
fn every_operation_has_a_file_of_its_own_name_and_no_other_file_stands_beside_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/operations");
    let entries = |path: &Path| {
        let entries = std::fs::read_dir(path).expect("a folder of the sources");
        entries.map(|entry| entry.expect("an entry").path()).collect::<Vec<_>>()
    };
    let mut files = BTreeSet::new();
    for file in entries(&folder).iter().filter(|path| path.is_dir()).flat_map(|resource| entries(resource)) {
        let name = file.file_stem().and_then(|name| name.to_str()).expect("a plain name").to_owned();
        if name == "mod" {
            continue;
        }
        let source = std::fs::read_to_string(&file).expect("a source file");
        let (_, operation) = source.split_once("const NAME: &'static str = \"").expect("one operation");
        let operation = operation.split('"').next().expect("its name").to_owned();
        assert_eq!(name, snake_case(&operation));
        files.insert(operation);
    }
    assert_eq!(files, documents().operations.into_iter().map(|operation| operation.name).collect());
}

#[test]
fn the_readme_says_of_every_operation_where_it_goes_and_whether_to_repeat_it() {
    let readme = include_str!("../../README.md");
    let repeats = all().operations;
    for operation in documents().operations {
        let start = format!("| `{}` | `{} {}` |", operation.name, operation.method, operation.path);
        let end = match repeats[operation.name.as_str()] {
            Repeat::Harmless => "| harmless |",
            Repeat::WithSameRequestId => "| with its `request_id` |",
            Repeat::Never => "| never |",
        };
        let is_there = readme.lines().any(|row| row.starts_with(&start) && row.ends_with(end));
        assert!(is_there, "{start} .. {end} is missing");
    }
}

fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for char in name.chars() {
        if char.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(char.to_lowercase());
    }
    snake
}
