//! Many tills of many shops that lose the network together and find it together (reliability, H10): does the far side
//! get more than it is used to when they return?

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::future::join_all;
use till::journal::{Journal, MemoryJournal};
use till::money::Direction;
use till::sale::SaleState;
use till::server_clock::ServerClock;
use till::settings::Settings;
use till::view::{SaleAction, SaleStateView, TillView};
use till::{Setup, Till};
use tokio::time::{Instant, sleep, sleep_until};

use crate::dice::Dice;
use crate::far_side::{FarSide, Habits, Line, Reader, Weather};
use crate::log::Log;
use crate::machine::MachineClock;

/// The morning's first sales are not counted.
const STEADY_FROM_S: u64 = 60;
const OUTAGE_FROM_S: u64 = 240;
const OUTAGE_S: u64 = 180;
/// So long after the return is looked at.
const RETURN_S: u64 = 120;
/// Until then everything, searches of the list included, has been done.
const END_S: u64 = OUTAGE_FROM_S + OUTAGE_S + 1_200;
/// Tills whose program is started again in the outage, because staff think that helps.
const RESTARTED: u64 = 20;

/// What the far side saw.
#[derive(Clone, Copy, Debug)]
pub struct Crowd {
    /// How long the network was away, in seconds.
    pub outage_s: u64,
    /// Requests per second on an ordinary day.
    pub steady_per_second: f64,
    /// The most requests in one second after the network's return.
    pub peak_per_second: f64,
    /// The most requests of one till in one second after the network's return.
    pub busiest_till: u32,
    /// How many charges there were.
    pub charges: usize,
    /// How many of them the tills know of.
    pub known: usize,
}

/// Runs so many tills through an outage, in virtual time.
pub fn run(tills: u32, seed: u64) -> Crowd {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime without input and output needs nothing of the system")
        .block_on(day(tills, seed))
}

async fn day(tills: u32, seed: u64) -> Crowd {
    let (far, start) = (FarSide::new(Habits::KIND), Instant::now());
    let mut dice = Dice::new(seed);
    let counters: Vec<Shop> = (0..tills).map(|number| Shop::new(number, &far, start, &mut dice)).collect();
    let known: usize = join_all(counters.into_iter().map(Shop::day)).await.into_iter().sum();
    let arrivals = far.arrivals();
    let mut of_second: BTreeMap<u64, u32> = BTreeMap::new();
    for ((second, _), count) in &arrivals {
        *of_second.entry(*second).or_default() += count;
    }
    let returned = OUTAGE_FROM_S + OUTAGE_S;
    let is_steady = |second: u64| (STEADY_FROM_S..OUTAGE_FROM_S).contains(&second);
    let is_return = |second: u64| (returned..returned + RETURN_S).contains(&second);
    let steady: u32 = of_second.iter().filter(|(second, _)| is_steady(**second)).map(|(_, count)| count).sum();
    let seconds = u32::try_from(OUTAGE_FROM_S - STEADY_FROM_S).expect("minutes");
    let peak = of_second.iter().filter(|(second, _)| is_return(**second)).map(|(_, count)| *count).max();
    let busiest = arrivals.iter().filter(|((second, _), _)| is_return(*second)).map(|(_, count)| *count).max();
    Crowd {
        outage_s: OUTAGE_S,
        steady_per_second: f64::from(steady) / f64::from(seconds),
        peak_per_second: f64::from(peak.unwrap_or_default()),
        busiest_till: busiest.unwrap_or_default(),
        charges: far.charges().len(),
        known,
    }
}

/// One shop with one till, staff who sell on and customers who scan.
struct Shop {
    number: u32,
    far: FarSide,
    dice: Dice,
    start: Instant,
    weather: Arc<Mutex<Weather>>,
    journal: MemoryJournal,
    restarts: bool,
}

