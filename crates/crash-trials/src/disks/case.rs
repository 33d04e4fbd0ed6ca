//! One case: a till on a small disk, and what is wrong with it.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use partner_api::{Client, Config, Limits};
use partner_sandbox::{Options, Sandbox, ScanTarget};
use rand::Rng;
use rand::rngs::StdRng;
use till::clock::SystemClock;
use till::gateway::{PartnerGateway, Terms};
use till::ids::RandomIds;
use till::journal::{Journal, JournalError, SqliteJournal};
use till::money::Direction;
use till::server_clock::ServerClock;
use till::view::{CheckingReason, CommandProblem, Notice, SaleStateView, TillView};
use till::{Setup, Till};

/// The longest that is waited for what must happen. Nothing is concluded from how long it takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long a write waits for a lock here; the terminal waits 5 s.
const BUSY: Duration = Duration::from_millis(50);

/// What is wrong.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// The disk is full before the first sale.
    FullBefore,
    /// The disk fills up while the QR is shown.
    FullMeanwhile,
    /// Somebody else holds the file before the first sale.
    LockedBefore,
    /// Somebody else holds the file when the customer scans.
    LockedMeanwhile,
    /// Nothing can be written from the start.
    ReadOnly,
    /// The journal is damaged.
    Damaged,
    /// The program runs already.
    Twice,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::FullBefore,
        Self::FullMeanwhile,
        Self::LockedBefore,
        Self::LockedMeanwhile,
        Self::ReadOnly,
        Self::Damaged,
        Self::Twice,
    ];
}

/// Where a case happens.
pub(super) struct Case<'a> {
    pub(super) program: &'a Path,
    pub(super) disk: &'a Path,
    pub(super) keys: &'a Path,
}

/// The trouble, until it is over.
enum Trouble {
    Filler(PathBuf),
    Holder(Child),
}

impl Trouble {
    fn end(self) -> Result<()> {
        match self {
            Self::Filler(path) => fs::remove_file(path)?,
            Self::Holder(mut holder) => {
                holder.kill()?;
                holder.wait()?;
            }
        }
        Ok(())
    }
}

