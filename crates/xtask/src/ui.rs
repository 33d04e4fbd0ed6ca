//! The UI's npm packages and its build, each done only when what it is made from has changed.

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

/// What is made in the UI's folder, and so is not what it is made from. The last three are put there by paraglide.
const MADE: &[&str] = &[
    "node_modules",
    "dist",
    "src/words",
    "project.inlang/.gitignore",
    "project.inlang/.meta.json",
    "project.inlang/README.md",
];

/// The folder `ui/` with the npm that works in it.
#[derive(Debug)]
pub(crate) struct Ui<'a> {
    machine: &'a Machine,
    folder: PathBuf,
    npm: PathBuf,
}

impl<'a> Ui<'a> {
    /// Finds Node and npm, and says in one sentence what is wrong with them.
    pub(crate) fn find(machine: &'a Machine, root: &Path) -> Result<Self> {
        let wanted = format!("Node {}.{} or newer", NODE.0, NODE.1);
        let Some(node) = machine.find("node") else {
            bail!("Node is not installed; install {wanted} with npm (https://nodejs.org), then start again");
        };
        let answer = machine.command(&node).arg("--version").output().context("node cannot be started")?;
        let version = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
        if read_version(&version).is_none_or(|found| found < NODE) {
            bail!(
                "the UI needs {wanted}, and {} is `{version}`; install a newer one, then start again",
                node.display()
            );
        }
        let Some(npm) = machine.find("npm") else {
            bail!("Node is there and npm is not; install npm, then start again");
        };
        Ok(Self { machine, folder: root.join("ui"), npm })
    }

    /// An npm command in the UI's folder.
    pub(crate) fn npm<'b>(&self, arguments: impl IntoIterator<Item = &'b str>) -> Command {
        let mut command = self.machine.command(&self.npm);
        command.args(arguments).current_dir(&self.folder);
        command
    }

    /// Installs exactly the packages of the lock file, unless the installed ones are from this very lock file.
    pub(crate) fn install_packages(&self) -> Result<()> {
        let lock_file = self.folder.join("package-lock.json");
        let lock = fs::read_to_string(&lock_file).with_context(|| format!("{} cannot be read", lock_file.display()))?;
        let stamp = self.folder.join("node_modules/.installed-from");
        if stamp::is_current(&stamp, &lock) {
            return Ok(());
        }
        for attempt in 1..=TRIES {
            let command = self.npm(["ci", "--no-audit", "--no-fund", "--loglevel=warn"]);
            let mut is_network = false;
            let status = child::stream("npm ci", command, |line| is_network |= is_network_trouble(line))?;
            if status.success() {
                return stamp::leave(&stamp, &lock);
            }
            if !is_network {
                bail!("npm could not install the UI's packages; its own words above say why");
            }
            if attempt < TRIES {
                println!("   Trying again ({} of {TRIES})", attempt + 1);
                thread::sleep(self.machine.pause * attempt);
            }
        }
        bail!("npm could not download the UI's packages; check the network or the proxy, then start again")
    }

    /// Builds `ui/dist`, unless what is there was built from these very sources.
    pub(crate) fn build(&self) -> Result<()> {
        let stamp = self.folder.join("node_modules/.built-from");
        if self.is_built(&stamp)? {
            return Ok(());
        }
        // The sources as they are before the build: an edit during it makes the next start build again.
        let sources = self.sources()?;
        let status = child::stream("npm run build", self.npm(["run", "build"]), |_| ())?;
        if !status.success() {
            bail!("the UI could not be built; the words above say why");
        }
        stamp::leave(&stamp, &format!("{sources}\n{}", self.built()?))
    }

    /// The built files count too: a build by hand, or a page put there by somebody else, is not taken for ours.
    fn is_built(&self, stamp: &Path) -> Result<bool> {
        if !self.folder.join("dist/index.html").is_file() {
            return Ok(false);
        }
        Ok(stamp::is_current(stamp, &format!("{}\n{}", self.sources()?, self.built()?)))
    }

    fn sources(&self) -> Result<String> {
        stamp::digest(&self.folder, MADE)
    }

    fn built(&self) -> Result<String> {
        stamp::digest(&self.folder.join("dist"), &[])
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

    use super::{Ui, read_version};
    use crate::machine::Machine;
    use crate::machine::tests::machine_with;

    /// Notes its calls; `ci` makes the folder of packages, `run build` the page.
    const NPM: &str = r#"
echo "$*" >> "${0%/*}/calls"
case "$1" in
  ci) /bin/mkdir -p node_modules;;
  run) /bin/mkdir -p dist src/words project.inlang; echo page > dist/index.html
    /bin/date +%N > src/words/ja.js; /bin/date +%N > project.inlang/README.md;;
