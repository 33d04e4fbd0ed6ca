//! The one task that owns all sales. Commands, answers and timers come into one loop; nothing else changes anything.

use std::collections::BTreeMap;
use std::sync::Arc;

use futures_util::future::BoxFuture;
use futures_util::stream::{FuturesUnordered, StreamExt};
use jiff::Timestamp;
use tokio::sync::{mpsc, watch};
use tokio::time::Instant;

use super::Setup;
use super::charges::Charges;
use super::command::{Command, Signed};
use super::compare::Comparison;
use super::connection::Connection;
use super::refund::FollowedRefund;
use super::requests::Done;
use super::show::Published;
use super::watch::{Circumstances, Watch, cover, cover_at, next_ask, next_search, next_withdrawal};
use crate::audit::By;
use crate::gateway::Gateway;
use crate::ids::Ids;
use crate::journal::{BegunAnew, Journal, StoredBill, StoredShift};
use crate::sale::{Place, Sale};
use crate::schedule::Pace;
use crate::server_clock::ServerClock;
use crate::settings::Settings;
use crate::tag::SaleNumber;
use crate::view::{CheckingReason, SaleRow, TillView};

/// A sale with what the till keeps in mind about it.
#[derive(Debug)]
pub(super) struct Followed {
    pub(super) sale: Sale,
    /// How many entries the journal has of it.
    pub(super) entries: u32,
    pub(super) ended_at: Option<Timestamp>,
    pub(super) watch: Watch,
}

pub(super) struct Actor {
    pub(super) setup: Arc<Setup>,
    /// How the till behaves now: the set-up's, as tuned since.
    pub(super) settings: Settings,
    pub(super) gateway: Arc<dyn Gateway>,
    pub(super) journal: Box<dyn Journal>,
    pub(super) clock: Arc<ServerClock>,
    pub(super) ids: Box<dyn Ids>,
    /// Every sale that is not over.
    pub(super) sales: BTreeMap<SaleNumber, Followed>,
    pub(super) last_number: SaleNumber,
    pub(super) recent: BTreeMap<SaleNumber, SaleRow>,
    /// The newest shift, open or closed.
    pub(super) shift: Option<StoredShift>,
    /// Whether a write of it reported an error, so that the journal has to say what it is.
    pub(super) is_shift_unsure: bool,
    /// The newest bill, open or ended.
    pub(super) bill: Option<StoredBill>,
    /// Whether a write of it reported an error, so that the journal has to say what it is.
    pub(super) is_bill_unsure: bool,
    /// What moved money lately, to notice a repetition.
    pub(super) charges: Charges,
    /// Every refund that has not settled, that was not acknowledged, or whose sale is in the list.
    pub(super) refunds: BTreeMap<SaleNumber, FollowedRefund>,
    pub(super) requests: FuturesUnordered<BoxFuture<'static, Done>>,
    pub(super) connection: Connection,
    pub(super) comparison: Comparison,
    /// First sales that wait for the comparison.
    pub(super) held: Vec<Signed>,
    pub(super) pace: Pace,
    pub(super) background_from: Instant,
    pub(super) is_journal_failing: bool,
    /// The journal was damaged and begun anew, and staff have not seen it.
    pub(super) begun_anew: Option<BegunAnew>,
    /// In whose name the command is that is being carried out.
    pub(super) by: By,
    pub(super) commands: mpsc::Receiver<Signed>,
    pub(super) views: watch::Sender<Arc<TillView>>,
    pub(super) published: Published,
}

impl Actor {
    /// Runs until the till is closed or its last handle is gone. Dropping the future at any await is as a crash.
    pub(super) async fn run(mut self) {
        loop {
            self.turn();
            let wake = match self.next_deadline() {
                Some(at) => self.clock.local().sleep_until(at),
                None => Box::pin(std::future::pending()),
            };
            tokio::select! {
                biased;
                Some(done) = self.requests.next(), if !self.requests.is_empty() => self.answered(done),
                command = self.commands.recv() => match command {
                    None => break,
                    Some(Signed { command: Command::Close { reply }, .. }) => {
                        // The journal is closed before the caller goes on.
                        drop(self);
                        let _ = reply.send(());
                        break;
                    }
                    Some(command) => self.obey(command),
                },
                () = wake => {}
            }
        }
    }

    /// Does what is due, then tells what is.
    fn turn(&mut self) {
        if self.clock.notice_jump() {
            tracing::info!("the machine has slept or its clock was set; everything open is asked for");
            for followed in self.sales.values_mut() {
                followed.watch.doubt.get_or_insert(CheckingReason::Silence);
                followed.watch.is_urgent = true;
            }
            self.doubt_refunds();
        }
        self.store_again();
        self.settle_refunds_due();
        self.settle_bill();
        self.adopt();
        self.obey_held();
        self.send_due();
        self.read_refunds_due();
        self.publish();
    }

    fn answered(&mut self, done: Done) {
        match done {
            Done::Created { number, sent, outcome } => self.tray_created(number, sent, outcome),
            Done::Asked { number, question, outcome } => self.tray_asked(number, question, *outcome),
            Done::Withdrawn { number, sent, outcome } => self.tray_withdrawn(number, sent, &outcome),
            Done::Amended { number, sent, to, outcome } => self.tray_amended(number, sent, to, outcome),
            Done::Extended { number, sent, outcome } => self.tray_extended(number, sent, outcome),
            Done::RefundRead { number, question, outcome } => self.refund_read(number, question, *outcome),
            Done::RefundAsked { number, sent, outcome } => self.refund_asked(number, sent, *outcome),
            Done::Searched { number, sent, outcome } => self.sale_searched(number, sent, *outcome),
            Done::Listed { sent, outcome } => self.page_listed(sent, *outcome),
            Done::Rechecked { number, sent, outcome, reply } => self.rechecked(number, sent, *outcome, reply),
            Done::Pinged { sent, outcome } => {
                self.connection.end_ping();
                self.learn(sent, &outcome);
            }
        }
    }