impl Case<'_> {
    pub(super) async fn run(&self, kind: Kind, dice: &mut StdRng) -> Result<()> {
        let far = Sandbox::start(Options { credentials: self.keys.to_owned(), ..Options::default() }).await?;
        let outcome = match kind {
            Kind::ReadOnly => self.read_only(&far).await,
            Kind::Damaged => self.damaged(&far, dice).await,
            Kind::Twice => self.twice(),
            Kind::FullBefore | Kind::LockedBefore => self.before(&far, kind).await,
            Kind::FullMeanwhile | Kind::LockedMeanwhile => self.meanwhile(&far, kind).await,
        };
        far.stop().await;
        outcome
    }

    /// No sale is begun while its intent cannot be written, and one is as soon as it can.
    async fn before(&self, far: &Sandbox, kind: Kind) -> Result<()> {
        let till = self.open(far)?;
        let trouble = self.trouble(kind)?;
        let refused = till.start_sale(Direction::Payment, "120", "").await;
        ensure!(refused == Err(CommandProblem::JournalUnavailable), "it answered {refused:?}");
        wait(&till, |view| view.notices.contains(&Notice::JournalTrouble)).await.context("staff are not told")?;
        ensure!(far.ledger().cashtrays.is_empty(), "a tray was asked for");
        trouble.end()?;
        sell(&till, far).await?;
        self.compare(till, far).await
    }

    /// An outcome that comes while nothing can be written is stored from the reserve, or stays `storing` and is
    /// stored later; no other sale is begun meanwhile.
    async fn meanwhile(&self, far: &Sandbox, kind: Kind) -> Result<()> {
        let till = self.open(far)?;
        let number = till.start_sale(Direction::Payment, "120", "").await?;
        let view = wait(&till, |view| view.shown_qr().is_some()).await?;
        let token = view.shown_qr().map(|(_, token)| token.to_owned()).context("it was just there")?;
        let trouble = self.trouble(kind)?;
        far.scan(&ScanTarget::Token(token), "rich").map_err(|refused| anyhow::anyhow!("{refused:?}"))?;
        let _ = till.check_now(&number).await;
        let is_storing =
            |state: &SaleStateView| matches!(state, SaleStateView::Checking { reason: CheckingReason::Storing, .. });
        let is_known =
            |view: &TillView| view.live.as_ref().is_some_and(|sale| sale.state.is_final() || is_storing(&sale.state));
        let view = wait(&till, is_known).await?;
        let is_stored = view.live.as_ref().is_some_and(|sale| sale.state.is_final());
        ensure!(is_stored == matches!(kind, Kind::FullMeanwhile), "the reserve is there for this: {:?}", view.live);
        let second = till.start_sale(Direction::Payment, "130", "").await;
        ensure!(second.is_err(), "a second sale was begun: {second:?}");
        ensure!(far.ledger().cashtrays.len() == 1, "a second tray was asked for");
        trouble.end()?;
        let is_paid = |view: &TillView| {
            view.live.as_ref().is_some_and(|sale| matches!(sale.state, SaleStateView::Succeeded { .. }))
        };
        wait(&till, is_paid).await?;
        till.done(&number).await?;
        sell(&till, far).await?;
        self.compare(till, far).await
    }

    async fn read_only(&self, far: &Sandbox) -> Result<()> {
        self.compare(self.open(far)?, far).await?;
        remount(self.disk, "ro")?;
        let refused = SqliteJournal::open_patiently(&self.data(), BUSY);
        remount(self.disk, "rw")?;
        let is_told = matches!(refused, Err(JournalError::Directory(_) | JournalError::Database(_)));
        ensure!(is_told, "it opened, or says something else: {:?}", refused.err());
        let till = self.open(far)?;
        sell(&till, far).await?;
        self.compare(till, far).await
    }

    async fn damaged(&self, far: &Sandbox, dice: &mut StdRng) -> Result<()> {
        let till = self.open(far)?;
        sell(&till, far).await?;
        till.close().await;
        let path = SqliteJournal::path(&self.data());
        let mut content = fs::read(&path)?;
        let at = dice.random_range(0..100);
        dice.fill(&mut content[at..at + 600]);
        fs::write(&path, &content)?;
        let till = self.open(far)?;
        let view = till.views().borrow().clone();
        let file = view.notices.iter().find_map(|notice| match notice {
            Notice::JournalBegunAnew { set_aside: Some(file), .. } => Some(file.clone()),
            _ => None,
        });
        let file = file.context("staff are not told")?;
        ensure!(fs::read(self.data().join(file))? == content, "it was not kept as it was");
        let number = sell(&till, far).await?;
        ensure!(number != "A-0001", "a number is given twice");
        till.close().await;
        Ok(())
    }

    /// A second process on the same data ends with one sentence.
    fn twice(&self) -> Result<()> {
        let _first = SqliteJournal::open(&self.data())?;
        let second = Command::new(self.program).arg("engine").args([&self.data(), self.keys]).output()?;
        let said = String::from_utf8_lossy(&second.stderr).into_owned();
        ensure!(!second.status.success() && said.contains("another copy"), "the second one said {said:?}");
        Ok(())
    }

    fn data(&self) -> PathBuf {
        self.disk.join("data")
    }

    fn trouble(&self, kind: Kind) -> Result<Trouble> {
        match kind {
            Kind::FullBefore | Kind::FullMeanwhile => {
                let path = self.disk.join("filler");
                let mut filler = fs::File::create(&path)?;
                for size in [4096, 512, 1] {
                    while filler.write_all(&vec![7; size]).is_ok() {}
                }
                Ok(Trouble::Filler(path))
            }
            Kind::LockedBefore | Kind::LockedMeanwhile => {
                let path = SqliteJournal::path(&self.data());
                let mut holder = Command::new(self.program).arg("hold").arg(path).stdout(Stdio::piped()).spawn()?;
                let said = holder.stdout.take().context("it has no pipe")?;
                ensure!(BufReader::new(said).lines().next().is_some(), "the lock was not taken");
                Ok(Trouble::Holder(holder))
            }
            Kind::ReadOnly | Kind::Damaged | Kind::Twice => bail!("{kind:?} is not made while a till is open"),
        }
    }

    fn open(&self, far: &Sandbox) -> Result<Till> {
        let credentials = far.credentials();
        let clock = Arc::new(ServerClock::new(Arc::new(SystemClock)));
        let stamp = Arc::clone(&clock);
        let client = Client::new(Config {
            base_url: far.api_url(),
            client_id: credentials.client_id.clone(),
            client_secret: credentials.client_secret.clone(),
            identity_pem: credentials.client_identity_pem.clone(),
            ca_pem: Some(credentials.ca_pem.clone()),
            accept_language: partner_api::Language::Ja,
            now: Arc::new(move || stamp.now()),
            limits: Limits::default(),
        })?;
        let terms = Terms { shop_id: credentials.shop_id, private_money_id: credentials.private_money_id };
        let gateway = PartnerGateway::new(Arc::new(client), terms);
        let journal = SqliteJournal::open_patiently(&self.data(), BUSY)?;
        let setup = Setup::new("さくら商店", "さくらマネー", "円", 50_000.into(), "A".parse()?);
        Ok(Till::spawn(setup, Arc::new(gateway), Box::new(journal), clock, Box::new(RandomIds))?)
    }

    /// Closes the till and holds its journal against the books: every charge is there as paid, no tray without a sale.
    async fn compare(&self, till: Till, far: &Sandbox) -> Result<()> {
        till.close().await;
        let journal = SqliteJournal::open_patiently(&self.data(), BUSY)?;
        ensure!(journal.begun_anew()?.is_none(), "the journal is taken for damaged");
        let stored = journal.recent(usize::MAX)?;
        let paid: BTreeSet<String> = stored
            .iter()
            .filter_map(|stored| match &stored.sale.state {
                till::sale::SaleState::Succeeded { success, .. } => Some(success.transaction_id.to_string()),
                _ => None,
            })
            .collect();
        let books = far.ledger();
        ensure!(books.cashtrays.len() <= stored.len(), "there are trays without a sale");
        for tray in &books.cashtrays {
            let Some(transaction) = &tray.transaction else { continue };
            ensure!(paid.contains(&transaction.id.to_string()), "a charge that the journal does not know");
        }
        Ok(())
    }
}

