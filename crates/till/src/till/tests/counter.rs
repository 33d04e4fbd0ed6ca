//! A counter to test at: a till in virtual time with a far side, a journal and a clock that may be wrong.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use partner_api::ids::CashtrayId;
use rust_decimal::Decimal;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, sleep_until, timeout};

use super::far_side::{FarSide, opening};
use crate::clock::Clock;
use crate::ids::Ids;
use crate::journal::{
    Alongside, AuditRecord, BegunAnew, BillRecord, ChainReport, Journal, JournalError, MemoryJournal, Record,
    RefundRecord, ShiftRecord, StoredBill, StoredRefund, StoredSale, StoredShift,
};
use crate::money::Direction;
use crate::server_clock::ServerClock;
use crate::shift::{Figures, ShiftNumber};
use crate::tag::{SaleNumber, Tag};
use crate::view::{SaleStateView, SaleView, TillView};
use crate::{Setup, Till};

/// No test waits longer for something to be shown. Virtual time.
const PATIENCE: Duration = Duration::from_secs(1_000);

/// This machine's clocks: the monotonic one is tokio's, the wall clock may be wrong and may be moved.
#[derive(Debug)]
pub(super) struct MachineClock {
    start: Instant,
    wall_ahead_ms: AtomicI64,
}

impl Clock for MachineClock {
    fn monotonic(&self) -> Instant {
        Instant::now()
    }

    fn wall(&self) -> Timestamp {
        let passed = SignedDuration::try_from(self.start.elapsed()).expect("short");
        opening() + passed + SignedDuration::from_millis(self.wall_ahead_ms.load(Ordering::Relaxed))
    }

    fn sleep_until(&self, at: Instant) -> BoxFuture<'static, ()> {
        Box::pin(sleep_until(at))
    }
}

/// Bits that look random and are the same in every run.
pub(super) struct CountedIds(pub(super) u64);

impl Ids for CountedIds {
    fn make_bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed ^ (mixed >> 31)
    }
}

/// A journal on a disk that can be full.
#[derive(Clone)]
pub(super) struct FailingJournal {
    pub(super) memory: MemoryJournal,
    is_full: Arc<AtomicBool>,
    is_mute: Arc<AtomicBool>,
}

impl FailingJournal {
    fn write(
        &mut self,
        write: impl FnOnce(&mut MemoryJournal) -> Result<(), JournalError>,
    ) -> Result<(), JournalError> {
        if self.is_full.load(Ordering::Relaxed) {
            return Err(std::io::Error::from(std::io::ErrorKind::StorageFull).into());
        }
        write(&mut self.memory)?;
        if self.is_mute.load(Ordering::Relaxed) {
            return Err(std::io::Error::other("the commit was carried out and reported an error").into());
        }
        Ok(())
    }
}

impl Journal for FailingJournal {
    fn append(&mut self, record: &Record<'_>) -> Result<(), JournalError> {
        self.write(|memory| memory.append(record))
    }

    fn append_audited(&mut self, audit: &AuditRecord<'_>, alongside: &Alongside<'_>) -> Result<(), JournalError> {
        self.write(|memory| memory.append_audited(audit, alongside))
    }

    fn verify_chain(&self) -> Result<ChainReport, JournalError> {
        self.memory.verify_chain()
    }

    fn cashtray_of(&self, number: SaleNumber) -> Result<Option<CashtrayId>, JournalError> {
        self.memory.cashtray_of(number)
    }

    fn append_shift(&mut self, record: &ShiftRecord<'_>) -> Result<(), JournalError> {
        if self.is_full.load(Ordering::Relaxed) {
            return Err(std::io::Error::from(std::io::ErrorKind::StorageFull).into());
        }
        self.memory.append_shift(record)?;
        if self.is_mute.load(Ordering::Relaxed) {
            return Err(std::io::Error::other("the commit was carried out and reported an error").into());
        }
        Ok(())
    }

    fn last_shift(&self) -> Result<Option<StoredShift>, JournalError> {
        self.memory.last_shift()
    }

