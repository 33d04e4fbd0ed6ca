//! The till itself: one task that owns every sale, and the handle others hold of it.
//!
//! One file per act: `start`, `follow`, `cancel`, `amend`, `extend`, `park`, `refund`, `restart`, `shift`, `bill`, `search` for a lost
//! create, `compare` the journal with the server's list. `watch` decides what is to be
//! asked when and what may be shown; `record` is the only way a sale changes; `show` builds what windows draw.
//!
//! To add an act: a file with its method on `Actor`, a variant of `Command`, a method on [`Till`], and its place in
//! `show::actions`.

mod actor;
mod amend;
mod audit;
mod bill;
mod cancel;
mod charges;
mod command;
mod compare;
mod connection;
mod extend;
mod follow;
mod park;
mod recheck;
mod record;
mod refund;
mod requests;
mod restart;
mod search;
mod shift;
mod show;
mod start;
#[cfg(test)]
mod tests;
mod watch;

use std::collections::BTreeMap;
use std::future::Future;
use std::io;
use std::sync::Arc;

use futures_util::stream::FuturesUnordered;
use jiff::Timestamp;
use rust_decimal::Decimal;
use tokio::sync::{mpsc, oneshot};

use crate::amount_entry;
use crate::audit::{AuditAct, By};
use crate::gateway::Gateway;
use crate::ids::Ids;
use crate::journal::{Journal, JournalError};
use crate::money::{Amount, Direction};
use crate::rules::Rules;
use crate::schedule::Pace;
use crate::server_clock::ServerClock;
use crate::settings::{Settings, Tuning};
use crate::tag::{SaleNumber, TillCode};
use crate::view::{
    BillAct, CommandProblem, ConnectionState, ConnectionView, Recheck, ShiftAct, ShiftProblem, ShopView, TillView,
};
use actor::Actor;
use command::{Command, Reply, Signed};

/// Commands that wait while the loop is at work. Staff press keys; nobody needs more.
const COMMANDS: usize = 64;

/// What a till is set up with.
#[derive(Clone, Debug)]
pub struct Setup {
    /// What windows show of shop and money; its `transfer_limit` is [`Setup::transfer_limit`] as text.
    shop: ShopView,
    /// The most one transaction may move.
    transfer_limit: Decimal,
    /// What this till is called.
    till_code: TillCode,
    /// How it behaves.
    settings: Settings,
    /// Whether a QR's text belongs to the server that the till sells through.
    token_fits: fn(&str) -> bool,
    /// The rules it keeps: all.
    rules: Rules,
}

impl Setup {
    /// A till of this shop, selling in this money with amounts up to `transfer_limit`, in the money's `unit`.
    pub fn new(shop_name: &str, money_name: &str, unit: &str, transfer_limit: Decimal, till_code: TillCode) -> Self {
        let shop = ShopView {
            name: shop_name.to_owned(),
            money_name: money_name.to_owned(),
            unit: unit.to_owned(),
            transfer_limit: transfer_limit.normalize().to_string(),
            can_topup: true,
        };
        let token_fits = |_: &str| true;
        Self { shop, transfer_limit, till_code, settings: Settings::default(), token_fits, rules: Rules::default() }
    }

    /// The same for a shop that may not top up wallets of this money: a top-up is refused before it is asked for.
    #[must_use]
    pub fn without_topups(mut self) -> Self {
        self.shop.can_topup = false;
        self
    }

    /// The same with a look at each QR's text: a tray whose text does not fit is withdrawn unseen, so that nobody scans
    /// test money for real money or the reverse (reliability, B9).
    #[must_use]
    pub fn with_fitting_tokens(mut self, token_fits: fn(&str) -> bool) -> Self {
        self.token_fits = token_fits;
        self
    }

    /// The same with other numbers than the defaults.
    #[must_use]
    pub fn with_settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// The same without some of its rules, to see that a simulation notices.
    #[cfg(feature = "breakable")]
    #[must_use]
    pub fn with_rules(mut self, rules: Rules) -> Self {
        self.rules = rules;
        self
    }
}

/// Why a till cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The journal cannot be read, or what has to be written at the start cannot.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The thread or its runtime cannot be made.
    #[error("the till's thread cannot be started")]
    Thread(#[from] io::Error),
}

/// The handle of a running till. Clones mean the same till; it ends when it is closed or all are gone.
#[derive(Clone, Debug)]
pub struct Till {
    setup: Arc<Setup>,
    commands: mpsc::Sender<Signed>,
    /// In whose name this handle's acts are done.
    by: By,
    views: tokio::sync::watch::Receiver<Arc<TillView>>,
}

