//! Practice mode: the real till against the sandbox, both in this process, over real TLS on the loopback.
//!
//! Nothing between the key press and the far side is different from a real shop. The far side keeps its state on the
//! disk, so that a tray that was open when the program died can still be asked for.

use std::path::Path;
use std::sync::Arc;

use partner_api::operations::shops::GetShop;
use partner_api::schema::{ShopAccount, ShopWithAccounts};
use partner_api::{Client, Config, Limits};
use partner_sandbox::{Options, Sandbox, ScanTarget};
use till::Setup;
use till::clock::SystemClock;
use till::gateway::Terms;
use till::journal::SqliteJournal;
use till::server_clock::ServerClock;
use till::tag::TillCode;

use crate::desk::Desk;
use crate::opening::{Opening, Whose, open_journal};
use crate::selling::Selling;
use crate::setup::SetupProblem;
use crate::snapshot::PracticeCustomer;

/// The practice shop always has the same customers with the same ids.
const SEED: u64 = 1;

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
        Err(problem) => desk.fail_starting(None, problem),
    }
}

async fn open(desk: &Desk) -> Result<Selling, SetupProblem> {
    let folder = desk.data.practice().map_err(|error| {
        tracing::error!(%error, "the practice folder cannot be made");
        SetupProblem::DataDirectory
    })?;
    // The journal first: it holds the lock that keeps a second copy of the program off the same far side.
    let journal = open_journal(&folder).await?;
    start(&folder, journal, desk).await.map_err(|error| {
        tracing::error!(error = format!("{error:#}"), "practice mode did not start");
        SetupProblem::PracticeDidNotStart
    })
}

async fn start(folder: &Path, journal: SqliteJournal, desk: &Desk) -> anyhow::Result<Selling> {
    let sandbox = start_sandbox(folder, desk).await?;
    let clock = Arc::new(ServerClock::new(Arc::new(SystemClock)));
    let client = Arc::new(client_of(&sandbox, &clock)?);
    let credentials = sandbox.credentials();
    let terms = Terms { shop_id: credentials.shop_id, private_money_id: credentials.private_money_id };
    let shop = client.send(&GetShop { shop_id: terms.shop_id }).await?.value;
    let choices = desk.settings().choices;
    let till_code = choices.till_code()?;
    let setup = setup(&shop, terms, till_code.clone())?;
    let whose = Whose::Practice(Box::new(Practice { sandbox }));
    Opening { folder, journal, clock, client, setup, till_code, terms, choices: &choices, whose }.begin()
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

fn client_of(sandbox: &Sandbox, clock: &Arc<ServerClock>) -> anyhow::Result<Client> {
    let credentials = sandbox.credentials();
    let stamp = Arc::clone(clock);
    Ok(Client::new(Config {
        base_url: sandbox.api_url(),
        client_id: credentials.client_id.clone(),
        client_secret: credentials.client_secret.clone(),
        identity_pem: credentials.client_identity_pem.clone(),
        ca_pem: Some(credentials.ca_pem.clone()),
        accept_language: partner_api::Language::Ja,
        now: Arc::new(move || stamp.now()),
        limits: Limits::default(),
    })?)
}

fn setup(shop: &ShopWithAccounts, terms: Terms, till_code: TillCode) -> anyhow::Result<Setup> {
    let is_ours = |account: &&ShopAccount| account.private_money.id == terms.private_money_id;
    let money = &shop
        .accounts
        .iter()
        .find(is_ours)
        .ok_or_else(|| anyhow::anyhow!("the practice shop has no wallet of the practice money"))?
        .private_money;
    Ok(Setup::new(&shop.name, &money.name, &money.unit, money.transfer_limit, till_code))
}