    fn figures(&self, shift: ShiftNumber) -> Result<Figures, JournalError> {
        self.memory.figures(shift)
    }

    fn begun_anew(&self) -> Result<Option<BegunAnew>, JournalError> {
        self.memory.begun_anew()
    }

    fn acknowledge_begun_anew(&mut self, at: Timestamp) -> Result<(), JournalError> {
        self.memory.acknowledge_begun_anew(at)
    }

    fn last_number(&self) -> Result<Option<SaleNumber>, JournalError> {
        self.memory.last_number()
    }

    fn unfinished(&self) -> Result<Vec<StoredSale>, JournalError> {
        self.memory.unfinished()
    }

    fn sale(&self, number: SaleNumber) -> Result<Option<StoredSale>, JournalError> {
        self.memory.sale(number)
    }

    fn tagged(&self, tag: &Tag) -> Result<Option<StoredSale>, JournalError> {
        self.memory.tagged(tag)
    }

    fn recent(&self, limit: usize) -> Result<Vec<StoredSale>, JournalError> {
        self.memory.recent(limit)
    }

    fn append_refund(&mut self, record: &RefundRecord<'_>) -> Result<(), JournalError> {
        self.write(|memory| memory.append_refund(record))
    }

    fn append_bill(&mut self, record: &BillRecord<'_>) -> Result<(), JournalError> {
        self.write(|memory| memory.append_bill(record))
    }

    fn last_bill(&self) -> Result<Option<StoredBill>, JournalError> {
        self.memory.last_bill()
    }

    fn unfinished_refunds(&self) -> Result<Vec<StoredRefund>, JournalError> {
        self.memory.unfinished_refunds()
    }

    fn refund_of(&self, sale: SaleNumber) -> Result<Option<StoredRefund>, JournalError> {
        self.memory.refund_of(sale)
    }
}

/// The counter.
pub(super) struct Counter {
    pub(super) far: FarSide,
    pub(super) till: Till,
    pub(super) journal: FailingJournal,
    pub(super) clock: Arc<MachineClock>,
    running: JoinHandle<()>,
}

fn usual_setup() -> Setup {
    Setup::new("みなと商店", "みなとマネー", "円", Decimal::from(50_000), "A".parse().expect("a code"))
}

impl Counter {
    pub(super) fn open() -> Self {
        Self::open_with_wall_ahead(SignedDuration::ZERO)
    }

    /// A till that was set up otherwise.
    pub(super) fn open_set_up(change: impl FnOnce(Setup) -> Setup) -> Self {
        let journal =
            FailingJournal { memory: MemoryJournal::default(), is_full: Arc::default(), is_mute: Arc::default() };
        let clock = Arc::new(MachineClock { start: Instant::now(), wall_ahead_ms: AtomicI64::new(0) });
        Self::start_set_up(FarSide::new(), journal, clock, change(usual_setup()))
    }

    pub(super) fn open_with_wall_ahead(ahead: SignedDuration) -> Self {
        let far = FarSide::new();
        let journal =
            FailingJournal { memory: MemoryJournal::default(), is_full: Arc::default(), is_mute: Arc::default() };
        let wall_ahead_ms = i64::try_from(ahead.as_millis()).expect("small");
        let clock = Arc::new(MachineClock { start: Instant::now(), wall_ahead_ms: AtomicI64::new(wall_ahead_ms) });
        Self::start(far, journal, clock)
    }

    fn start(far: FarSide, journal: FailingJournal, clock: Arc<MachineClock>) -> Self {
        Self::start_set_up(far, journal, clock, usual_setup())
    }

    fn start_set_up(far: FarSide, journal: FailingJournal, clock: Arc<MachineClock>, setup: Setup) -> Self {
        let server_clock = Arc::new(ServerClock::new(clock.clone()));
        let (till, run) = Till::open(
            setup,
            Arc::new(far.clone()),
            Box::new(journal.clone()),
            server_clock,
            Box::new(CountedIds(far.next_till())),
        )
        .expect("the journal can be read");
        #[expect(clippy::disallowed_methods, reason = "the test is the one who runs the till, and can kill it")]
        let running = tokio::spawn(run);
        Self { far, till, journal, clock, running }
    }