impl Till {
    /// Opens a till and gives its loop to be run: whoever drives the loop decides on what, and a test may drop it
    /// at any await, as a crash would. Reads the journal and writes what a restart settles by itself.
    pub fn open(
        setup: Setup,
        gateway: Arc<dyn Gateway>,
        journal: Box<dyn Journal>,
        clock: Arc<ServerClock>,
        ids: Box<dyn Ids>,
    ) -> Result<(Self, impl Future<Output = ()> + Send + 'static), JournalError> {
        let setup = Arc::new(setup);
        let (sender, commands) = mpsc::channel(COMMANDS);
        let (views, receiver) = tokio::sync::watch::channel(Arc::new(empty_view(&setup, &clock)));
        let background_from = clock.local().monotonic();
        let mut actor = Actor {
            setup: Arc::clone(&setup),
            settings: setup.settings.clone(),
            gateway,
            journal,
            clock,
            ids,
            sales: BTreeMap::new(),
            last_number: SaleNumber(0),
            recent: BTreeMap::new(),
            shift: None,
            is_shift_unsure: false,
            bill: None,
            is_bill_unsure: false,
            charges: charges::Charges::default(),
            refunds: BTreeMap::new(),
            requests: FuturesUnordered::new(),
            connection: connection::Connection::default(),
            comparison: compare::Comparison::new(background_from, &[], None, &setup.till_code, 0),
            held: Vec::new(),
            pace: Pace::default(),
            background_from,
            is_journal_failing: false,
            begun_anew: None,
            by: By::default(),
            commands,
            views,
            published: show::Published::default(),
        };
        actor.take_up()?;
        actor.publish();
        Ok((Self { setup, commands: sender, by: By::default(), views: receiver }, actor.run()))
    }

