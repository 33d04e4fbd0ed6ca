//! A counter: one machine with its till, switched on again after every crash.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use till::journal::{Journal, StoredRefund};
use till::refund::RefundState;
use till::sale::{SaleState, Trace};
use till::server_clock::ServerClock;
use till::settings::Settings;
use till::view::TillView;
use till::{Setup, Till};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, sleep_until};

use crate::check::{Checker, Violation};
use crate::dice::Dice;
use crate::far_side::{FarSide, Line, Weather};
use crate::log::Log;
use crate::machine::{Disk, Killed, MachineClock, MortalJournal, Power};
use crate::mix::{self, Mix};
use crate::people::Regrets;
use crate::rule::Broken;

/// An intent for which no tray was made by then was never sent: its write had reported an error.
const UNSENT_AFTER: Duration = Duration::from_secs(15);

/// When a process is killed.
#[derive(Clone, Copy, Debug)]
enum Crash {
    AtAppend { append: u64, after_commit: bool },
    AtPoll(u64),
    After(Duration),
}

impl Crash {
    fn draw(dice: &mut Dice) -> Self {
        match dice.below(5) {
            0 | 1 => Self::AtAppend { append: dice.below(mix::CRASH_APPEND), after_commit: dice.chance(50) },
            2 | 3 => Self::AtPoll(dice.below(mix::CRASH_POLL)),
            _ => Self::After(dice.millis(mix::CRASH_MS)),
        }
    }
}

/// What can be seen of a counter from the customers' side.
#[derive(Clone)]
pub(crate) struct Screen {
    till: Arc<Mutex<Option<Till>>>,
    power: Power,
}

impl Screen {
    /// The till, while it runs.
    pub(crate) fn till(&self) -> Option<Till> {
        self.till.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What is drawn now; nothing while the program or the machine is off.
    pub(crate) fn view(&self) -> Option<Arc<TillView>> {
        let till = self.till().filter(|_| !self.power.is_asleep())?;
        let view = till.views().borrow().clone();
        Some(view)
    }
}

pub(crate) struct Counter {
    pub(crate) code: &'static str,
    pub(crate) far: FarSide,
    pub(crate) log: Log,
    pub(crate) checker: Checker,
    pub(crate) screen: Screen,
    pub(crate) dice: Dice,
    regrets: Regrets,
    pub(crate) mix: Mix,
    journal: MortalJournal,
    weather: Arc<Mutex<Weather>>,
    clock: MachineClock,
    power: Power,
    crashes: VecDeque<Crash>,
    setup: Setup,
    broken: Broken,
    process: Option<JoinHandle<()>>,
    fate: Option<JoinHandle<()>>,
    is_calm: bool,
}

impl Counter {
    pub(crate) fn new(code: &'static str, far: FarSide, log: Log, broken: Broken, mut dice: Dice, mix: Mix) -> Self {
        let clock = MachineClock::new(clock_off(&mut dice, mix));
        let power = Power::new(clock.clone(), log.clone());
        let crashes = if mix == Mix::LatePatch { 0 } else { dice.pick(&mix::CRASHES) };
        let crashes = (0..crashes).map(|_| Crash::draw(&mut dice)).collect();
        let defaults = Settings::default();
        let settings = Settings {
            tray_life: Duration::from_secs(dice.pick(&mix::TRAY_LIVES_S)),
            extension: Duration::from_secs(mix::EXTENSION_S),
            grace: if broken.has_no_grace { Duration::ZERO } else { defaults.grace },
            // Every sale of the shift, so that the last look can find each.
            recent_limit: 1_000,
            ..defaults
        };
        let setup = Setup::new("shop", "money", "円", 50_000.into(), code.parse().expect("a till code"))
            .with_settings(settings)
            .with_rules(broken.rules);
        let journal = MortalJournal {
            memory: till::journal::MemoryJournal::default(),
            disk: Arc::new(Mutex::new(Disk::default())),
            write_behind: broken.write_behind,
            log: log.clone(),
        };
        let screen = Screen { till: Arc::default(), power: power.clone() };
        Self {
            code,
            checker: Checker::new(far.clone(), log.clone()),
            regrets: Regrets::new(far.clone(), screen.clone(), log.clone(), dice.fork()),
            screen,
            weather: Arc::new(Mutex::new(Weather::new(dice.fork(), mix))),
            far,
            log,
            dice,
            mix,
            journal,
            clock,
            power,
            crashes,
            setup,
            broken,
            process: None,
            fate: None,
            is_calm: false,
        }
    }

