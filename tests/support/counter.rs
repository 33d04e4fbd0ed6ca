//! A shop's counter without a window: a till with its journal on the disk, and the far side over mutual TLS.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use partner_api::{Client, Config, Limits};
use partner_sandbox::{FaultRule, Options, Sandbox, ScanRefused, ScanTarget};
use tempfile::TempDir;
use till::books::Books;
use till::clock::SystemClock;
use till::gateway::{PartnerGateway, Terms};
use till::ids::RandomIds;
use till::journal::SqliteJournal;
use till::money::Direction;
use till::server_clock::ServerClock;
use till::shift::ShopDay;
use till::view::{RefundStateView, SaleRowState, SaleStateView, SaleView, TillView};
use till::{Setup, Till};
use tracing_subscriber::EnvFilter;

use crate::canaries::Canary;

/// The longest that a test waits for what must happen. Nothing is concluded from how long it takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// A counter with its till, the far side and the folder that both remember in.
pub(crate) struct Counter {
    pub(crate) till: Till,
    pub(crate) far: Sandbox,
    pub(crate) folder: TempDir,
    /// Another program of the same shop: the management pages, or another till.
    pub(crate) client: Client,
    pub(crate) terms: Terms,
}

impl Counter {
    /// A shop on its first day.
    pub(crate) async fn open() -> Self {
        keep_the_log();
        let folder = tempfile::tempdir().unwrap();
        let options = Options { credentials: folder.path().join("credentials"), ..Options::default() };
        let far = Sandbox::start(options).await.unwrap();
        let till = open_till(&far, &folder);
        let client = open_client(&far, &Arc::new(ServerClock::new(Arc::new(SystemClock))));
        let terms = terms(&far);
        Self { till, far, folder, client, terms }
    }

    /// The program ends and is started again; the far side goes on.
    pub(crate) async fn restart_the_till(&mut self) {
        self.till.close().await;
        self.till = open_till(&self.far, &self.folder);
    }

    /// Presses Enter and waits for the QR; answers its token.
    pub(crate) async fn show_qr(&self, direction: Direction, amount: &str) -> String {
        self.till.start_sale(direction, amount, "").await.unwrap();
        self.shown_token().await
    }

    /// The token of the QR on the screen, once there is one.
    pub(crate) async fn shown_token(&self) -> String {
        self.live_when(|sale| sale.token.is_some()).await.token.unwrap()
    }

    /// A customer scans.
    pub(crate) fn scan(&self, token: &str, customer: &str) -> Result<(), ScanRefused> {
        self.far.scan(&ScanTarget::Token(token.to_owned()), customer).map(|_| ())
    }

    /// The sale on the screen, once it is so.
    pub(crate) async fn live_when(&self, is_so: impl Fn(&SaleView) -> bool) -> SaleView {
        self.view_when(|view| view.live.as_ref().is_some_and(&is_so)).await.live.clone().unwrap()
    }

    /// The sale on the screen, once it has ended.
    pub(crate) async fn ended(&self) -> SaleView {
        self.live_when(|sale| sale.state.is_final()).await
    }

    /// The snapshot, once it is so.
    pub(crate) async fn view_when(&self, is_so: impl Fn(&TillView) -> bool) -> Arc<TillView> {
        let mut views = self.till.views();
        let wait = tokio::time::timeout(PATIENCE, views.wait_for(|view| is_so(view)));
        match wait.await {
            Ok(view) => Arc::clone(&view.expect("the till runs")),
            Err(elapsed) => panic!("it did not happen ({elapsed}); the till shows {:#?}", self.till.views().borrow()),
        }
    }

    /// The till's books.
    pub(crate) fn books(&self) -> Books {
        Books::open(self.folder.path(), "A".parse().unwrap(), ShopDay::default()).unwrap()
    }

    /// The far side misbehaves from now on.
    pub(crate) fn trouble(&self, rule: FaultRule) {
        self.far.set_faults(vec![rule]);
    }

    /// Closes the day: what the till shows as paid is what the far side moved, tray by tray, and the books balance.
    pub(crate) async fn close_the_day(self) {
        let view = self.till.views().borrow().clone();
        self.till.close().await;
        let books = self.far.ledger();
        self.nothing_has_leaked();
        assert_eq!(books.total, 0.into(), "the books balance");
        let paid_here: Vec<&str> = view
            .recent
            .iter()
            .filter(|row| row.state == SaleRowState::Succeeded)
            .filter_map(|row| row.transaction_last4.as_deref())
            .collect();
        for tray in &books.cashtrays {
            let Some(transaction) = &tray.transaction else { continue };
            let id = transaction.id.to_string();
            assert!(paid_here.contains(&&id[id.len() - 4..]), "a charge that the till does not show: {transaction:#?}");
        }
        let charged = books.cashtrays.iter().filter(|tray| tray.transaction.is_some()).count();
        assert_eq!(charged, paid_here.len(), "what is shown as paid was charged");
        for row in &view.recent {
            let Some(last4) = &row.transaction_last4 else { continue };
            let is_refunded = row.refund.as_ref().is_some_and(|refund| {
                let state = &refund.state;
                matches!(state, RefundStateView::Refunded { .. } | RefundStateView::RefundedElsewhere { .. })
            });
            let mut transactions = books.transactions.iter();
            let transaction = transactions.find(|transaction| transaction.id.to_string().ends_with(last4)).unwrap();
            assert_eq!(transaction.is_modified, is_refunded, "what is shown as refunded was taken back");
        }
        self.far.stop().await;
    }
}

