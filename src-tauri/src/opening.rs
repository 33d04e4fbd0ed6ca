//! What practice and a real shop share on the way to a till that sells.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use credentials::Credentials;
use jiff::Timestamp;
use partner_api::{Client, Config, ConfigError, Language, Limits};
use shop_setup::profile::Environment;
use till::books::Books;
use till::gateway::{PartnerGateway, Terms};
use till::ids::RandomIds;
use till::journal::{JournalError, SqliteJournal};
use till::server_clock::ServerClock;
use till::tag::TillCode;
use till::{Setup, Till};
use tokio::time::Instant;
use uuid::Uuid;

use crate::practice::Practice;
use crate::printing::Slips;
use crate::selling::Selling;
use crate::settings::Choices;
use crate::setup::SetupProblem;

/// How long a lock that another process holds is waited for.
const LOCK_PATIENCE: Duration = Duration::from_secs(3);

/// Between two tries at the lock.
const LOCK_PAUSE: Duration = Duration::from_millis(100);

/// A till that is about to sell.
pub(crate) struct Opening<'a> {
    /// Its folder: the journal, and the count of its slips' copies.
    pub(crate) folder: &'a Path,
    /// Its journal, which holds the folder's lock.
    pub(crate) journal: SqliteJournal,
    /// The server's time.
    pub(crate) clock: Arc<ServerClock>,
    /// The connection.
    pub(crate) client: Arc<Client>,
    /// What it sells.
    pub(crate) setup: Setup,
    /// What it is called.
    pub(crate) till_code: TillCode,
    /// The shop and money.
    pub(crate) terms: Terms,
    /// How the shop wants its tills to behave.
    pub(crate) choices: &'a Choices,
    /// Whose money it is.
    pub(crate) whose: Whose,
}

/// What a till sells against.
pub(crate) enum Whose {
    /// The far side in this process.
    Practice(Box<Practice>),
    /// A shop's own money.
    Shop {
        /// Its profile.
        profile: Uuid,
        /// Test money or real money.
        environment: Environment,
        /// Until when the client certificate is valid.
        certificate_until: Timestamp,
    },
}

impl Opening<'_> {
    /// From now on it sells.
    pub(crate) fn begin(self) -> anyhow::Result<Selling> {
        let Self { folder, journal, clock, client, setup, till_code, terms, choices, whose } = self;
        let setup = setup.with_settings(choices.till_settings());
        let gateway = Arc::new(PartnerGateway::new(Arc::clone(&client), terms));
        let till = Till::spawn(setup, gateway, Box::new(journal), Arc::clone(&clock), Box::new(RandomIds))?;
        let books = Arc::new(Books::open(folder, till_code, choices.shop_day())?);
        let shop = till.views().borrow().shop.clone();
        let is_practice = matches!(whose, Whose::Practice(_));
        let slips = Slips::open(folder, Arc::clone(&books), shop, choices.shop_day(), Arc::clone(&clock), is_practice);
        Ok(Selling { till, client, terms, books, slips: Arc::new(slips), clock, whose })
    }
}

/// Opens the journal. A copy of the program that was killed a moment ago may hold the lock while it is being cleared
/// away, so a lock that is taken is asked for again for a while before staff are told.
pub(crate) async fn open_journal(folder: &Path) -> Result<SqliteJournal, SetupProblem> {
    let until = Instant::now() + LOCK_PATIENCE;
    loop {
        match SqliteJournal::open(folder) {
            Ok(journal) => return Ok(journal),
            Err(JournalError::AlreadyRunning) if Instant::now() < until => tokio::time::sleep(LOCK_PAUSE).await,
            Err(error) => {
                tracing::error!(%error, "the journal cannot be opened");
                return Err(match error {
                    JournalError::AlreadyRunning => SetupProblem::AlreadyRunning,
                    _ => SetupProblem::Journal,
                });
            }
        }
    }
}

/// The connection that a shop's keys make, its requests stamped by this clock.
pub(crate) fn client_of(
    keys: &Credentials,
    clock: &Arc<ServerClock>,
    language: Language,
) -> Result<Client, SetupProblem> {
    let stamp = Arc::clone(clock);
    let client = Client::new(Config {
        base_url: keys.base_url.clone(),
        client_id: keys.client_id.clone(),
        client_secret: keys.client_secret(),
        identity_pem: keys.identity.pem().clone(),
        ca_pem: keys.ca_pem.clone(),
        accept_language: language,
        now: Arc::new(move || stamp.now()),
        limits: Limits::default(),
    });
    client.map_err(|error| match error {
        ConfigError::Authority(_) => SetupProblem::CaUnusable,
        error => SetupProblem::KeysUnusable { reason: error.to_string() },
    })
}