impl Shop {
    fn new(number: u32, far: &FarSide, start: Instant, dice: &mut Dice) -> Self {
        let from = start + Duration::from_secs(OUTAGE_FROM_S);
        let weather = Weather::one_outage(dice.fork(), from, from + Duration::from_secs(OUTAGE_S));
        let mut dice = dice.fork();
        let restarts = dice.chance(RESTARTED);
        let (far, weather) = (far.clone(), Arc::new(Mutex::new(weather)));
        Self { number, far, dice, start, weather, journal: MemoryJournal::default(), restarts }
    }

    /// Answers how many charges its journal knows of.
    async fn day(mut self) -> usize {
        sleep(self.dice.millis((0, 20_000))).await;
        let (mut till, mut process) = self.open();
        let selling_until = self.start + Duration::from_secs(OUTAGE_FROM_S + OUTAGE_S + RETURN_S);
        let restart_at = self.start + Duration::from_secs(OUTAGE_FROM_S) + self.dice.millis((60_000, 170_000));
        while Instant::now() < selling_until {
            if self.restarts && Instant::now() >= restart_at {
                self.restarts = false;
                till.close().await;
                let _ = process.await;
                (till, process) = self.open();
            }
            sleep(self.dice.millis((1_000, 12_000))).await;
            self.sell(&till).await;
        }
        sleep_until(self.start + Duration::from_secs(END_S)).await;
        till.close().await;
        let _ = process.await;
        let stored = self.journal.recent(usize::MAX).expect("it can be read");
        stored.iter().filter(|it| matches!(it.sale.state, SaleState::Succeeded { .. })).count()
    }

    fn open(&mut self) -> (Till, tokio::task::JoinHandle<()>) {
        let server_clock = Arc::new(ServerClock::new(Arc::new(MachineClock::new(0))));
        let line = Line {
            till: self.number,
            far: self.far.clone(),
            weather: Arc::clone(&self.weather),
            clock: Arc::clone(&server_clock),
            wrong_date: None,
            shop_mark: Some(format!("[{:0>4}-", self.number)),
            log: Log::new(false),
        };
        let code = format!("{:0>4}", self.number).parse().expect("a till code");
        let settings = Settings { tray_life: Duration::from_secs(180), ..Settings::default() };
        let setup = Setup::new("shop", "money", "円", 50_000.into(), code).with_settings(settings);
        let (journal, ids) = (Box::new(self.journal.clone()), Box::new(self.dice.fork()));
        let (till, run) = Till::open(setup, Arc::new(line), journal, server_clock, ids).expect("memory can be read");
        (till, tokio::spawn(run))
    }

    /// One customer.
    async fn sell(&mut self, till: &Till) {
        let mut scan_at: Option<Instant> = None;
        let comes = !self.dice.chance(8);
        let _ = till.start_sale(Direction::Payment, "1200", "").await;
        for _ in 0..400 {
            sleep(self.dice.millis((200, 600))).await;
            let view: Arc<TillView> = till.views().borrow().clone();
            let Some(sale) = &view.live else { return };
            if sale.state.is_final() {
                sleep(self.dice.millis((1_000, 3_000))).await;
                let _ = till.done(&sale.number).await;
                return;
            }
            if let (SaleStateView::Waiting { .. }, Some(token)) = (&sale.state, &sale.token) {
                let at = *scan_at.get_or_insert(Instant::now() + self.dice.millis((3_000, 14_000)));
                if comes && Instant::now() >= at {
                    let nothing = Duration::ZERO;
                    let reader = Reader {
                        refusal: "",
                        has_points: false,
                        spends: false,
                        shown_after: nothing,
                        transaction_after: nothing,
                    };
                    self.far.read(token, reader);
                } else if !comes && Instant::now() >= at + Duration::from_secs(20) {
                    let _ = till.cancel_sale(&sale.number).await;
                }
            } else if sale.actions.contains(&SaleAction::Park) {
                let _ = till.park_sale(&sale.number).await;
                return;
            }
        }
    }
}
