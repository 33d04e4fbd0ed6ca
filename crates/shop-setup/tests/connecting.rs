//! Connecting a shop, against the sandbox over mutual TLS: the lines that a person or a script gets to see.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use credentials::identity::CertificateFacts;
use jiff::{SignedDuration, Timestamp};
use partner_api::ids::{PrivateMoneyId, ShopId};
use partner_api::{Client, Config, Limits};
use partner_sandbox::{Options, Sandbox};
use shop_setup::checks::{Check, CheckLine, CheckProblem, CheckResult, Found, check_choice, check_keys};
use shop_setup::keys_file::KeysFile;
use shop_setup::profile::{Environment, environment_of};
use till::clock::{Clock, SystemClock};
use uuid::Uuid;

struct Shop {
    sandbox: Sandbox,
    folder: tempfile::TempDir,
}

impl Shop {
    async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let options = Options { credentials: folder.path().to_owned(), ..Options::default() };
        Self { sandbox: Sandbox::start(options).await.expect("it serves"), folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn keys(&self, config: &str) -> KeysFile {
        KeysFile::read(&self.path(config), Some(&self.path("ca.pem")), None, None).expect("a complete set")
    }

    fn change_config(&self, from: &str, to: &str) {
        let text = std::fs::read_to_string(self.path("config.ini")).expect("written by the sandbox");
        assert!(text.contains(from), "{from} is in it");
        std::fs::write(self.path("config.ini"), text.replace(from, to)).expect("written");
    }
}

fn client(keys: &KeysFile) -> Client {
    let credentials = &keys.credentials;
    Client::new(Config {
        base_url: credentials.base_url.clone(),
        client_id: credentials.client_id.clone(),
        client_secret: credentials.client_secret(),
        identity_pem: credentials.identity.pem().clone(),
        ca_pem: credentials.ca_pem.clone(),
        accept_language: partner_api::Language::Ja,
        now: Arc::new(|| SystemClock.wall()),
        limits: Limits::default(),
    })
    .expect("well-formed keys make a client")
}

async fn ask_keys(keys: &KeysFile, now: Timestamp) -> (Vec<CheckLine>, Option<Found>) {
    let mut lines = Vec::new();
    let facts = keys.credentials.identity.facts().clone();
    let found = check_keys(&client(keys), &facts, now, &mut |line| lines.push(line)).await;
    (lines, found)
}

async fn ask_choice(keys: &KeysFile, shop: ShopId, money: PrivateMoneyId) -> Vec<CheckLine> {
    let mut lines = Vec::new();
    check_choice(&client(keys), shop, money, &mut |line| lines.push(line)).await;
    lines
}

fn last_problem(lines: &[CheckLine]) -> (Check, CheckProblem) {
    match lines.last() {
        Some(CheckLine { check, result: CheckResult::Broken { problem } }) => (*check, problem.clone()),
        other => panic!("the last line is not red: {other:?}"),
    }
}

#[tokio::test]
async fn the_official_sdks_configuration_leads_to_a_shop_with_every_line_green() {
    let shop = Shop::open().await;
    for config in ["config.ini", "config.global.ini"] {
        let keys = shop.keys(config);
        assert!(keys.unknown_keys.is_empty(), "{:?}", keys.unknown_keys);
        assert_eq!(environment_of(&keys.credentials.base_url), Environment::Sandbox);
        let (lines, found) = ask_keys(&keys, SystemClock.wall()).await;
        let order: Vec<Check> = lines.iter().map(|line| line.check).collect();
        let expected = [Check::Keys, Check::Certificate, Check::Server, Check::Clock, Check::Credentials, Check::Shops];
        assert_eq!(order, expected);
        assert!(lines.iter().all(|line| matches!(line.result, CheckResult::Fine { .. })), "{lines:?}");
        let found = found.expect("every line is green");
        let wanted = shop.sandbox.credentials();
        assert!(found.shops.iter().any(|row| row.id == wanted.shop_id));
        assert!(found.moneys.iter().any(|money| money.id == wanted.private_money_id));
        let (named_shop, named_money) = (keys.shop_id.as_deref(), keys.private_money_id.as_deref());
        assert_eq!(named_shop, Some(wanted.shop_id.to_string().as_str()));
        assert_eq!(named_money, Some(wanted.private_money_id.to_string().as_str()));
        let lines = ask_choice(&keys, wanted.shop_id, wanted.private_money_id).await;
        let order: Vec<Check> = lines.iter().map(|line| line.check).collect();
        assert_eq!(order, [Check::Choice, Check::Topup]);
        assert!(lines.iter().all(|line| matches!(line.result, CheckResult::Fine { .. })), "{lines:?}");
    }
}

#[tokio::test]
async fn a_wrong_secret_is_told_as_refused_keys_and_nothing_more_is_asked() {
    let shop = Shop::open().await;
    let secret = config_value(&shop.path("config.ini"), "CLIENT_SECRET");
    shop.change_config(&secret, &"A".repeat(43));
    let (lines, found) = ask_keys(&shop.keys("config.ini"), SystemClock.wall()).await;
    assert!(found.is_none());
    let (check, problem) = last_problem(&lines);
    assert_eq!(check, Check::Credentials);
    assert!(matches!(problem, CheckProblem::KeysRefused { .. }), "{problem:?}");
}

#[tokio::test]
async fn a_server_that_is_not_there_and_one_that_is_not_trusted_are_told_apart() {
    let shop = Shop::open().await;
    let untrusted = KeysFile::read(&shop.path("config.ini"), None, None, None).expect("a complete set");
    let (lines, _) = ask_keys(&untrusted, SystemClock.wall()).await;
    let (check, problem) = last_problem(&lines);
    assert_eq!(check, Check::Server);
    assert!(matches!(problem, CheckProblem::Tls { .. }), "{problem:?}");

    let address = shop.sandbox.api_url();
    shop.change_config(address.as_str().trim_end_matches('/'), "https://127.0.0.1:9");
    let (lines, _) = ask_keys(&shop.keys("config.ini"), SystemClock.wall()).await;
    assert_eq!(last_problem(&lines), (Check::Server, CheckProblem::Unreachable));
}

#[tokio::test]
async fn a_clock_that_is_off_is_told_and_hinders_nothing() {
    let shop = Shop::open().await;
    let ahead = SystemClock.wall() + SignedDuration::from_mins(10);
    let (lines, found) = ask_keys(&shop.keys("config.ini"), ahead).await;
    assert!(found.is_some());
    let clock = lines.iter().find(|line| line.check == Check::Clock).expect("the clock was checked");
    match &clock.result {
        CheckResult::Attention { problem: CheckProblem::ClockOff { seconds } } => {
            assert!((595..=605).contains(seconds), "{seconds}");
        }
        other => panic!("ten minutes go unseen: {other:?}"),
    }
}

#[tokio::test]
async fn an_unknown_shop_and_a_money_that_the_shop_does_not_take_are_told_apart() {
    let shop = Shop::open().await;
    let keys = shop.keys("config.ini");
    let wanted = shop.sandbox.credentials();
    let lines = ask_choice(&keys, ShopId(Uuid::from_u128(1)), wanted.private_money_id).await;
    assert_eq!(last_problem(&lines), (Check::Choice, CheckProblem::ShopNotFound));
    let lines = ask_choice(&keys, wanted.shop_id, PrivateMoneyId(Uuid::from_u128(1))).await;
    let (check, problem) = last_problem(&lines);
    assert_eq!(check, Check::Choice);
    assert!(matches!(problem, CheckProblem::MoneyNotTaken { .. }), "{problem:?}");
}

#[tokio::test]
async fn the_certificates_end_is_told_a_month_ahead_and_for_ever_after() {
    let shop = Shop::open().await;
    let keys = shop.keys("config.ini");
    let CertificateFacts { valid_from, valid_until, .. } = keys.credentials.identity.facts().clone();
    let day = SignedDuration::from_hours(24);
    for (now, told) in [
        (valid_until - day * 40, None),
        (valid_until - day * 30, Some(CheckProblem::CertificateEndsSoon { days: 30 })),
        (valid_until - day * 7, Some(CheckProblem::CertificateEndsSoon { days: 7 })),
        (valid_until - day, Some(CheckProblem::CertificateEndsSoon { days: 1 })),
        (valid_until + day, Some(CheckProblem::CertificateEnded { ended_at: valid_until.to_string() })),
        (valid_from - day, Some(CheckProblem::CertificateNotYetValid { begins_at: valid_from.to_string() })),
    ] {
        let (lines, _) = ask_keys(&keys, now).await;
        let line = lines.iter().find(|line| line.check == Check::Certificate).expect("it was checked");
        let found = match &line.result {
            CheckResult::Fine { .. } => None,
            CheckResult::Attention { problem } | CheckResult::Broken { problem } => Some(problem.clone()),
        };
        assert_eq!(found, told, "at {now}");
    }
}

fn config_value(path: &Path, key: &str) -> String {
    let text = std::fs::read_to_string(path).expect("written by the sandbox");
    let line = text.lines().find(|line| line.starts_with(key)).expect("it is in it");
    line.split_once('=').expect("a value").1.trim().to_owned()
}