impl Counter {
    /// No secret, token, name or id of a customer of this shop stands in what was logged or, but for the token's
    /// column, in the journal.
    fn nothing_has_leaked(&self) {
        let log = LOG.lock().unwrap_or_else(PoisonError::into_inner).clone();
        assert!(log.windows(5).any(|bytes| bytes == b"sale="), "what is logged is kept");
        let folder = self.folder.path();
        let journal: Vec<u8> = ["journal.sqlite3", "journal.sqlite3-wal"]
            .iter()
            .flat_map(|name| std::fs::read(folder.join(name)).unwrap_or_default())
            .collect();
        for canary in self.canaries() {
            assert_eq!(canary.hits(&log), 0, "{} in the log", canary.kind);
            assert!(canary.kind == "token" || canary.hits(&journal) == 0, "{} in the journal", canary.kind);
        }
    }

    fn canaries(&self) -> Vec<Canary> {
        let file = |name: &str| std::fs::read_to_string(self.folder.path().join("credentials").join(name)).unwrap();
        let mut canaries = Canary::of_pem("private key", &file("client.key"));
        let config = file("config.ini");
        let secret = config.lines().find_map(|line| line.strip_prefix("CLIENT_SECRET = ")).unwrap();
        canaries.push(Canary::new("client secret", secret));
        let books = self.far.ledger();
        canaries.extend(books.cashtrays.iter().map(|tray| Canary::new("token", tray.token.clone())));
        for moved in &books.transactions {
            for user in [&moved.sender, &moved.receiver].into_iter().filter(|user| !user.is_merchant) {
                canaries.push(Canary::new("customer name", user.name.clone()));
                canaries.push(Canary::new("customer id", user.id.to_string()));
            }
        }
        canaries
    }
}

/// All that was logged by all tests of this program, as the terminal logs it and more.
static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Log;

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.lock().unwrap_or_else(PoisonError::into_inner).extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What the far side logs is its own affair.
fn keep_the_log() {
    let wanted = EnvFilter::new("info,till=trace,partner_api=trace,partner_sandbox=off");
    let lines = tracing_subscriber::fmt().with_env_filter(wanted).with_ansi(false).with_writer(|| Log);
    // Every test after the first finds it there.
    let _ = lines.try_init();
}

/// What a success says: amount, money, points, customer.
pub(crate) fn receipt(sale: &SaleView) -> (&str, &str, &str, &str) {
    match &sale.state {
        SaleStateView::Succeeded { money_amount, point_amount, customer, .. } => {
            (&sale.amount, money_amount, point_amount, customer.as_deref().unwrap_or(""))
        }
        state => panic!("not a success: {state:#?}"),
    }
}

/// The machine name of a failure.
pub(crate) fn reason(sale: &SaleView) -> &str {
    match &sale.state {
        SaleStateView::Failed { error_type, .. } => error_type,
        state => panic!("not a failure: {state:#?}"),
    }
}

fn terms(far: &Sandbox) -> Terms {
    let credentials = far.credentials();
    Terms { shop_id: credentials.shop_id, private_money_id: credentials.private_money_id }
}

/// Another program with the same keys, and the clock that stamps its requests.
pub(crate) fn client_of(far: &Sandbox) -> (Client, Arc<ServerClock>) {
    let clock = Arc::new(ServerClock::new(Arc::new(SystemClock)));
    (open_client(far, &clock), clock)
}

fn open_client(far: &Sandbox, clock: &Arc<ServerClock>) -> Client {
    let credentials = far.credentials();
    let stamp = Arc::clone(clock);
    let client = Client::new(Config {
        base_url: far.api_url(),
        client_id: credentials.client_id.clone(),
        client_secret: credentials.client_secret.clone(),
        identity_pem: credentials.client_identity_pem.clone(),
        ca_pem: Some(credentials.ca_pem.clone()),
        accept_language: partner_api::Language::Ja,
        now: Arc::new(move || stamp.now()),
        limits: Limits::default(),
    });
    client.unwrap()
}

fn open_till(far: &Sandbox, folder: &TempDir) -> Till {
    let (client, clock) = client_of(far);
    let gateway = PartnerGateway::new(Arc::new(client), terms(far));
    let journal = SqliteJournal::open(folder.path()).unwrap();
    let setup = Setup::new("さくら商店 本店", "さくらマネー", "円", 50_000.into(), "A".parse().unwrap());
    Till::spawn(setup, Arc::new(gateway), Box::new(journal), clock, Box::new(RandomIds)).unwrap()
}