esac"#;

    fn machine(folder: &Path, node: &str, npm: &str) -> Machine {
        let ui = folder.join("ui");
        fs::create_dir_all(ui.join("src")).expect("the folder can be written");
        fs::write(ui.join("package-lock.json"), "{}").expect("the folder can be written");
        fs::write(ui.join("src/main.ts"), "start()").expect("the folder can be written");
        machine_with(folder, &[("node", &format!("echo {node}")), ("npm", npm)])
    }

    fn calls(folder: &Path) -> usize {
        fs::read_to_string(folder.join("calls")).unwrap_or_default().lines().count()
    }

    #[test]
    fn packages_are_installed_once_per_lock_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let machine = machine(folder.path(), "v20.20.2", NPM);
        let ui = Ui::find(&machine, folder.path()).expect("node is there");
        ui.install_packages().expect("it installs");
        ui.install_packages().expect("it is installed");
        assert_eq!(calls(folder.path()), 1);
        fs::write(folder.path().join("ui/package-lock.json"), "{ }").expect("it is ours");
        ui.install_packages().expect("it installs the new ones");
        assert_eq!(calls(folder.path()), 2);
    }

    #[test]
    fn the_ui_is_built_when_its_sources_or_the_built_files_differ() {
        let folder = tempfile::tempdir().expect("a folder");
        let machine = machine(folder.path(), "v20.20.2", NPM);
        let ui = Ui::find(&machine, folder.path()).expect("node is there");
        ui.install_packages().expect("it installs");
        let builds = || calls(folder.path()) - 1;
        ui.build().expect("it builds");
        ui.build().expect("it is built");
        assert_eq!(builds(), 1);
        fs::write(folder.path().join("ui/src/main.ts"), "start(1)").expect("it is ours");
        ui.build().expect("it builds");
        assert_eq!(builds(), 2);
        fs::write(folder.path().join("ui/dist/index.html"), "placeholder").expect("it is ours");
        ui.build().expect("it builds");
        assert_eq!(builds(), 3);
        fs::remove_dir_all(folder.path().join("ui/dist")).expect("it is ours");
        ui.build().expect("it builds");
        assert_eq!(builds(), 4);
    }

    #[test]
    fn a_failed_build_is_not_taken_for_a_built_ui() {
        let folder = tempfile::tempdir().expect("a folder");
        let npm =
            r#"echo x >> "${0%/*}/calls"; /bin/mkdir -p node_modules dist; echo half > dist/index.html; [ "$1" = ci ]"#;
        let machine = machine(folder.path(), "v22.1.0", npm);
        let ui = Ui::find(&machine, folder.path()).expect("node is there");
        ui.install_packages().expect("it installs");
        assert!(ui.build().is_err());
        assert!(ui.build().is_err(), "the second start builds again");
        assert_eq!(calls(folder.path()), 3);
    }

    #[test]
    fn without_a_network_npm_is_tried_three_times_and_said_in_one_sentence() {
        let folder = tempfile::tempdir().expect("a folder");
        let npm = r#"echo x >> "${0%/*}/calls"; echo 'npm error code ENOTFOUND'; exit 1"#;
        let machine = machine(folder.path(), "v20.20.2", npm);
        let ui = Ui::find(&machine, folder.path()).expect("node is there");
        let sentence = ui.install_packages().expect_err("there is no network").to_string();
        assert!(sentence.contains("check the network"), "{sentence}");
        assert_eq!(calls(folder.path()), 3);
    }

    #[test]
    fn a_lock_file_that_npm_refuses_is_not_tried_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let npm = r#"echo x >> "${0%/*}/calls"; echo 'npm error code EUSAGE'; exit 1"#;
        let machine = machine(folder.path(), "v20.20.2", npm);
        let ui = Ui::find(&machine, folder.path()).expect("node is there");
        assert!(ui.install_packages().is_err());
        assert_eq!(calls(folder.path()), 1);
    }

    #[test]
    fn node_that_is_missing_too_old_or_without_npm_is_one_sentence() {
        let folder = tempfile::tempdir().expect("a folder");
        let none = machine_with(folder.path(), &[]);
        let sentence = Ui::find(&none, folder.path()).expect_err("no node").to_string();
        assert!(sentence.contains("Node is not installed; install Node 20.19 or newer"), "{sentence}");
        let old = machine_with(folder.path(), &[("node", "echo v18.19.0")]);
        let sentence = Ui::find(&old, folder.path()).expect_err("too old").to_string();
        assert!(sentence.contains("is `v18.19.0`"), "{sentence}");
        let alone = machine_with(folder.path(), &[("node", "echo v20.19.0")]);
        let sentence = Ui::find(&alone, folder.path()).expect_err("no npm").to_string();
        assert!(sentence.contains("npm is not"), "{sentence}");
    }

    #[test]
    fn versions_compare_by_number_and_not_by_letter() {
        assert_eq!(read_version("v20.20.2"), Some((20, 20)));
        assert!(read_version("v9.11.2") < read_version("v20.19.0"));
        assert_eq!(read_version("twenty"), None);
    }
}
