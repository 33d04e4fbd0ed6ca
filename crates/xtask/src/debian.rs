//! Finds the Debian packages that are missing and installs them.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;
use std::thread;

use anyhow::{Context, Result, bail};

use crate::child;
use crate::machine::Machine;
use crate::packages::Package;

/// How often a download is tried.
const TRIES: u32 = 3;

/// Makes sure that the packages are installed. Asks `dpkg-query` only, when they are.
pub(crate) fn install_missing(machine: &Machine, packages: &[&Package]) -> Result<()> {
    if machine.packages_are_present {
        return Ok(());
    }
    let missing = find_missing(machine, packages)?;
    if missing.is_empty() {
        return Ok(());
    }
    println!("   Installing what is missing:");
    for package in &missing {
        println!("    {}: {}", package.name, package.reason);
    }
    let names: Vec<&str> = missing.iter().map(|package| package.name).collect();
    install(machine, &names)?;
    let still_missing = find_missing(machine, packages)?;
    if let Some(package) = still_missing.first() {
        bail!(
            "apt-get reported success, and `{}` is still not installed; install it by hand and start again",
            package.name
        );
    }
    Ok(())
}

fn find_missing<'a>(machine: &Machine, packages: &[&'a Package]) -> Result<Vec<&'a Package>> {
    let Some(dpkg_query) = machine.find("dpkg-query") else {
        bail!(
            "this is no Debian or Ubuntu, so the packages cannot be installed from here; install what your system calls `{}`, \
             then start again with CASHTRAY_PACKAGES=present set",
            names_of(packages)
        );
    };
    let answer = machine
        .command(dpkg_query)
        .args(["--show", "--showformat", "${db:Status-Abbrev}\\t${Package}\\n"])
        .args(packages.iter().map(|package| package.name))
        .output()
        .context("dpkg-query cannot be started")?;
    // A package that it has never heard of makes it fail; the others are answered all the same.
    let installed = read_installed(&String::from_utf8_lossy(&answer.stdout));
    let mut wanted = BTreeSet::new();
    Ok(packages
        .iter()
        .filter(|package| wanted.insert(package.name) && !installed.contains(package.name))
        .copied()
        .collect())
}

/// The names of the installed packages in the answer of `dpkg-query`: state, tab, name. The second letter of the state
/// is `i` for what is unpacked and configured; a package that was removed and left its settings behind reads `rc`.
fn read_installed(answer: &str) -> BTreeSet<String> {
    answer
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter(|(state, _)| state.trim_end().get(1..) == Some("i"))
        .map(|(_, name)| name.to_owned())
        .collect()
}

fn install(machine: &Machine, names: &[&str]) -> Result<()> {
    let apt = Apt::of(machine, names)?;
    if lists_are_empty(machine) {
        // Without lists apt knows no package at all, and its failure would look like a wrong name.
        apt.run(&["update"])?;
    }
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(names);
    let mut trouble = None;
    for attempt in 1..=TRIES {
        if attempt > 1 {
            println!("   Trying again with fresh package lists ({attempt} of {TRIES})");
            thread::sleep(machine.pause * (attempt - 1));
            apt.run(&["update"])?;
        }
        match apt.run(&arguments)? {
            None => return Ok(()),
            Some(Trouble::DiskFull) => bail!("{}", Trouble::DiskFull.sentence(names)),
            found => trouble = found,
        }
    }
    bail!("{}", trouble.unwrap_or(Trouble::Other).sentence(names))
}

fn lists_are_empty(machine: &Machine) -> bool {
    fs::read_dir(&machine.package_lists)
        .is_ok_and(|files| !files.flatten().any(|file| file.file_name().to_string_lossy().contains("_Packages")))
}

/// `apt-get` with the rights to install.
struct Apt<'a> {
    machine: &'a Machine,
    words: Vec<String>,
}

impl<'a> Apt<'a> {
    fn of(machine: &'a Machine, names: &[&str]) -> Result<Self> {
        let Some(apt) = machine.find("apt-get") else {
            bail!("there is no apt-get here; install `{}` by hand and start again", names.join(" "));
        };
        let mut words = Vec::new();
        if !machine.is_root {
            let Some(sudo) = machine.find("sudo") else {
                bail!(
                    "only root can install what is missing, and there is no sudo; run this as root, then start again: \
                     apt-get install --no-install-recommends {}",
                    names.join(" ")
                );
            };
            words.push(sudo.to_string_lossy().into_owned());
            if !machine.has_terminal {
                // Nobody is there to type a password.
                words.push("--non-interactive".to_owned());
            }
        }
        // sudo drops the environment, so it is set behind it.
        words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "NEEDRESTART_SUSPEND=1"].map(str::to_owned));
        words.push(apt.to_string_lossy().into_owned());
        words.extend(["-q", "-o", "Acquire::Retries=3", "-o", "DPkg::Lock::Timeout=120"].map(str::to_owned));
        words.extend(["-o", "Dpkg::Use-Pty=0"].map(str::to_owned));
        Ok(Self { machine, words })
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut words = self.words.iter();
        let mut command = self.machine.command(words.next().map_or("apt-get", String::as_str));
        command.args(words).args(arguments);
        command
    }

    /// Runs it; the answer is what went wrong, if anything did.
    fn run(&self, arguments: &[&str]) -> Result<Option<Trouble>> {
        println!("   apt-get {}", arguments.join(" "));
        let mut trouble = None;
        let status =
            child::stream("apt-get", self.command(arguments), |line| trouble = trouble.or(Trouble::in_line(line)))?;
        // Warnings of a run that succeeded do not count.
        Ok((!status.success()).then(|| trouble.unwrap_or(Trouble::Other)))
    }
}

/// Why an installation failed, as far as the remedy differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    Network,
    UnknownPackage,
    DiskFull,
    Locked,
    Password,
    Other,
}

impl Trouble {
    fn in_line(line: &str) -> Option<Self> {
        const SIGNS: &[(&str, Trouble)] = &[
            ("Unable to locate package", Trouble::UnknownPackage),
            ("has no installation candidate", Trouble::UnknownPackage),
            ("No space left on device", Trouble::DiskFull),
            ("enough free space", Trouble::DiskFull),
            ("Could not get lock", Trouble::Locked),
            ("a password is required", Trouble::Password),
            ("Could not resolve", Trouble::Network),
            ("Temporary failure resolving", Trouble::Network),
            ("Could not connect", Trouble::Network),
            ("Unable to connect", Trouble::Network),
            ("Failed to fetch", Trouble::Network),
        ];
        SIGNS.iter().find(|(sign, _)| line.contains(sign)).map(|(_, trouble)| *trouble)
    }

    fn sentence(self, names: &[&str]) -> String {
        let names = names.join(" ");
        match self {
            Self::Network => {
                format!("apt-get could not download `{names}`; check the network or the proxy, then start again")
            }
            Self::UnknownPackage => format!(
                "this system's package lists do not have all of `{names}`; Debian 12 or newer has them: check /etc/apt/sources.list"
            ),
            Self::DiskFull => format!("the disk is too full for `{names}`; free 1 GB and start again"),
            Self::Locked => "another program is installing packages; start again when it is done".to_owned(),
            Self::Password => format!(
                "sudo wants a password, and nobody is there to type it; run this first: \
                 sudo apt-get install --no-install-recommends {names}"
            ),
            Self::Other => format!("apt-get could not install `{names}`; its own words above say why"),
        }
    }
}

fn names_of(packages: &[&Package]) -> String {
    packages.iter().map(|package| package.name).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[path = "debian_tests.rs"]
mod tests;
