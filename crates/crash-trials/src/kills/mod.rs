//! The real engine, killed at named points and at any moment, and then held against the books (figure G3).
//!
//! The parent is the far side, the staff and the customer. It knows what the engine has shown, and what the sandbox
//! has charged. After each kill the engine is started again and brought to rest; then nothing that was shown may be
//! missing from its list, and no charge may be unknown to it.

mod broken;
mod engine;
mod lane;
mod process;
mod stop;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, bail};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

pub use broken::Broken;
pub use engine::engine;

use crate::point::Point;
use lane::Lane;

/// When the engine is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Moment {
    /// Standing still at a point.
    At(Point),
    /// While it opens its journal.
    Opening,
    /// While it sets a damaged journal aside and begins anew.
    Salvaging,
    /// At any moment.
    Any,
}

impl Moment {
    fn name(self) -> String {
        match self {
            Self::At(point) => point.name(),
            Self::Opening => "opening".to_owned(),
            Self::Salvaging => "salvaging".to_owned(),
            Self::Any => "any moment".to_owned(),
        }
    }
}

/// What came of many kills.
#[derive(Debug, Default)]
pub struct Tally {
    /// How often it was killed where.
    pub kills: BTreeMap<String, u64>,
    /// What was shown and is not in the journal.
    pub shown_not_journalled: Vec<String>,
    /// What was charged and is unknown after the restart.
    pub charged_unknown: Vec<String>,
}

/// Sales to one engine's folder and one far side, before both are new again.
const LANE: u64 = 20;

/// Engines that live beside each other, each in a lane of its own: most of their time is waiting.
const LANES: u64 = 4;

/// Kills the engine so often, at every moment in turn. One that is broken on purpose is to show that it would be noticed.
pub fn run(program: &Path, broken: Option<Broken>, first: u64, count: u64) -> Result<Tally> {
    let share = count.div_ceil(LANES);
    let shares = (0..LANES).map(|lane| lane * share..count.min((lane + 1) * share));
    let tallies = std::thread::scope(|scope| {
        let in_lanes: Vec<_> = shares
            .map(|share| scope.spawn(move || in_a_lane(program, broken, first + share.start..first + share.end)))
            .collect();
        in_lanes.into_iter().map(|lane| lane.join().expect("a lane does not panic")).collect::<Result<Vec<_>>>()
    })?;
    let mut all = Tally::default();
    for tally in tallies {
        for (moment, kills) in tally.kills {
            *all.kills.entry(moment).or_default() += kills;
        }
        all.shown_not_journalled.extend(tally.shown_not_journalled);
        all.charged_unknown.extend(tally.charged_unknown);
    }
    Ok(all)
}

fn in_a_lane(program: &Path, broken: Option<Broken>, seeds: Range<u64>) -> Result<Tally> {
    let named = Point::all().into_iter().map(Moment::At);
    let moments: Vec<Moment> = named.chain([Moment::Opening, Moment::Salvaging, Moment::Any]).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let keys = tempfile::tempdir()?;
    let mut tally = Tally::default();
    let mut lane = None;
    for seed in seeds.clone() {
        if (seed - seeds.start).is_multiple_of(LANE) {
            lane = None;
        }
        let moment = &moments[usize::try_from(seed)? % moments.len()];
        let lane = match &mut lane {
            Some(lane) => lane,
            empty => empty.insert(Lane::open(&runtime, program, broken, keys.path())?),
        };
        let mut dice = StdRng::seed_from_u64(seed);
        let kills = lane.trial(*moment, &mut dice).with_context(|| format!("seed {seed}, {}", moment.name()))?;
        *tally.kills.entry(moment.name()).or_default() += 1;
        *tally.kills.entry(Moment::Any.name()).or_default() += kills - 1;
        let found = |what: String| format!("seed {seed}, {}: {what}", moment.name());
        tally.shown_not_journalled.extend(lane.shown_not_journalled().into_iter().map(found));
        tally.charged_unknown.extend(lane.charged_unknown().into_iter().map(found));
    }
    Ok(tally)
}

impl Tally {
    /// The figure in one line; an error when something went wrong.
    pub fn conclude(&self) -> Result<String> {
        let kills: u64 = self.kills.values().sum();
        let fewest = self.kills.values().min().copied().unwrap_or(0);
        let line = format!(
            "G3: {kills} kills over {} points, at least {fewest} at each: {} shown but not journalled, {} charged but unknown",
            self.kills.len(),
            self.shown_not_journalled.len(),
            self.charged_unknown.len(),
        );
        let findings: Vec<&str> =
            self.shown_not_journalled.iter().chain(&self.charged_unknown).map(String::as_str).collect();
        if findings.is_empty() { Ok(line) } else { bail!("{line}\n{}", findings.join("\n")) }
    }
}

/// A number up to `below`, for waits in milliseconds.
fn some(dice: &mut StdRng, below: u64) -> std::time::Duration {
    std::time::Duration::from_micros(dice.random_range(0..below * 1000))
}
