//! The UI's npm packages and its build, each done only when what it is made from has changed.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::child;
use crate::npm::Npm;
use crate::stamp;

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
    npm: Npm<'a>,
    folder: PathBuf,
}

impl<'a> Ui<'a> {
    /// The UI of the project whose root folder is given.
    pub(crate) fn new(npm: Npm<'a>, root: &Path) -> Self {
        Self { npm, folder: root.join("ui") }
    }

    /// An npm command in the UI's folder.
    pub(crate) fn npm<'b>(&self, arguments: impl IntoIterator<Item = &'b str>) -> Command {
        self.npm.command(&self.folder, arguments)
    }

    /// Installs the UI's packages, unless they are there.
    pub(crate) fn install_packages(&self) -> Result<()> {
        self.npm.install_packages(&self.folder, "the UI's packages")
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::Ui;
    use crate::machine::Machine;
    use crate::machine::tests::machine_with;
    use crate::npm::Npm;

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
    fn the_ui_is_built_when_its_sources_or_the_built_files_differ() {
        let folder = tempfile::tempdir().expect("a folder");
        let machine = machine(folder.path(), "v20.20.2", NPM);
        let ui = Ui::new(Npm::find(&machine).expect("node is there"), folder.path());
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
        let ui = Ui::new(Npm::find(&machine).expect("node is there"), folder.path());
        ui.install_packages().expect("it installs");
        assert!(ui.build().is_err());
        assert!(ui.build().is_err(), "the second start builds again");
        assert_eq!(calls(folder.path()), 3);
    }
}
