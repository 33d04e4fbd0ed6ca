//! `cashtray-terminal provision --config config.ini [--ca ca.pem] --shop UUID --money UUID [--till-code A]`
//!
//! Connects a shop as the assistant does, without a person: checked, kept, and sold with at the next start. Run twice it
//! changes nothing more. One line of JSON says what came of it.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use partner_api::Language;
use partner_api::ids::{PrivateMoneyId, ShopId};
use secrecy::SecretString;
use serde::Serialize;
use shop_setup::checks::{CheckLine, CheckResult};
use shop_setup::keys_file::KeysFile;
use shop_setup::profile::{Environment, KeysIn, Profiles};
use till::audit::By;
use till::tag::TillCode;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::exit::{Exit, Failure};
use crate::data_directory::DataDirectory;
use crate::settings::Keeper;
use crate::setup::{Connection, Keeping, Kept, KeyPlaces, SetupProblem, keep};
use crate::staff::Unwritten;

/// Which shop, with which keys.
#[derive(Clone, Debug, Args)]
pub(crate) struct Provision {
    /// The official SDKs' configuration, with the key files that it names beside it.
    #[arg(long, value_name = "FILE")]
    config: PathBuf,

    /// Certificates of the server's authority, for a server with a private one.
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,

    /// The shop's id.
    #[arg(long, value_name = "UUID")]
    shop: Uuid,

    /// The money's id.
    #[arg(long, value_name = "UUID")]
    money: Uuid,

    /// What this till is called: 1 to 4 capital letters and digits. Two tills of a shop need two codes.
    #[arg(long, value_name = "CODE", default_value = "A")]
    till_code: TillCode,

    /// Where the keys are kept. For `passphrase-file` the passphrase is the first line of the standard input.
    #[arg(long, value_enum, default_value_t = Place::System)]
    keys: Place,
}

/// A place for keys that outlives the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Place {
    /// The operating system's key store, of the user who will run the terminal.
    System,
    /// A file under a passphrase, asked for at each start. Weaker than a key store.
    PassphraseFile,
}

/// The line of a shop that is connected.
#[derive(Debug, Serialize)]
struct ShopConnected {
    done: bool,
    profile: Uuid,
    is_new: bool,
    environment: Environment,
    shop: String,
    money: String,
    till_code: String,
    can_topup: bool,
    certificate_until: Timestamp,
    keys_in: KeysIn,
    /// What sells and wants attention, one sentence each.
    warnings: Vec<String>,
    /// Keys of the configuration that no official SDK knows.
    unknown_keys: Vec<String>,
}

impl Provision {
    /// Connects the shop.
    pub(super) fn perform(self, path: &Path) -> anyhow::Result<ExitCode> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (line, exit) = match runtime.block_on(self.connect(path)) {
            Ok(done) => (serde_json::to_value(&done)?, Exit::Done),
            Err(failure) => {
                let mut line = serde_json::to_value(&failure)?;
                line["done"] = false.into();
                (line, failure.exit)
            }
        };
        writeln!(io::stdout().lock(), "{line}")?;
        Ok(exit.into())
    }

    async fn connect(self, path: &Path) -> Result<ShopConnected, Failure> {
        let data = DataDirectory::open(path.to_owned()).map_err(|_| SetupProblem::DataDirectory)?;
        let passphrase = match self.keys {
            Place::System => None,
            Place::PassphraseFile => Some(read_passphrase().ok_or(SetupProblem::PassphraseMissing)?),
        };
        let home = dirs::home_dir();
        let file = KeysFile::read(&self.config, self.ca.as_deref(), None, home.as_deref());
        let connection = Connection::of(file.map_err(SetupProblem::from)?, Language::En)?;

        let mut lines = Vec::new();
        let found = connection.check_keys(&mut |line| lines.push(line)).await;
        fail_at_red(&lines)?;
        // A check that ends early has a red line.
        found.ok_or(SetupProblem::NotPossibleNow)?;
        let (shop, money) = (ShopId(self.shop), PrivateMoneyId(self.money));
        let chosen = connection.check_choice(shop, money, &mut |line| lines.push(line)).await;
        fail_at_red(&lines)?;
        let chosen = chosen.ok_or(SetupProblem::NotPossibleNow)?;

        let profiles = Profiles::new(&data.profiles());
        let keeping = Keeping {
            keys: &connection.keys,
            chosen: &chosen,
            till_code: self.till_code,
            keys_in: match self.keys {
                Place::System => KeysIn::System,
                Place::PassphraseFile => KeysIn::PassphraseFile,
            },
            passphrase: passphrase.as_ref(),
        };
        let unwritten = Unwritten::new(data.unwritten());
        unwritten.keep(By::default(), keeping.told_of_script()).map_err(|_| SetupProblem::DataDirectory)?;
        let kept = keep(&profiles, &KeyPlaces::new(profiles.clone()), &keeping)?;
        open_at_the_next_start(&data, kept.profile.id)?;
        Ok(done(kept, &lines, connection.unknown_keys))
    }
}

fn done(Kept { profile, is_new }: Kept, lines: &[CheckLine], unknown_keys: Vec<String>) -> ShopConnected {
    let warning = |line: &CheckLine| match &line.result {
        CheckResult::Attention { problem } => Some(problem.to_string()),
        CheckResult::Fine { .. } | CheckResult::Broken { .. } => None,
    };
    ShopConnected {
        done: true,
        profile: profile.id,
        is_new,
        environment: profile.environment(),
        shop: profile.shop_name,
        money: profile.money_name,
        till_code: profile.till_code,
        can_topup: profile.can_topup,
        certificate_until: profile.certificate_until,
        keys_in: profile.keys_in,
        warnings: lines.iter().filter_map(warning).collect(),
        unknown_keys,
    }
}

/// The first red line ends the act.
fn fail_at_red(lines: &[CheckLine]) -> Result<(), Failure> {
    lines.iter().find_map(Failure::of_line).map_or(Ok(()), Err)
}

/// The window opens with this shop; nothing is written when it would anyhow.
fn open_at_the_next_start(data: &DataDirectory, profile: Uuid) -> Result<(), SetupProblem> {
    let keeper = Keeper::open(data.settings());
    let settings = keeper.now();
    if settings.profile == Some(profile) && !settings.practice {
        return Ok(());
    }
    let changed = keeper.change(|settings| {
        settings.profile = Some(profile);
        settings.practice = false;
    });
    changed.map_err(|_| SetupProblem::DataDirectory)
}

/// The first line of the standard input; `None` without one.
pub(super) fn read_passphrase() -> Option<SecretString> {
    let mut line = Zeroizing::new(String::new());
    io::stdin().read_line(&mut line).ok()?;
    let passphrase = line.trim_end_matches(['\r', '\n']);
    (!passphrase.is_empty()).then(|| SecretString::from(passphrase))
}
