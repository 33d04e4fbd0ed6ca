//! Node and npm, and the packages of a folder: installed only when they are not the ones of its lock file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use anyhow::{Context, Result, bail};

use crate::child;
use crate::machine::Machine;
use crate::stamp;

/// The oldest Node that the UI's tools run on.
const NODE: (u32, u32) = (20, 19);

/// How often a download is tried.
const TRIES: u32 = 3;

/// The machine's npm.
#[derive(Debug)]
pub(crate) struct Npm<'a> {
    machine: &'a Machine,
    program: PathBuf,
}

impl<'a> Npm<'a> {
    /// Finds Node and npm, and says in one sentence what is wrong with them.
    pub(crate) fn find(machine: &'a Machine) -> Result<Self> {
        let wanted = format!("Node {}.{} or newer", NODE.0, NODE.1);
        let Some(node) = machine.find("node") else {
            bail!("Node is not installed; install {wanted} with npm (https://nodejs.org), then start again");
        };
        let answer = machine.command(&node).arg("--version").output().context("node cannot be started")?;
        let version = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
        if read_version(&version).is_none_or(|found| found < NODE) {
            bail!("{wanted} is needed, and {} is `{version}`; install a newer one, then start again", node.display());
        }
        let Some(program) = machine.find("npm") else {
            bail!("Node is there and npm is not; install npm, then start again");
        };
        Ok(Self { machine, program })
    }

    /// An npm command in a folder.
    pub(crate) fn command<'b>(&self, folder: &Path, arguments: impl IntoIterator<Item = &'b str>) -> Command {
        let mut command = self.machine.command(&self.program);
        command.args(arguments).current_dir(folder);
        command
    }

    /// Installs exactly the packages of the folder's lock file, unless the installed ones are from this very lock file.
    ///
    /// `what` names them in a sentence, for example "the UI's packages".
    pub(crate) fn install_packages(&self, folder: &Path, what: &str) -> Result<()> {
        let lock_file = folder.join("package-lock.json");
        let lock = fs::read_to_string(&lock_file).with_context(|| format!("{} cannot be read", lock_file.display()))?;
        let stamp = folder.join("node_modules/.installed-from");
        if stamp::is_current(&stamp, &lock) {
            return Ok(());
        }
        for attempt in 1..=TRIES {
            let command = self.command(folder, ["ci", "--no-audit", "--no-fund", "--loglevel=warn"]);
            let mut is_network = false;
            let status = child::stream("npm ci", command, |line| is_network |= is_network_trouble(line))?;
            if status.success() {
                return stamp::leave(&stamp, &lock);
            }
            if !is_network {
                bail!("npm could not install {what}; its own words above say why");
            }
            if attempt < TRIES {
                println!("   Trying again ({} of {TRIES})", attempt + 1);
                thread::sleep(self.machine.pause * attempt);
            }
        }
        bail!("npm could not download {what}; check the network or the proxy, then start again")
    }
}

/// Major and minor number of a version such as `v20.20.2`.
fn read_version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.strip_prefix('v')?.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

fn is_network_trouble(line: &str) -> bool {
    ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ERR_SOCKET_TIMEOUT", "network"]
        .iter()
        .any(|sign| line.contains(sign))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{Npm, read_version};
    use crate::machine::Machine;
    use crate::machine::tests::machine_with;

    /// Notes its calls before it does what it is told.
    fn machine(folder: &Path, npm: &str) -> Machine {
        fs::write(folder.join("package-lock.json"), "{}").expect("the folder can be written");
        let npm = format!("echo x >> \"${{0%/*}}/calls\"\n{npm}");
        machine_with(folder, &[("node", "echo v20.20.2"), ("npm", &npm)])
    }

    fn calls(folder: &Path) -> usize {
        fs::read_to_string(folder.join("calls")).unwrap_or_default().lines().count()
    }

    #[test]
    fn packages_are_installed_once_per_lock_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let machine = machine(folder.path(), "/bin/mkdir -p node_modules");
        let npm = Npm::find(&machine).expect("node is there");
        npm.install_packages(folder.path(), "the packages").expect("it installs");
        npm.install_packages(folder.path(), "the packages").expect("it is installed");
        assert_eq!(calls(folder.path()), 1);
        fs::write(folder.path().join("package-lock.json"), "{ }").expect("it is ours");
        npm.install_packages(folder.path(), "the packages").expect("it installs the new ones");
        assert_eq!(calls(folder.path()), 2);
    }

    #[test]
    fn without_a_network_npm_is_tried_three_times_and_said_in_one_sentence() {
        let folder = tempfile::tempdir().expect("a folder");
        let machine = machine(folder.path(), "echo 'npm error code ENOTFOUND'; exit 1");
        let npm = Npm::find(&machine).expect("node is there");
        let sentence =
            npm.install_packages(folder.path(), "the packages").expect_err("there is no network").to_string();
        assert!(sentence.contains("download the packages; check the network"), "{sentence}");
        assert_eq!(calls(folder.path()), 3);
    }

    #[test]
    fn a_lock_file_that_npm_refuses_is_not_tried_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let machine = machine(folder.path(), "echo 'npm error code EUSAGE'; exit 1");
        let npm = Npm::find(&machine).expect("node is there");
        assert!(npm.install_packages(folder.path(), "the packages").is_err());
        assert_eq!(calls(folder.path()), 1);
    }

    #[test]
    fn node_that_is_missing_too_old_or_without_npm_is_one_sentence() {
        let folder = tempfile::tempdir().expect("a folder");
        let none = machine_with(folder.path(), &[]);
        let sentence = Npm::find(&none).expect_err("no node").to_string();
        assert!(sentence.contains("Node is not installed; install Node 20.19 or newer"), "{sentence}");
        let old = machine_with(folder.path(), &[("node", "echo v18.19.0")]);
        let sentence = Npm::find(&old).expect_err("too old").to_string();
        assert!(sentence.contains("is `v18.19.0`"), "{sentence}");
        let alone = machine_with(folder.path(), &[("node", "echo v20.19.0")]);
        let sentence = Npm::find(&alone).expect_err("no npm").to_string();
        assert!(sentence.contains("npm is not"), "{sentence}");
    }

    #[test]
    fn versions_compare_by_number_and_not_by_letter() {
        assert_eq!(read_version("v20.20.2"), Some((20, 20)));
        assert!(read_version("v9.11.2") < read_version("v20.19.0"));
        assert_eq!(read_version("twenty"), None);
    }
}