    /// Opens a till on a thread of its own, so that neither a window nor a slow disk elsewhere holds it up. Returns
    /// once the journal has been read.
    pub fn spawn(
        setup: Setup,
        gateway: Arc<dyn Gateway>,
        journal: Box<dyn Journal>,
        clock: Arc<ServerClock>,
        ids: Box<dyn Ids>,
    ) -> Result<Self, OpenError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (till, run) = Self::open(setup, gateway, journal, clock, ids)?;
        std::thread::Builder::new().name("till".to_owned()).spawn(move || runtime.block_on(run))?;
        Ok(till)
    }

    /// Everything to be shown, now and with every change.
    pub fn views(&self) -> tokio::sync::watch::Receiver<Arc<TillView>> {
        self.views.clone()
    }

    /// The same till; what is asked of it through this handle is done in their name, as the audit log will have it.
    #[must_use]
    pub fn signed(&self, by: By) -> Self {
        Self { by, ..self.clone() }
    }

    /// Writes to the audit log what is done around the till: who logs in, which settings change. It is done only once
    /// this has returned `Ok`. `at` when it was done before this till sold; `None` for now.
    pub async fn audit(&self, act: AuditAct, at: Option<Timestamp>) -> Result<(), CommandProblem> {
        self.ask(|reply| Command::Audit { act, at, reply }).await
    }

    /// Reads a typed amount as [`Till::start_sale`] would.
    pub fn read_amount(&self, text: &str) -> Result<Amount, CommandProblem> {
        amount_entry::read_amount(text, self.setup.transfer_limit)
    }

    /// Begins a sale and answers its number as soon as the intent is durable; the QR comes with the views. A result
    /// that stands on the screen is acknowledged by it.
    pub async fn start_sale(
        &self,
        direction: Direction,
        amount_text: &str,
        note: &str,
    ) -> Result<String, CommandProblem> {
        let amount = self.read_amount(amount_text)?;
        let note = note.to_owned();
        self.ask(|reply| Command::Start { direction, amount, note, reply }).await
    }

    /// Withdraws the QR, or leaves the sale before it is there. Of a sale that has ended, withdraws the tray all the same
    /// should the server still have it open.
    pub async fn cancel_sale(&self, number: &str) -> Result<(), CommandProblem> {
        self.ask(|reply| Command::Cancel { sale: number.to_owned(), reply }).await
    }

    /// Asks for another amount on the same tray.
    pub async fn amend_sale(&self, number: &str, amount_text: &str) -> Result<(), CommandProblem> {
        let to = self.read_amount(amount_text)?;
        self.ask(|reply| Command::Amend { sale: number.to_owned(), to, reply }).await
    }

    /// Prolongs the QR's life.
    pub async fn extend_sale(&self, number: &str) -> Result<(), CommandProblem> {
        self.ask(|reply| Command::Extend { sale: number.to_owned(), reply }).await
    }

    /// Sets a sale aside whose outcome has been uncertain for long enough; it is followed on.
    pub async fn park_sale(&self, number: &str) -> Result<(), CommandProblem> {
        self.ask(|reply| Command::Park { sale: number.to_owned(), reply }).await
    }

    /// Asks the server at once, about a sale or about its refund; of a sale that has ended, whether the server still says
    /// the same.
    pub async fn check_now(&self, number: &str) -> Result<Recheck, CommandProblem> {
        self.ask(|reply| Command::CheckNow { sale: number.to_owned(), reply }).await
    }

    /// The same amount, direction and note under a new number, for a sale that ended without moving anything.
    /// Answers the new number.
    pub async fn new_qr(&self, number: &str) -> Result<String, CommandProblem> {
        self.ask(|reply| Command::NewQr { sale: number.to_owned(), reply }).await
    }

    /// Acknowledges the result on the screen, or that of a sale that had been set aside, and how its refund has settled.
    pub async fn done(&self, number: &str) -> Result<(), CommandProblem> {
        self.ask(|reply| Command::Done { sale: number.to_owned(), reply }).await
    }

    /// Opens or closes a shift; answers its number.
    pub async fn shift_act(&self, act: ShiftAct) -> Result<u32, ShiftProblem> {
        let (reply, answer) = oneshot::channel();
        self.send(Command::Shift { act, reply }).await.map_err(|_| ShiftProblem::Closing)?;
        answer.await.map_err(|_| ShiftProblem::Closing)?
    }

    /// Takes a whole sale back, with a reason and, where somebody signs in, who. Answers as soon as the intent is
    /// durable; what comes of it comes with the views. The live sale goes on meanwhile. After a refund that surely took
    /// nothing back this asks again.
    pub async fn refund_sale(&self, number: &str, reason: &str, staff: Option<&str>) -> Result<(), CommandProblem> {
        let (sale, reason, staff) = (number.to_owned(), reason.to_owned(), staff.unwrap_or_default().to_owned());
        self.ask(|reply| Command::Refund { sale, reason, staff, reply }).await
    }

    /// What takes more than one sale: a top-up first, parts, the rest in cash.
    pub async fn bill_act(&self, act: BillAct) -> Result<(), CommandProblem> {
        self.ask(|reply| Command::Bill { act, reply }).await
    }

    /// Staff have seen that the journal was damaged and begun anew.
    pub async fn acknowledge_journal(&self) -> Result<(), CommandProblem> {
        self.ask(|reply| Command::AcknowledgeJournal { reply }).await
    }

    /// Behaves so from the next sale, the next question and the next shift on; what is there stays as it was begun.
    /// Says nothing of a till that has closed: the next one is set up so.
    pub async fn tune(&self, tuning: Tuning) {
        let _ = self.send(Command::Tune { tuning }).await;
    }

    /// Something suggests that asking now is worth it: the window has come to the front, the network is back.
    pub fn poke(&self) {
        self.tell(Command::Poke);
    }

    /// An amount is being typed: makes a connection ready.
    pub fn warm_up(&self) {
        self.tell(Command::WarmUp);
    }

    /// Ends the till. When this returns the journal is closed; what is open is taken up at the next start.
    pub async fn close(&self) {
        let (reply, closed) = oneshot::channel();
        if self.send(Command::Close { reply }).await.is_ok() {
            let _ = closed.await;
        }
    }

    async fn ask<T>(&self, command: impl FnOnce(Reply<T>) -> Command) -> Result<T, CommandProblem> {
        let (reply, answer) = oneshot::channel();
        self.send(command(reply)).await.map_err(|_| CommandProblem::Closing)?;
        answer.await.map_err(|_| CommandProblem::Closing)?
    }

    async fn send(&self, command: Command) -> Result<(), mpsc::error::SendError<Signed>> {
        self.commands.send(Signed { by: self.by.clone(), command }).await
    }

    /// A hint may be lost while the loop is busy: it then asks anyway.
    fn tell(&self, command: Command) {
        let _ = self.commands.try_send(Signed { by: By::default(), command });
    }
}

fn empty_view(setup: &Setup, clock: &ServerClock) -> TillView {
    TillView {
        revision: 0,
        shop: setup.shop.clone(),
        connection: ConnectionView { state: ConnectionState::Unknown, since: clock.now().to_string() },
        live: None,
        bill: None,
        parked: Vec::new(),
        shift: None,
        recent: Vec::new(),
        refunds: Vec::new(),
        notices: Vec::new(),
    }
}