    /// Lets fate begin: jumps of the clock, sleep, trouble with the disk.
    pub(crate) fn tempt_fate(&mut self) {
        let fates = [self.dice.fork(), self.dice.fork(), self.dice.fork()];
        let (clock, power, disk) = (self.clock.clone(), self.power.clone(), Arc::clone(&self.journal.disk));
        let (log, mix) = (self.log.clone(), self.mix);
        self.fate = Some(tokio::spawn(async move {
            let [jumps, sleeps, trouble] = fates;
            tokio::join!(
                jump(jumps, clock, &log, mix),
                close_lid(sleeps, power, &log, mix),
                fill_disk(trouble, &disk, &log)
            );
        }));
    }

    /// Sees to it that the till runs: after a crash the program is started again.
    pub(crate) async fn keep_running(&mut self) {
        loop {
            match &self.process {
                Some(process) if !process.is_finished() => return,
                Some(_) => self.bury().await,
                None => {
                    while let Err(until) = self.power.wakes() {
                        sleep_until(until).await;
                    }
                    if self.start() {
                        // The first snapshot is checked before anybody acts on it.
                        tokio::task::yield_now().await;
                    } else {
                        sleep(Duration::from_secs(2)).await;
                    }
                }
            }
        }
    }

    async fn bury(&mut self) {
        self.process = None;
        *self.screen.till.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.journal.lose_what_is_behind();
        if !self.is_calm {
            let down = self.dice.chance(25);
            let down = self.dice.millis(if down { mix::DOWN_LONG_MS } else { mix::DOWN_MS });
            sleep(down).await;
        }
    }

    /// Whether the program could be started.
    fn start(&mut self) -> bool {
        self.journal.disk().dies_at = None;
        self.power.kill_at_poll(None);
        let crash = self.crashes.pop_front();
        match crash {
            Some(Crash::AtAppend { append, after_commit }) => {
                let mut disk = self.journal.disk();
                (disk.dies_at, disk.dies_after_commit) = (Some(append), after_commit);
            }
            Some(Crash::AtPoll(poll)) => self.power.kill_at_poll(Some(poll)),
            Some(Crash::After(_)) | None => {}
        }
        self.log.note("power", || "the program starts".to_owned());
        let server_clock = Arc::new(ServerClock::new(Arc::new(self.clock.clone())));
        let line = Line {
            till: 0,
            shop_mark: None,
            far: self.far.clone(),
            weather: Arc::clone(&self.weather),
            clock: Arc::clone(&server_clock),
            wrong_date: self.broken.trusts_wall_clock.then(|| Arc::new(self.clock.clone()) as _),
            log: self.log.clone(),
        };
        let (setup, journal, ids) = (self.setup.clone(), Box::new(self.journal.clone()), Box::new(self.dice.fork()));
        let opened =
            catch_unwind(AssertUnwindSafe(move || Till::open(setup, Arc::new(line), journal, server_clock, ids)));
        let (till, run) = match opened {
            Ok(Ok(opened)) => opened,
            Ok(Err(error)) => {
                self.log.note("power", || format!("the till does not open: {error}"));
                return false;
            }
            Err(reason) if reason.is::<Killed>() => {
                self.log.note("power", || "killed while it started".to_owned());
                self.journal.lose_what_is_behind();
                return false;
            }
            Err(reason) => std::panic::resume_unwind(reason),
        };
        self.watch(&till);
        *self.screen.till.lock().unwrap_or_else(PoisonError::into_inner) = Some(till);
        let process = tokio::spawn(self.power.clone().run(run));
        if let Some(Crash::After(length)) = crash {
            let (abort, log) = (process.abort_handle(), self.log.clone());
            tokio::spawn(async move {
                sleep(length).await;
                log.note("power", || "killed".to_owned());
                abort.abort();
            });
        }
        self.process = Some(process);
        true
    }

    /// Checks every snapshot while it is shown.
    fn watch(&self, till: &Till) {
        let (checker, log, mut views) = (self.checker.clone(), self.log.clone(), till.views());
        let regrets = self.regrets.clone();
        tokio::spawn(async move {
            loop {
                let view = views.borrow_and_update().clone();
                log.note("screen", || in_short(&view));
                checker.screen(&view);
                regrets.look(&view);
                if views.changed().await.is_err() {
                    return;
                }
            }
        });
    }

