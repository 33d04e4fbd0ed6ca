//! The process that is killed: the real till, its journal on the disk, its gateway over mutual TLS. A window is a line
//! on the standard output; keys are lines on the standard input.

use std::fs;
use std::io::BufRead;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use partner_api::envelope::ClientSecret;
use partner_api::ids::{PrivateMoneyId, ShopId};
use partner_api::{Client, Config, Limits};
use secrecy::SecretString;
use serde_json::json;
use till::clock::SystemClock;
use till::gateway::{PartnerGateway, Terms};
use till::ids::RandomIds;
use till::journal::{Journal, MemoryJournal, SqliteJournal};
use till::money::Direction;
use till::server_clock::ServerClock;
use till::settings::Settings;
use till::view::TillView;
use till::{Setup, Till};
use tokio::runtime::Runtime;

use super::Broken;
use super::stop::{Stop, StoppingGateway, StoppingJournal, say};
use crate::point::Point;

/// Runs until it is killed or nobody speaks to it any more.
pub fn engine(data: &Path, credentials: &Path, broken: Option<Broken>) -> Result<()> {
    say("opening");
    let stop = Stop::default();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let till = open(data, credentials, broken, &stop)?;
    let window = till.views();
    let watching = stop.clone();
    let handle = runtime.handle().clone();
    std::thread::spawn(move || handle.block_on(show(window, &watching)));
    for line in std::io::stdin().lock().lines() {
        press(&runtime, &till, &stop, &line?);
    }
    runtime.block_on(till.close());
    Ok(())
}

/// A key of staff. A key that is not possible now does nothing, as in the window.
fn press(runtime: &Runtime, till: &Till, stop: &Stop, line: &str) {
    let words: Vec<&str> = line.split(' ').collect();
    let refused = match words[..] {
        ["stop", point] => {
            stop.set(Point::of(point));
            return;
        }
        ["pay", amount] => runtime.block_on(till.start_sale(Direction::Payment, amount, "")).map(|_| ()),
        ["cancel", number] => runtime.block_on(till.cancel_sale(number)),
        ["amend", number, amount] => runtime.block_on(till.amend_sale(number, amount)),
        ["check", number] => runtime.block_on(till.check_now(number)).map(|_| ()),
        ["done", number] => runtime.block_on(till.done(number)),
        _ => return say(&format!("unknown {line}")),
    };
    if let Err(problem) = refused {
        say(&format!("refused {line}: {problem}"));
    }
}

/// Draws every snapshot. What was said on the standard output was shown.
async fn show(mut views: tokio::sync::watch::Receiver<Arc<TillView>>, stop: &Stop) {
    loop {
        let view = Arc::clone(&views.borrow_and_update());
        if view.shown_qr().is_some() {
            stop.pass(Point::QrUnshown);
        }
        if view.live.as_ref().is_some_and(|sale| sale.state.is_final()) {
            stop.pass(Point::OutcomeUnshown);
        }
        let qr = view.shown_qr().map(|(number, token)| [number, token]);
        say(&format!("view {}", json!({ "view": &*view, "qr": qr })));
        if views.changed().await.is_err() {
            return;
        }
    }
}

fn open(data: &Path, credentials: &Path, broken: Option<Broken>, stop: &Stop) -> Result<Till> {
    let journal: Box<dyn Journal> = match broken {
        Some(Broken::KeepsInMemory) => Box::new(MemoryJournal::default()),
        Some(Broken::ForgetsWhatWasOpen) | None => Box::new(SqliteJournal::open(data)?),
    };
    let forgets = broken == Some(Broken::ForgetsWhatWasOpen);
    let read = |name: &str| {
        let path = credentials.join(name);
        fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))
    };
    let config = read("config.ini")?;
    let value = |key: &str| {
        let mut pairs = config.lines().filter_map(|line| line.split_once('='));
        let found = pairs.find(|(name, _)| name.trim() == key).map(|(_, value)| value.trim());
        found.with_context(|| format!("config.ini has no {key}"))
    };
    let clock = Arc::new(ServerClock::new(Arc::new(SystemClock)));
    let stamp = Arc::clone(&clock);
    let client = Client::new(Config {
        base_url: value("API_BASE_URL")?.parse()?,
        client_id: value("CLIENT_ID")?.to_owned(),
        client_secret: ClientSecret::parse(value("CLIENT_SECRET")?)?,
        identity_pem: SecretString::from(format!("{}{}", read("client.pem")?, read("client.key")?)),
        ca_pem: Some(read("ca.pem")?),
        accept_language: partner_api::Language::Ja,
        now: Arc::new(move || stamp.now()),
        limits: Limits::default(),
    })?;
    let terms = Terms {
        shop_id: ShopId(value("shop_id")?.parse()?),
        private_money_id: PrivateMoneyId(value("private_money_id")?.parse()?),
    };
    let settings = Settings { recent_limit: 60, ..Settings::default() };
    let setup = Setup::new("さくら商店", "さくらマネー", "円", 50_000.into(), "A".parse()?).with_settings(settings);
    let gateway = StoppingGateway { gateway: PartnerGateway::new(Arc::new(client), terms), stop: stop.clone() };
    let journal = StoppingJournal { journal, forgets, stop: stop.clone() };
    Ok(Till::spawn(setup, Arc::new(gateway), Box::new(journal), clock, Box::new(RandomIds))?)
}