/// One whole sale; answers its number.
async fn sell(till: &Till, far: &Sandbox) -> Result<String> {
    let number = till.start_sale(Direction::Payment, "110", "").await?;
    let view = wait(till, |view| view.shown_qr().is_some()).await?;
    let token = view.shown_qr().map(|(_, token)| token.to_owned()).context("it was just there")?;
    far.scan(&ScanTarget::Token(token), "rich").map_err(|refused| anyhow::anyhow!("{refused:?}"))?;
    let _ = till.check_now(&number).await;
    wait(till, |view| view.live.as_ref().is_some_and(|sale| sale.state.is_final())).await?;
    till.done(&number).await?;
    Ok(number)
}

async fn wait(till: &Till, is_so: impl Fn(&TillView) -> bool) -> Result<Arc<TillView>> {
    let mut views = till.views();
    let seen = tokio::time::timeout(PATIENCE, views.wait_for(|view| is_so(view))).await;
    match seen {
        Ok(view) => Ok(Arc::clone(&*view?)),
        Err(_) => bail!("it never came; the till shows {:?}", till.views().borrow()),
    }
}

fn remount(disk: &Path, how: &str) -> Result<()> {
    let status = Command::new("mount").args(["-o", &format!("remount,{how}")]).arg(disk).status()?;
    ensure!(status.success(), "the disk cannot be mounted {how}");
    Ok(())
}

/// The process that holds a lock until it is killed.
pub fn hold(file: &Path) -> Result<()> {
    let connection = rusqlite::Connection::open(file)?;
    connection.busy_timeout(PATIENCE)?;
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "held")?;
    out.flush()?;
    loop {
        std::thread::park();
    }
}
