//! One schedule: one seed, one short shift at one or several counters, and everything that goes wrong in it.

use std::time::Duration;

use futures_util::future::join_all;

use crate::check::Finding;
use crate::counter::Counter;
use crate::dice::Dice;
use crate::far_side::{FarSide, Habits};
use crate::log::Log;
use crate::mix::{self, Mix};
use crate::people::{Customers, work};
use crate::rule::{Broken, Rule};

/// The counters of one shop.
const CODES: [&str; 4] = ["A", "B", "C", "D"];

/// What is simulated.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The rules the till breaks: none, unless the checks themselves are to be tested.
    pub without: Vec<Rule>,
    /// The world it happens in.
    pub mix: Mix,
    /// How many tills of one shop sell at the same time, 1 to 4.
    pub tills: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { without: Vec::new(), mix: Mix::default(), tills: 1 }
    }
}

/// How a schedule ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What replays it.
    pub seed: u64,
    /// Every lie and loss; empty when all is well.
    pub findings: Vec<Finding>,
    /// How many charges there were.
    pub charges: usize,
    /// How many of them the till knows from the server's list alone.
    pub found: usize,
    /// How long after the later of its end and the network's return the last sale was settled.
    pub settled_after: Duration,
    /// What happened, where that was wanted.
    pub log: Vec<String>,
}

/// Runs the schedule of a seed, in virtual time.
pub fn run(seed: u64, settings: &Settings, keeps_log: bool) -> Report {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime without input and output needs nothing of the system")
        .block_on(shift(seed, settings, keeps_log))
}

async fn shift(seed: u64, settings: &Settings, keeps_log: bool) -> Report {
    let mut dice = Dice::new(seed);
    let mut luck = dice.fork();
    let habits = Habits { forbids: luck.chance(mix::REFUND_FORBIDDEN), tells_by_whom: luck.chance(mix::TELLS_BY_WHOM) };
    let (log, far) = (Log::new(keeps_log), FarSide::new(habits));
    let broken = Broken::new(&settings.without);
    let counters = CODES.iter().take(settings.tills).map(|code| {
        let counter = Counter::new(code, far.clone(), log.clone(), broken, dice.fork(), settings.mix);
        serve(counter)
    });
    let ends = join_all(counters.collect::<Vec<_>>()).await;
    let settled_after = ends.iter().map(|(_, settled_after, _)| *settled_after).max().unwrap_or_default();
    let found = ends.iter().map(|(_, _, found)| found).sum();
    let findings = ends.into_iter().flat_map(|(findings, _, _)| findings).collect();
    Report { seed, findings, charges: far.charges().len(), found, settled_after, log: log.lines() }
}

async fn serve(mut counter: Counter) -> (Vec<Finding>, Duration, usize) {
    let mut customers = Customers::new(
        counter.far.clone(),
        counter.screen.clone(),
        counter.checker.clone(),
        counter.log.clone(),
        counter.dice.fork(),
        counter.mix,
    );
    counter.tempt_fate();
    let promised = work(&mut counter, &mut customers).await;
    let settled_after = counter.close_books(customers.gone_at, &promised).await;
    (counter.checker.findings(), settled_after, counter.found())
}
