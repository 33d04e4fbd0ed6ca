//! `cargo xtask setup`: everything that `run` and `test` install, and nothing else.

use std::process::ExitCode;

use anyhow::Result;

use super::{Act, Command};
use crate::debian;
use crate::machine::Machine;
use crate::npm::Npm;
use crate::packages::{GALLERY, Package, RUN, TEST, VIRTUAL_DISPLAY};
use crate::project;
use crate::report::Report;
use crate::ui::Ui;

/// Where the SDK that we did not write is installed.
const OFFICIAL_SDK: &str = "crates/partner-sandbox/tests/node";

/// The command's line in the list.
pub(super) const COMMAND: Command =
    Command { name: "setup", purpose: "only the set-up, for run and for test", act: Act::Plain(setup) };

/// Performs the command.
fn setup() -> Result<ExitCode> {
    let machine = Machine::this();
    let mut report = Report::default();
    let ui = for_tests(&machine, &mut report)?;
    report.needed("Build the UI", || ui.build())?;
    println!("   Everything is there: cargo xtask run starts the terminal, cargo xtask test tests it.");
    Ok(ExitCode::SUCCESS)
}

/// Installs what starting the terminal takes.
pub(crate) fn for_run<'a>(machine: &'a Machine, report: &mut Report) -> Result<Ui<'a>> {
    let mut packages: Vec<&Package> = RUN.iter().collect();
    if !machine.has_display {
        packages.extend(VIRTUAL_DISPLAY);
    }
    install(machine, report, &packages)
}

/// Installs what the tests take.
pub(crate) fn for_tests<'a>(machine: &'a Machine, report: &mut Report) -> Result<Ui<'a>> {
    let packages: Vec<&Package> = RUN.iter().chain(TEST).collect();
    let ui = install(machine, report, &packages)?;
    install_official_sdk(machine, report)?;
    Ok(ui)
}

/// Installs Pokepay's own SDK: the sandbox's tests and the benchmark run it.
pub(crate) fn install_official_sdk(machine: &Machine, report: &mut Report) -> Result<()> {
    let npm = Npm::find(machine)?;
    let folder = project::root().join(OFFICIAL_SDK);
    report.needed("Pokepay's Node SDK", || npm.install_packages(&folder, "Pokepay's Node SDK"))
}

/// Installs what pictures of the screens take.
pub(crate) fn for_gallery<'a>(machine: &'a Machine, report: &mut Report) -> Result<Ui<'a>> {
    let packages: Vec<&Package> = GALLERY.iter().collect();
    install(machine, report, &packages)
}

fn install<'a>(machine: &'a Machine, report: &mut Report, packages: &[&Package]) -> Result<Ui<'a>> {
    // Before anything long: a wrong Node is worth knowing first.
    let ui = Ui::new(Npm::find(machine)?, &project::root());
    report.needed("System packages", || debian::install_missing(machine, packages))?;
    report.needed("UI packages", || ui.install_packages())?;
    Ok(ui)
}