    /// The program is killed and started again.
    pub(super) async fn restart(self) -> Self {
        self.running.abort();
        let _ = self.running.await;
        Self::start(self.far, self.journal, self.clock)
    }

    /// What the journal holds now.
    pub(super) fn back_up(&self) -> MemoryJournal {
        self.journal.memory.copy()
    }

    /// The program is killed and started again on another journal: a backup, or a new one.
    pub(super) async fn restart_with(mut self, memory: MemoryJournal) -> Self {
        self.journal.memory = memory;
        self.restart().await
    }

    /// A second till of the same shop, with the same code.
    pub(super) fn open_beside(&self) -> Self {
        let journal =
            FailingJournal { memory: MemoryJournal::default(), is_full: Arc::default(), is_mute: Arc::default() };
        Self::start(self.far.clone(), journal, self.clock.clone())
    }

    /// The machine's wall clock jumps.
    pub(super) fn jump_wall(&self, by: SignedDuration) {
        let by = i64::try_from(by.as_millis()).expect("small");
        self.clock.wall_ahead_ms.fetch_add(by, Ordering::Relaxed);
    }

    pub(super) fn fill_disk(&self, is_full: bool) {
        self.journal.is_full.store(is_full, Ordering::Relaxed);
    }

    /// Every write is carried out and reports an error.
    pub(super) fn mute_disk(&self, is_mute: bool) {
        self.journal.is_mute.store(is_mute, Ordering::Relaxed);
    }

    /// Begins a payment and waits for its QR.
    pub(super) async fn pay(&self, amount: &str) -> String {
        let number = self.till.start_sale(Direction::Payment, amount, "").await.expect("nothing is in the way");
        self.live_when(is_waiting).await;
        number
    }

    pub(super) fn view(&self) -> Arc<TillView> {
        self.till.views().borrow().clone()
    }

    pub(super) fn live(&self) -> SaleView {
        self.view().live.clone().expect("a sale on the screen")
    }

    /// Waits until a snapshot is as wanted.
    pub(super) async fn view_when(&self, is_so: impl FnMut(&Arc<TillView>) -> bool) -> Arc<TillView> {
        let mut views = self.till.views();
        let seen = timeout(PATIENCE, views.wait_for(is_so)).await;
        match seen {
            Ok(view) => view.expect("the till runs").clone(),
            Err(late) => panic!("{late}: it never came; the last view is {:#?}", self.view()),
        }
    }

    /// Waits until the sale on the screen is as wanted.
    pub(super) async fn live_when(&self, mut is_so: impl FnMut(&SaleView) -> bool) -> SaleView {
        let view = self.view_when(|view| view.live.as_ref().is_some_and(&mut is_so)).await;
        view.live.clone().expect("it was just there")
    }

    /// Waits until the sale on the screen has ended.
    pub(super) async fn ended(&self) -> SaleView {
        self.live_when(is_ended).await
    }
}

pub(super) fn is_waiting(sale: &SaleView) -> bool {
    matches!(sale.state, SaleStateView::Waiting { .. })
}

pub(super) fn is_checking(sale: &SaleView) -> bool {
    matches!(sale.state, SaleStateView::Checking { .. })
}

pub(super) fn is_ended(sale: &SaleView) -> bool {
    match sale.state {
        SaleStateView::Creating | SaleStateView::Waiting { .. } | SaleStateView::Checking { .. } => false,
        SaleStateView::Succeeded { .. }
        | SaleStateView::Failed { .. }
        | SaleStateView::Canceled { .. }
        | SaleStateView::Expired { .. }
        | SaleStateView::NotCreated { .. } => true,
    }
}

/// Lets virtual time pass.
pub(super) async fn pass(seconds: u64) {
    sleep(Duration::from_secs(seconds)).await;
}