    /// When to ask whether the far side answers at all: only while nothing is asked for anyway.
    fn next_ping(&self) -> Option<Instant> {
        let is_asking =
            self.sales.values().any(|followed| followed.sale.state.tray().is_some()) || self.is_refund_unanswered();
        self.connection.next_ping().filter(|_| !is_asking)
    }

    /// Sends every withdrawal and question that is due, the sale on the screen first.
    fn send_due(&mut self) {
        if self.next_ping().is_some_and(|at| at <= self.now()) {
            self.send_ping();
        }
        if self.next_listing().is_some_and(|at| at <= self.now()) {
            self.send_next_page();
        }
        let mut numbers: Vec<SaleNumber> = self.sales.keys().copied().collect();
        let is_background = |number: &SaleNumber| self.sales.get(number).map(|it| it.sale.place) != Some(Place::Screen);
        numbers.sort_by_key(is_background);
        for number in numbers {
            let around = self.circumstances();
            let Some(Followed { sale, watch, .. }) = self.sales.get(&number) else { continue };
            if next_search(sale, watch, &around).is_some_and(|at| at <= around.now) {
                self.search(number);
                continue;
            }
            let Some(tray) = sale.state.tray().cloned() else { continue };
            let is_due = |at: Option<Instant>| at.is_some_and(|at| at <= around.now);
            let (asks, withdraws) =
                (is_due(next_ask(sale, watch, &around)), is_due(next_withdrawal(sale, watch, &around)));
            let is_background = sale.place != Place::Screen;
            if withdraws {
                self.send_withdrawal(number, &tray);
            }
            if asks {
                if is_background {
                    self.background_from = self.now() + self.settings().background_gap;
                }
                self.send_question(number, &tray);
            }
        }
    }

    /// When the loop has to turn again, should nothing come in.
    fn next_deadline(&self) -> Option<Instant> {
        let around = self.circumstances();
        let mut deadlines = Vec::new();
        for Followed { sale, watch, .. } in self.sales.values() {
            deadlines.extend(watch.storing.as_ref().map(|(_, at)| *at));
            deadlines.extend(next_ask(sale, watch, &around));
            deadlines.extend(next_search(sale, watch, &around));
            deadlines.extend(next_withdrawal(sale, watch, &around));
            let cover_at = sale.state.tray().map(|tray| cover_at(tray.expires_at, &around));
            let silent_at = watch.unanswered_since.map(|at| at + around.settings.silent_after);
            let park_at = watch.covered_since.map(|at| at + around.settings.park_after);
            deadlines.extend([cover_at, silent_at, park_at].into_iter().flatten().filter(|at| *at > around.now));
        }
        deadlines.extend(self.refunds.values().flat_map(|followed| followed.deadlines(&around)));
        deadlines.extend(self.next_ping());
        deadlines.extend(self.shift_overdue_at(around.now));
        deadlines.extend(self.next_listing());
        deadlines.extend(self.next_adoption());
        deadlines.extend(self.held_until());
        let connection = self.connection.next_change(self.oldest_request(), around.settings);
        deadlines.extend(connection.into_iter().flatten().filter(|at| *at > around.now));
        deadlines.into_iter().min()
    }

    /// The sale on the screen: the newest that was neither set aside nor acknowledged.
    pub(super) fn live(&self) -> Option<SaleNumber> {
        self.sales
            .iter()
            .rev()
            .find(|(_, it)| it.sale.place == Place::Screen && !it.watch.is_seen)
            .map(|(number, _)| *number)
    }

    pub(super) fn now(&self) -> Instant {
        self.clock.local().monotonic()
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }

    pub(super) fn circumstances(&self) -> Circumstances<'_> {
        Circumstances {
            now: self.now(),
            clock: &self.clock,
            settings: &self.settings,
            rules: self.setup.rules,
            pace: self.pace,
            background_from: self.background_from,
        }
    }

    pub(super) fn watch(&mut self, number: SaleNumber, change: impl FnOnce(&mut Watch)) {
        if let Some(followed) = self.sales.get_mut(&number) {
            change(&mut followed.watch);
        }
    }

    pub(super) fn oldest_request(&self) -> Option<Instant> {
        let of_sales = self.sales.values().filter_map(|followed| followed.watch.oldest_request());
        of_sales.chain(self.refunds.values().filter_map(|followed| followed.watch.oldest_request())).min()
    }

    /// Whether something that happened waits to be written: until it is, nothing new is begun.
    pub(super) fn is_storing(&self) -> bool {
        self.sales.values().any(|followed| followed.watch.storing.is_some())
            || self.refunds.values().any(FollowedRefund::is_storing)
    }

    /// Keeps count of how long each outcome has been uncertain.
    pub(super) fn note_covers(&mut self) {
        let around = self.circumstances();
        let now = around.now;
        let covered: Vec<(SaleNumber, bool)> =
            self.sales.iter().map(|(number, it)| (*number, cover(&it.sale, &it.watch, &around).is_some())).collect();
        for (number, is_covered) in covered {
            self.watch(number, |watch| {
                watch.covered_since = if is_covered { Some(watch.covered_since.unwrap_or(now)) } else { None };
            });
        }
    }
}