    /// From now on nothing goes wrong any more.
    async fn calm_down(&mut self) {
        self.is_calm = true;
        self.log.note("fate", || "everything works from now on".to_owned());
        self.weather.lock().unwrap_or_else(PoisonError::into_inner).clear();
        if let Some(fate) = self.fate.take() {
            fate.abort();
        }
        self.crashes.clear();
        {
            let mut disk = self.journal.disk();
            (disk.dies_at, disk.is_in_trouble) = (None, false);
        }
        self.power.kill_at_poll(None);
        while self.power.is_asleep() {
            sleep(Duration::from_secs(1)).await;
        }
    }

    /// Waits until everything has settled, checks how long it took, and compares all books. `not_before` is when the
    /// last customer has gone. Answers how long after the later of its end and the network's return the last sale was
    /// settled.
    pub(crate) async fn close_books(&mut self, not_before: Instant, promised: &[String]) -> Duration {
        self.calm_down().await;
        let mark = format!("[{}-", self.code);
        let mut calm_from = Instant::now();
        let mut settled_after = Duration::ZERO;
        let mut settled_at: Option<Instant> = None;
        loop {
            let was_running = self.process.as_ref().is_some_and(|process| !process.is_finished());
            self.keep_running().await;
            if !was_running {
                calm_from = Instant::now();
                settled_at = None;
            }
            let now = Instant::now();
            let refunds = self.journal.unfinished_refunds().expect("it can be read");
            let refunds_over = refunds.iter().filter_map(|stored| match stored.refund.state {
                RefundState::Asking { over_at } | RefundState::Unanswered { over_at } => Some(self.far.moment(over_at)),
                _ => None,
            });
            let refunds_asked = refunds.iter().map(|stored| self.far.moment(stored.refund.request.asked_at));
            let due_from =
                [calm_from].into_iter().chain(self.far.last_end(&mark)).chain(refunds_over).chain(refunds_asked).max();
            let due_from = due_from.unwrap_or(calm_from);
            let is_followed = |it: &till::journal::StoredSale| {
                let may_be_unsent = matches!(it.sale.state, SaleState::Creating) && now >= calm_from + UNSENT_AFTER;
                let is_sent = !may_be_unsent || self.far.knows(it.sale.intent.tag.as_str());
                is_sent && !it.sale.state.is_final()
            };
            let is_open = self.journal.unfinished().expect("it can be read").iter().any(is_followed)
                || refunds.iter().any(|stored| self.is_refund_open(stored));
            if is_open {
                settled_after = now.saturating_duration_since(due_from);
            }
            let is_late = settled_after > Duration::from_millis(mix::SETTLED_WITHIN_MS);
            if now >= not_before.max(self.regrets.over_at()) && (!is_open || is_late) {
                // Settled; the list may still have a word to say about what was never shown.
                let settled_at = *settled_at.get_or_insert(now);
                let limit = settled_at + Duration::from_millis(mix::SEARCHED_WITHIN_MS);
                if !self.is_searching() || now >= limit {
                    break;
                }
                sleep(Duration::from_secs(10)).await;
            } else {
                settled_at = None;
                sleep(Duration::from_millis(500)).await;
            }
        }
        if self.is_searching() && self.broken.searches() {
            self.checker.find(Violation::LeftOpen, format!("{} still searches the list", self.code));
        }
        self.regrets.close();
        self.checker.screen(&self.screen.view().expect("it runs and is awake"));
        if let Some(till) = self.screen.till() {
            till.close().await;
        }
        self.journal.write_what_is_behind().expect("memory takes everything");
        let stored = self.journal.recent(usize::MAX).expect("it can be read");
        self.checker.books(self.code, &stored, promised);
        self.checker.refunds(self.code, &stored, &self.regrets.promised(), &self.journal.memory);
        self.reopen().await;
        settled_after
    }

    fn is_refund_open(&self, stored: &StoredRefund) -> bool {
        let label = format!("{}-{:04}", self.code, stored.refund.intent.sale.0);
        self.checker.is_refund_open(&label, &stored.refund.state)
    }

