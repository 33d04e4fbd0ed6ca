//! How an act without a window ends: the exit codes that the scripts of a chain rely on (`docs/setup.md`).

use std::process::ExitCode;

use serde::Serialize;
use shop_setup::checks::{Check, CheckLine, CheckProblem, CheckResult};

use crate::setup::SetupProblem;

/// The end of an act. A number never changes its meaning; 1 is what nobody foresaw, 2 is the command line itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done, or nothing to be done.
    Done = 0,
    /// The keys are missing, not well-formed, at their end, or refused by the server.
    Keys = 3,
    /// The server is not reached, not trusted, or does not answer as it should. Trying again may help.
    Server = 4,
    /// The shop or the money is not there, closed, or not to be had with these keys.
    Choice = 5,
    /// The place where the keys are kept does not do what is asked.
    KeyStore = 6,
    /// The data directory cannot be used.
    DataDirectory = 7,
}

impl Exit {
    /// The number.
    pub(crate) fn number(self) -> u8 {
        self as u8
    }

    /// The end that a line means, when it is red.
    pub(crate) fn of_line(line: &CheckLine) -> Option<Self> {
        let CheckResult::Broken { problem } = &line.result else { return None };
        Some(match problem {
            CheckProblem::Unreachable
            | CheckProblem::NoAnswer
            | CheckProblem::Tls { .. }
            | CheckProblem::NotThePartnerApi { .. }
            | CheckProblem::Busy
            | CheckProblem::ClockOff { .. } => Self::Server,
            CheckProblem::CertificateEndsSoon { .. }
            | CheckProblem::CertificateEnded { .. }
            | CheckProblem::CertificateNotYetValid { .. } => Self::Keys,
            CheckProblem::KeysRefused { .. } | CheckProblem::NotPermitted { .. } => match line.check {
                Check::Choice | Check::Topup => Self::Choice,
                _ => Self::Keys,
            },
            CheckProblem::NoShops
            | CheckProblem::NoMoneys
            | CheckProblem::ShopNotFound
            | CheckProblem::ShopDisabled { .. }
            | CheckProblem::MoneyNotTaken { .. }
            | CheckProblem::WalletSuspended { .. }
            | CheckProblem::MayNotTopUp => Self::Choice,
        })
    }

    /// The end that a problem of set-up means.
    pub(crate) fn of_problem(problem: &SetupProblem) -> Self {
        match problem {
            SetupProblem::KeyStoreMissing
            | SetupProblem::KeyStoreLocked
            | SetupProblem::KeyStoreDenied
            | SetupProblem::KeyStoreSlow
            | SetupProblem::KeyStoreFailed { .. }
            | SetupProblem::KeysGone
            | SetupProblem::KeysDamaged
            | SetupProblem::KeysNotKept
            | SetupProblem::PassphraseMissing
            | SetupProblem::PassphraseTooShort { .. }
            | SetupProblem::PassphraseWrong => Self::KeyStore,
            SetupProblem::DataDirectory
            | SetupProblem::Journal
            | SetupProblem::AlreadyRunning
            | SetupProblem::ProfileDamaged => Self::DataDirectory,
            SetupProblem::ProfileGone => Self::Choice,
            // What is left is about the keys as they were given, or belongs to the window alone.
            _ => Self::Keys,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.number())
    }
}

/// Why an act did not come to its end, for a script and for a person.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Failure {
    /// The exit code.
    #[serde(rename = "exit_code", serialize_with = "as_number")]
    pub(crate) exit: Exit,
    /// The machine's word for it: the `code` or `kind` of the screens.
    pub(crate) problem: serde_json::Value,
    /// One sentence in English: what is wrong, and what to do.
    pub(crate) sentence: String,
}

impl From<SetupProblem> for Failure {
    fn from(problem: SetupProblem) -> Self {
        let (exit, sentence) = (Exit::of_problem(&problem), problem.to_string());
        Self { exit, problem: as_json(&problem), sentence }
    }
}

impl Failure {
    /// The failure that a line is, when it is red.
    pub(crate) fn of_line(line: &CheckLine) -> Option<Self> {
        let CheckResult::Broken { problem } = &line.result else { return None };
        let exit = Exit::of_line(line)?;
        Some(Self { exit, problem: as_json(problem), sentence: problem.to_string() })
    }
}

fn as_json(problem: &impl Serialize) -> serde_json::Value {
    serde_json::to_value(problem).expect("a code with texts and numbers is JSON")
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn as_number<S: serde::Serializer>(exit: &Exit, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u8(exit.number())
}
