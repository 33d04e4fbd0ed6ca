//! Practice mode: the real till against the sandbox, both in this process, over real TLS on the loopback.
//!
//! Nothing between the key press and the far side is different from a real shop. The far side keeps its state on the
//! disk, so that a tray that was open when the program died can still be asked for.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use partner_api::operations::shops::GetShop;
use partner_api::schema::{ShopAccount, ShopWithAccounts};
use partner_api::{Client, Config, Limits};
use partner_sandbox::{Options, Sandbox, ScanTarget};
use shop_setup::profile::Environment;
use till::books::Books;
use till::clock::SystemClock;
use till::gateway::{PartnerGateway, Terms};
use till::ids::RandomIds;
use till::journal::{JournalError, SqliteJournal};
use till::server_clock::ServerClock;
use till::{Setup, Till};
use tokio::time::Instant;

use crate::desk::{Desk, Selling};
use crate::printing::Slips;
use crate::settings::Choices;
use crate::setup::SetupProblem;
use crate::snapshot::PracticeCustomer;

/// The practice shop always has the same customers with the same ids.
const SEED: u64 = 1;

/// How long a lock that another process holds is waited for.
const LOCK_PATIENCE: Duration = Duration::from_secs(3);

/// Between two tries at the lock.
const LOCK_PAUSE: Duration = Duration::from_millis(100);

/// The far side of practice mode.
pub(crate) struct Practice {
    sandbox: Sandbox,
}

impl Practice {
    /// The customers with their balances as they are now.
    pub(crate) fn customers(&self) -> Vec<PracticeCustomer> {
        let customers = self.sandbox.customers().into_iter();
        customers
            .map(|customer| PracticeCustomer {
                key: customer.key,
                name: customer.name,
                money_balance: customer.wallet.as_ref().map(|wallet| wallet.money_balance.normalize().to_string()),
                point_balance: customer.wallet.as_ref().map(|wallet| wallet.point_balance.normalize().to_string()),
            })
            .collect()
    }

    /// A customer holds the phone over the QR. What the phone shows is no proof of anything, so it is not told here:
    /// the till learns what came of it by asking, as in a shop.
    pub(crate) fn scan(&self, token: &str, customer: &str) {
        if let Err(refused) = self.sandbox.scan(&ScanTarget::Token(token.to_owned()), customer) {
            tracing::debug!(%refused, "the practice phone was refused");
        }
    }
}

/// Leaves set-up for a till in practice mode. What became of it goes to the windows as a snapshot.
pub(crate) async fn begin(desk: Arc<Desk>) {
    if !desk.begin_starting() {
        return;
    }
    match open(&desk).await {
        Ok(selling) => {
            desk.change_settings(|settings| settings.practice = true);
            desk.begin_selling(selling);
        }
        Err(problem) => desk.fail_starting(problem),
    }
}

async fn open(desk: &Desk) -> Result<Selling, SetupProblem> {
    let folder = desk.data.practice().map_err(|error| {
        tracing::error!(%error, "the practice folder cannot be made");
        SetupProblem::DataDirectory
    })?;
    // The journal first: it holds the lock that keeps a second copy of the program off the same far side.
    let journal = open_journal(&folder).await?;
    let failed = |error: anyhow::Error| {
        tracing::error!(error = format!("{error:#}"), "practice mode did not start");
        SetupProblem::PracticeDidNotStart
    };
    let sandbox = start_sandbox(&folder, desk).await.map_err(failed)?;
    let clock = Arc::new(ServerClock::new(Arc::new(SystemClock)));
    let choices = desk.settings().choices;
    let (till, client, terms) = open_till(&sandbox, journal, Arc::clone(&clock), &choices).await.map_err(failed)?;
    let code = choices.till_code().map_err(|error| failed(error.into()))?;
    let books = Books::open(&folder, code, choices.shop_day()).map_err(|error| failed(error.into()))?;
    let books = Arc::new(books);
    let shop = till.views().borrow().shop.clone();
    let slips = Arc::new(Slips::open(&folder, Arc::clone(&books), shop, choices.shop_day(), clock, true));
    let practice = Some(Practice { sandbox });
    Ok(Selling { environment: Environment::Practice, till, client, terms, books, slips, practice })
}

/// Opens the journal. A copy of the program that was killed a moment ago may hold the lock while it is being cleared
/// away, so a lock that is taken is asked for again for a while before staff are told.
async fn open_journal(folder: &Path) -> Result<SqliteJournal, SetupProblem> {
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

async fn start_sandbox(folder: &Path, desk: &Desk) -> anyhow::Result<Sandbox> {
    let options = Options {
        control: desk.arguments.practice_phone,
        credentials: folder.join("credentials"),
        seed: SEED,
        state: Some(folder.join("far-side.json")),
        ..Options::default()
    };
    let sandbox = Sandbox::start(options).await?;
    tracing::info!(api = %sandbox.api_url(), phone = ?sandbox.control_url().map(String::from), "practice mode serves");
    Ok(sandbox)
}

async fn open_till(
    sandbox: &Sandbox,
    journal: SqliteJournal,
    clock: Arc<ServerClock>,
    choices: &Choices,
) -> anyhow::Result<(Till, Arc<Client>, Terms)> {
    let credentials = sandbox.credentials();
    let stamp = Arc::clone(&clock);
    let client = Arc::new(Client::new(Config {
        base_url: sandbox.api_url(),
        client_id: credentials.client_id.clone(),
        client_secret: credentials.client_secret.clone(),
        identity_pem: credentials.client_identity_pem.clone(),
        ca_pem: Some(credentials.ca_pem.clone()),
        accept_language: partner_api::Language::Ja,
        now: Arc::new(move || stamp.now()),
        limits: Limits::default(),
    })?);
    let terms = Terms { shop_id: credentials.shop_id, private_money_id: credentials.private_money_id };
    let shop = client.send(&GetShop { shop_id: terms.shop_id }).await?.value;
    let gateway = Arc::new(PartnerGateway::new(Arc::clone(&client), terms));
    let till = Till::spawn(setup(&shop, terms, choices)?, gateway, Box::new(journal), clock, Box::new(RandomIds))?;
    Ok((till, client, terms))
}

fn setup(shop: &ShopWithAccounts, terms: Terms, choices: &Choices) -> anyhow::Result<Setup> {
    let is_ours = |account: &&ShopAccount| account.private_money.id == terms.private_money_id;
    let money = &shop
        .accounts
        .iter()
        .find(is_ours)
        .ok_or_else(|| anyhow::anyhow!("the practice shop has no wallet of the practice money"))?
        .private_money;
    let setup = Setup::new(&shop.name, &money.name, &money.unit, money.transfer_limit, choices.till_code()?);
    Ok(setup.with_settings(choices.till_settings()))
}
