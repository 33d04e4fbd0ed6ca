//! Installations on machines made of a few shell scripts, so that each kind of trouble can be had at will.

use std::fs;
use std::path::Path;

use super::{find_missing, install_missing, read_installed};
use crate::machine::Machine;
use crate::machine::tests::machine_with;
use crate::packages::Package;

const XVFB: Package = Package { name: "xvfb", reason: "a display" };
const GIT: Package = Package { name: "git", reason: "history" };

/// Knows `git`, and `xvfb` as soon as the file `installed` is there.
const DPKG_QUERY: &str = r#"
here=${0%/*}
printf 'ii \tgit\n'
if [ -e "$here/installed" ]; then printf 'ii \txvfb\n'; else echo 'no packages found matching xvfb' >&2; exit 1; fi"#;

/// Writes down how it was called, and installs.
const APT_GET: &str = r#"
here=${0%/*}
echo "$DEBIAN_FRONTEND $*" >> "$here/calls"
case "$*" in *install*) : > "$here/installed";; esac"#;

/// `env` by its absolute place, because the machine has no other folder on its path.
const ENV: &str = r#"exec /usr/bin/env "$@""#;

fn calls(folder: &Path) -> Vec<String> {
    let text = fs::read_to_string(folder.join("calls")).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

fn trouble(machine: &Machine) -> String {
    install_missing(machine, &[&XVFB, &GIT]).expect_err("it cannot be installed").to_string()
}

#[test]
fn a_package_that_left_its_settings_behind_is_not_installed() {
    let installed = read_installed("ii \tgit\nrc \txvfb\niF \tgcc\nun \tdbus\nhi \tnode\n");
    assert_eq!(installed.into_iter().collect::<Vec<_>>(), ["git", "node"]);
}

#[test]
fn nothing_is_called_when_nothing_is_missing() {
    let folder = tempfile::tempdir().expect("a folder");
    let machine = machine_with(folder.path(), &[("dpkg-query", DPKG_QUERY)]);
    install_missing(&machine, &[&GIT]).expect("git is there, and there is no apt-get to call");
}

#[test]
fn only_what_is_missing_is_installed_and_without_recommendations() {
    let folder = tempfile::tempdir().expect("a folder");
    let programs = [("dpkg-query", DPKG_QUERY), ("apt-get", APT_GET), ("env", ENV)];
    let machine = machine_with(folder.path(), &programs);
    install_missing(&machine, &[&XVFB, &GIT, &XVFB]).expect("it installs");
    let calls = calls(folder.path());
    assert_eq!(calls.len(), 1, "no update when the lists are there: {calls:?}");
    assert!(calls[0].starts_with("noninteractive "), "{calls:?}");
    assert!(calls[0].ends_with("install --yes --no-install-recommends xvfb"), "{calls:?}");
}

#[test]
fn a_machine_without_package_lists_fetches_them_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let programs = [("dpkg-query", DPKG_QUERY), ("apt-get", APT_GET), ("env", ENV)];
    let machine = machine_with(folder.path(), &programs);
    fs::remove_file(folder.path().join("lists/bookworm_main_Packages")).expect("it is there");
    install_missing(&machine, &[&XVFB]).expect("it installs");
    let calls = calls(folder.path());
    assert_eq!(calls.len(), 2, "{calls:?}");
    assert!(calls[0].ends_with(" update"), "{calls:?}");
}

#[test]
fn a_failed_download_is_tried_again_and_then_said_in_one_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let apt =
        r#"echo "$*" >> "${0%/*}/calls"; echo "E: Failed to fetch http://deb/x.deb Could not resolve 'deb'"; exit 100"#;
    let machine = machine_with(folder.path(), &[("dpkg-query", DPKG_QUERY), ("apt-get", apt), ("env", ENV)]);
    let sentence = trouble(&machine);
    assert!(sentence.contains("could not download `xvfb`; check the network"), "{sentence}");
    let installs = calls(folder.path()).iter().filter(|call| call.contains("install")).count();
    assert_eq!(installs, 3);
}

#[test]
fn a_download_that_works_at_the_second_try_is_no_trouble() {
    let folder = tempfile::tempdir().expect("a folder");
    let apt = r#"
here=${0%/*}
case "$*" in *update) exit 0;; esac
if [ -e "$here/tried" ]; then : > "$here/installed"; else : > "$here/tried"; echo 'E: Failed to fetch'; exit 100; fi"#;
    let machine = machine_with(folder.path(), &[("dpkg-query", DPKG_QUERY), ("apt-get", apt), ("env", ENV)]);
    install_missing(&machine, &[&XVFB]).expect("the second try works");
}

#[test]
fn a_full_disk_is_not_tried_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let apt = r#"echo "$*" >> "${0%/*}/calls"; echo "E: You don't have enough free space in /var/cache/apt/archives/."; exit 100"#;
    let machine = machine_with(folder.path(), &[("dpkg-query", DPKG_QUERY), ("apt-get", apt), ("env", ENV)]);
    assert!(trouble(&machine).contains("the disk is too full"));
    assert_eq!(calls(folder.path()).len(), 1);
}

#[test]
fn without_root_and_sudo_the_command_for_root_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut machine = machine_with(folder.path(), &[("dpkg-query", DPKG_QUERY), ("apt-get", APT_GET), ("env", ENV)]);
    machine.is_root = false;
    assert!(trouble(&machine).ends_with("apt-get install --no-install-recommends xvfb"));
    assert_eq!(calls(folder.path()), Vec::<String>::new());
}

#[test]
fn a_password_that_nobody_can_type_is_one_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let sudo = r#"[ "$1" = --non-interactive ] && echo 'sudo: a password is required'; exit 1"#;
    let programs = [("dpkg-query", DPKG_QUERY), ("apt-get", APT_GET), ("env", ENV), ("sudo", sudo)];
    let mut machine = machine_with(folder.path(), &programs);
    machine.is_root = false;
    assert!(trouble(&machine).contains("sudo wants a password"));
}

#[test]
fn a_system_that_is_no_debian_is_told_what_to_install() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut machine = machine_with(folder.path(), &[]);
    let sentence = trouble(&machine);
    assert!(sentence.contains("no Debian or Ubuntu") && sentence.contains("`xvfb git`"), "{sentence}");
    machine.packages_are_present = true;
    install_missing(&machine, &[&XVFB]).expect("its owner says that they are there");
}

#[test]
fn an_unknown_package_names_the_release_that_has_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let apt = "echo 'E: Unable to locate package xvfb'; exit 100";
    let machine = machine_with(folder.path(), &[("dpkg-query", DPKG_QUERY), ("apt-get", apt), ("env", ENV)]);
    assert!(trouble(&machine).contains("Debian 12"));
}

#[test]
fn a_success_that_installed_nothing_is_not_believed() {
    let folder = tempfile::tempdir().expect("a folder");
    let machine = machine_with(folder.path(), &[("dpkg-query", DPKG_QUERY), ("apt-get", "exit 0"), ("env", ENV)]);
    assert!(trouble(&machine).contains("`xvfb` is still not installed"));
    assert_eq!(find_missing(&machine, &[&XVFB, &GIT]).expect("it asks"), [&XVFB]);
}
