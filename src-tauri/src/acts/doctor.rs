//! `cashtray-terminal doctor [--config config.ini [--ca ca.pem]] [--passphrase] [--json]`
//!
//! The assistant's lines, for the shops of this machine or for keys that are not connected yet. It changes nothing.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use partner_api::Language;
use partner_api::ids::{PrivateMoneyId, ShopId};
use secrecy::SecretString;
use serde::Serialize;
use shop_setup::checks::{Check, CheckLine, CheckResult};
use shop_setup::keys_file::KeysFile;
use shop_setup::profile::{Environment, KeysIn, Profile, Profiles, environment_of};
use uuid::Uuid;

use super::exit::{Exit, Failure};
use super::provision::read_passphrase;
use crate::data_directory::DataDirectory;
use crate::setup::{Connection, KeyPlaces, SetupProblem};

/// What is checked.
#[derive(Clone, Debug, Args)]
pub(crate) struct Doctor {
    /// Check these keys instead of the connected shops.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Certificates of the server's authority, for a server with a private one.
    #[arg(long, value_name = "FILE", requires = "config")]
    ca: Option<PathBuf>,

    /// With --config: check this shop as well. Default: the one that the configuration proposes.
    #[arg(long, value_name = "UUID", requires = "config")]
    shop: Option<Uuid>,

    /// With --config: check this money as well. Default: the one that the configuration proposes.
    #[arg(long, value_name = "UUID", requires = "config")]
    money: Option<Uuid>,

    /// The first line of the standard input opens keys that lie in a file under a passphrase.
    #[arg(long)]
    passphrase: bool,

    /// One line of JSON instead of text.
    #[arg(long)]
    json: bool,
}

/// What was found.
#[derive(Debug, Serialize)]
struct Findings {
    fine: bool,
    exit_code: u8,
    shops: Vec<Patient>,
    /// Profiles that cannot be read, one sentence each.
    unreadable: Vec<String>,
}

/// A shop, or a set of keys, that was checked.
#[derive(Debug, Serialize)]
struct Patient {
    /// The profile; `null` for keys that are not connected.
    profile: Option<Uuid>,
    name: String,
    environment: Option<Environment>,
    lines: Vec<CheckLine>,
    /// Why it could not be checked to the end.
    failure: Option<Failure>,
}

impl Doctor {
    /// Checks and says what was found. The exit code is that of the first thing that is red.
    pub(super) fn perform(self, path: &Path) -> anyhow::Result<ExitCode> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let findings = runtime.block_on(self.examine(path));
        let mut out = io::stdout().lock();
        if self.json {
            writeln!(out, "{}", serde_json::to_string(&findings)?)?;
        } else {
            findings.print(&mut out)?;
        }
        Ok(ExitCode::from(findings.exit_code))
    }

    async fn examine(&self, path: &Path) -> Findings {
        let passphrase = self.passphrase.then(read_passphrase).flatten();
        if let Some(config) = &self.config {
            return Findings::of(vec![self.examine_file(config).await], Vec::new());
        }
        let Ok(data) = DataDirectory::existing(path.to_owned()) else {
            let name = path.display().to_string();
            let failure = Some(SetupProblem::DataDirectory.into());
            let patient = Patient { profile: None, name, environment: None, lines: Vec::new(), failure };
            return Findings::of(vec![patient], Vec::new());
        };
        let profiles = Profiles::new(&data.profiles());
        let places = KeyPlaces::new(profiles.clone());
        let (known, unreadable) = profiles.list();
        let mut patients = Vec::new();
        for profile in &known {
            patients.push(examine_profile(profile, &places, passphrase.as_ref()).await);
        }
        Findings::of(patients, unreadable.iter().map(ToString::to_string).collect())
    }

    async fn examine_file(&self, config: &Path) -> Patient {
        let name = config.display().to_string();
        let mut patient = Patient { profile: None, name, environment: None, lines: Vec::new(), failure: None };
        let home = dirs::home_dir();
        let connection = KeysFile::read(config, self.ca.as_deref(), None, home.as_deref())
            .map_err(SetupProblem::from)
            .and_then(|file| Connection::of(file, Language::En));
        match connection {
            Ok(connection) => {
                let proposed = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
                let shop = self.shop.or_else(|| proposed(&connection.proposed_shop));
                let money = self.money.or_else(|| proposed(&connection.proposed_money));
                patient.examine(&connection, shop.zip(money)).await;
            }
            Err(problem) => patient.failure = Some(problem.into()),
        }
        patient
    }
}