    /// How many sales are known from the list alone.
    pub(crate) fn found(&self) -> usize {
        let stored = self.journal.recent(usize::MAX).expect("it can be read");
        stored.iter().filter(|it| matches!(it.sale.trace, Trace::Found | Trace::Adopted)).count()
    }

    /// Whether the list is still to be asked about a sale.
    fn is_searching(&self) -> bool {
        let is_sought = |it: &till::journal::StoredSale| it.sale.trace == Trace::Sought;
        self.journal.unfinished().expect("it can be read").iter().any(is_sought)
    }

    /// A person looks once more the next morning: what was paid is shown as paid.
    async fn reopen(&mut self) {
        self.process = None;
        self.keep_running().await;
        let view = self.screen.view().expect("it runs and is awake");
        self.checker.screen(&view);
        for (description, moved) in self.far.charges() {
            let is_row = |row: &till::view::SaleRow| {
                description.contains(&format!("[{}-", row.number)) && crate::check::decimal(&row.amount) == moved
            };
            if description.contains(&format!("[{}-", self.code)) && !view.recent.iter().any(is_row) {
                self.checker.find(Violation::Lost, format!("{description} moved {moved} and is in no list"));
            }
        }
        if let Some(till) = self.screen.till() {
            till.close().await;
        }
    }
}

async fn jump(mut dice: Dice, clock: MachineClock, log: &Log, mix: Mix) {
    let is_clocks = mix == Mix::Clocks;
    if is_clocks || dice.chance(mix::CLOCK_JUMPS) {
        sleep(dice.millis(mix::WHEN_MS)).await;
        let by_ms =
            if is_clocks { dice.pick(&mix::CLOCKS_JUMP_S) * 1_000 } else { ahead(&mut dice, mix::CLOCK_JUMP_MS) };
        log.note("fate", || format!("the wall clock jumps by {by_ms} ms"));
        clock.jump(by_ms);
    }
}

async fn close_lid(mut dice: Dice, power: Power, log: &Log, mix: Mix) {
    if dice.chance(if mix == Mix::Clocks { mix::CLOCKS_SLEEPS } else { mix::SLEEPS }) {
        sleep(dice.millis(mix::WHEN_MS)).await;
        let (length, stands_still) = (dice.millis(mix::SLEEP_MS), dice.chance(50));
        log.note("fate", || format!("the machine sleeps for {length:?}; its clock stands still: {stands_still}"));
        power.sleep(length, stands_still);
    }
}

async fn fill_disk(mut dice: Dice, disk: &Mutex<Disk>, log: &Log) {
    if dice.chance(mix::DISK_TROUBLE) {
        sleep(dice.millis(mix::WHEN_MS)).await;
        let commits = dice.chance(40);
        log.note("fate", || format!("the disk reports errors; it writes all the same: {commits}"));
        set_trouble(disk, true, commits);
        sleep(dice.millis(mix::DISK_TROUBLE_MS)).await;
        log.note("fate", || "the disk is well again".to_owned());
        set_trouble(disk, false, false);
    }
}

fn set_trouble(disk: &Mutex<Disk>, is_in_trouble: bool, commits: bool) {
    let mut disk = disk.lock().unwrap_or_else(PoisonError::into_inner);
    (disk.is_in_trouble, disk.commits_in_trouble) = (is_in_trouble, commits);
}

fn clock_off(dice: &mut Dice, mix: Mix) -> i64 {
    if mix == Mix::Clocks {
        return dice.pick(&mix::CLOCKS_OFF_S) * 1_000;
    }
    if !dice.chance(mix::CLOCK_OFF) {
        return 0;
    }
    if dice.below(8) == 0 { 86_400_000 * if dice.chance(50) { 1 } else { -1 } } else { ahead(dice, mix::CLOCK_OFF_MS) }
}

/// Either way, by up to so much.
fn ahead(dice: &mut Dice, most_ms: u64) -> i64 {
    let by_ms = i64::try_from(dice.below(most_ms)).expect("hours");
    if dice.chance(50) { by_ms } else { -by_ms }
}

fn in_short(view: &TillView) -> String {
    let sale = |sale: &till::view::SaleView| format!("{} {} {:?}", sale.number, sale.amount, sale.state);
    let live = view.live.as_ref().map_or_else(|| "nothing".to_owned(), sale);
    let parked: Vec<String> = view.parked.iter().map(sale).collect();
    if parked.is_empty() { live } else { format!("{live}; set aside: {}", parked.join(", ")) }
}
