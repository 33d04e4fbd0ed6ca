//! What the set-up has to know about the machine, as data, so that a test can describe a machine that it is not on.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{IsTerminal, stdin};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// The machine.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, not the states of anything")]
pub(crate) struct Machine {
    /// Where programs are looked for, in the form of `PATH`.
    pub(crate) path: OsString,
    /// Whether this process may install packages by itself.
    pub(crate) is_root: bool,
    /// Whether somebody is there to type a password.
    pub(crate) has_terminal: bool,
    /// Whether a window can be shown.
    pub(crate) has_display: bool,
    /// Whether the owner said that the packages are there, on a system that is not Debian.
    pub(crate) packages_are_present: bool,
    /// The folder of apt's package lists.
    pub(crate) package_lists: PathBuf,
    /// How long to wait before a failed download is tried again; grows with each try.
    pub(crate) pause: Duration,
}

impl Machine {
    /// The machine that this runs on.
    #[expect(clippy::disallowed_methods, reason = "display and search path are told by the environment")]
    pub(crate) fn this() -> Self {
        let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        Self {
            path: env::var_os("PATH").unwrap_or_default(),
            is_root: fs::read_to_string("/proc/self/status").is_ok_and(|status| is_root(&status)),
            has_terminal: stdin().is_terminal(),
            has_display: is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") || !cfg!(target_os = "linux"),
            packages_are_present: env::var_os("CASHTRAY_PACKAGES").is_some_and(|value| value == "present")
                || !cfg!(target_os = "linux"),
            package_lists: PathBuf::from("/var/lib/apt/lists"),
            pause: Duration::from_secs(5),
        }
    }

    /// The program of that name, when it is on the `PATH`.
    pub(crate) fn find(&self, program: &str) -> Option<PathBuf> {
        env::split_paths(&self.path).map(|folder| folder.join(program)).find(|file| is_executable(file))
    }

    /// A command that finds its own children where this machine has them.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env("PATH", &self.path);
        command
    }
}

/// Reads the effective user from the text of `/proc/self/status`.
fn is_root(status: &str) -> bool {
    status
        .lines()
        .find_map(|line| line.strip_prefix("Uid:"))
        .and_then(|ids| ids.split_whitespace().nth(1))
        .is_some_and(|effective| effective == "0")
}

#[cfg(unix)]
fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(file).is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(file: &Path) -> bool {
    file.is_file()
}

#[cfg(test)]
pub(crate) mod tests {
    use std::fs;
    use std::io::Write;
    use std::path::Path;
    use std::process::{Command, Stdio};
    use std::time::Duration;

    use super::{Machine, is_root};

    /// A Debian machine whose programs are the given shell scripts, and nothing else but a shell.
    pub(crate) fn machine_with(folder: &Path, programs: &[(&str, &str)]) -> Machine {
        for (name, script) in programs {
            write_program(&folder.join(name), &format!("#!/bin/sh\n{script}\n"));
        }
        let package_lists = folder.join("lists");
        fs::create_dir_all(&package_lists).expect("the folder can be written");
        fs::write(package_lists.join("bookworm_main_Packages"), "").expect("the folder can be written");
        Machine {
            path: folder.into(),
            is_root: true,
            has_terminal: false,
            has_display: false,
            packages_are_present: false,
            package_lists,
            pause: Duration::ZERO,
        }
    }

    /// A file that this process has open for writing cannot be executed, and a child that another test starts in that
    /// moment keeps it open a little longer. So another process writes it.
    fn write_program(file: &Path, text: &str) {
        let mut install = Command::new("/usr/bin/install")
            .args(["-m", "755", "/dev/stdin"])
            .arg(file)
            .stdin(Stdio::piped())
            .spawn()
            .expect("coreutils are there");
        install.stdin.take().expect("it is piped").write_all(text.as_bytes()).expect("it reads");
        assert!(install.wait().expect("it ends").success());
    }

    #[test]
    fn a_program_is_found_only_when_it_can_be_executed() {
        let folder = tempfile::tempdir().expect("a folder");
        let machine = machine_with(folder.path(), &[("npm", "true")]);
        fs::write(folder.path().join("node"), "text").expect("the folder can be written");
        assert_eq!(machine.find("npm"), Some(folder.path().join("npm")));
        assert_eq!(machine.find("node"), None);
        assert_eq!(machine.find("sudo"), None);
    }

    #[test]
    fn the_effective_user_decides_who_may_install() {
        assert!(is_root("Name:\tx\nUid:\t1000\t0\t0\t0\n"));
        assert!(!is_root("Uid:\t0\t1000\t1000\t1000\n"));
        assert!(!is_root(""));
    }
}