async fn examine_profile(profile: &Profile, places: &KeyPlaces, passphrase: Option<&SecretString>) -> Patient {
    let name = format!("{} / {} / {}", profile.shop_name, profile.money_name, profile.till_code);
    let mut patient = Patient {
        profile: Some(profile.id),
        name,
        environment: Some(profile.environment()),
        lines: Vec::new(),
        failure: None,
    };
    // Keys for one run are nowhere between two runs: that is how it was chosen, and nothing can be asked.
    let connection = match profile.keys_in {
        KeysIn::ThisRun => Err(SetupProblem::KeysNotKept),
        KeysIn::System | KeysIn::PassphraseFile => places.load(profile, passphrase),
    };
    match connection.and_then(|keys| Connection::of_kept(keys, Language::En)) {
        Ok(connection) => {
            patient.examine(&connection, Some((profile.shop_id.0, profile.private_money_id.0))).await;
        }
        Err(problem) => patient.failure = Some(problem.into()),
    }
    patient
}

impl Patient {
    async fn examine(&mut self, connection: &Connection, choice: Option<(Uuid, Uuid)>) {
        self.environment = Some(environment_of(&connection.keys.base_url));
        let lines = &mut self.lines;
        let found = connection.check_keys(&mut |line| lines.push(line)).await;
        if let Some((shop, money)) = choice.filter(|_| found.is_some()) {
            connection.check_choice(ShopId(shop), PrivateMoneyId(money), &mut |line| lines.push(line)).await;
        }
    }

    fn exit(&self) -> Option<Exit> {
        let red = || self.lines.iter().find_map(Exit::of_line);
        self.failure.as_ref().map(|failure| failure.exit).or_else(red)
    }
}

impl Findings {
    fn of(shops: Vec<Patient>, unreadable: Vec<String>) -> Self {
        let damaged = (!unreadable.is_empty()).then_some(Exit::DataDirectory);
        let none = (shops.is_empty() && unreadable.is_empty()).then_some(Exit::Choice);
        let exit = shops.iter().find_map(Patient::exit).or(damaged).or(none);
        Self { fine: exit.is_none(), exit_code: exit.unwrap_or(Exit::Done).number(), shops, unreadable }
    }

    fn print(&self, out: &mut impl Write) -> io::Result<()> {
        if self.shops.is_empty() && self.unreadable.is_empty() {
            writeln!(out, "no shop is connected on this machine; practice mode needs none")?;
        }
        for shop in &self.shops {
            let environment = shop.environment.map(|environment| format!(" ({})", word(environment)));
            writeln!(out, "{}{}", shop.name, environment.unwrap_or_default())?;
            for line in &shop.lines {
                print_line(line, out)?;
            }
            if let Some(failure) = &shop.failure {
                writeln!(out, "  FAIL   {}", failure.sentence)?;
            }
        }
        for sentence in &self.unreadable {
            writeln!(out, "  FAIL   {sentence}")?;
        }
        Ok(())
    }
}

fn print_line(line: &CheckLine, out: &mut impl Write) -> io::Result<()> {
    let (mark, text) = match &line.result {
        CheckResult::Fine { detail } => ("ok  ", detail.clone()),
        CheckResult::Attention { problem } => ("warn", problem.to_string()),
        CheckResult::Broken { problem } => ("FAIL", problem.to_string()),
    };
    writeln!(out, "{}", format!("  {mark}   {:<13}{text}", title(line.check)).trim_end())
}

fn title(check: Check) -> &'static str {
    match check {
        Check::Keys => "keys",
        Check::Certificate => "certificate",
        Check::Server => "server",
        Check::Clock => "clock",
        Check::Credentials => "credentials",
        Check::Shops => "shops",
        Check::Choice => "choice",
        Check::Topup => "top-up",
    }
}

fn word(environment: Environment) -> &'static str {
    match environment {
        Environment::Practice => "practice",
        Environment::Sandbox => "test money",
        Environment::Production => "real money",
    }
}
