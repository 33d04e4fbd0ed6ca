//! Many sessions side by side.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use futures_util::stream::{self, StreamExt};

use crate::fault::KINDS;
use crate::session::{Bench, Outcome};

/// What many sessions came to.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// How many were run.
    pub sessions: u64,
    /// How many charges were made and accounted for.
    pub charges: usize,
    /// For each kind of fault: in how many sessions it struck, and how often in all.
    pub kinds: BTreeMap<&'static str, (u64, u64)>,
    /// The longest from the later of the network's return and the tray's end to the last settlement.
    pub slowest: Duration,
    /// How long the run took.
    pub took: Duration,
    /// The sessions in which something was wrong.
    pub failures: Vec<Outcome>,
}

/// Runs the sessions of `count` seeds from `first` on, so many at a time.
pub async fn run(bench: Arc<Bench>, first: u64, count: u64, at_a_time: usize) -> Result<Summary> {
    let started = Instant::now();
    let mut outcomes = stream::iter(first..first + count)
        .map(|seed| {
            let bench = Arc::clone(&bench);
            tokio::spawn(async move { bench.run(seed).await })
        })
        .buffer_unordered(at_a_time);
    let mut summary = Summary { kinds: KINDS.iter().map(|kind| (kind.name, (0, 0))).collect(), ..Summary::default() };
    while let Some(outcome) = outcomes.next().await {
        summary.add(outcome??);
    }
    summary.took = started.elapsed();
    summary.failures.sort_by_key(|outcome| outcome.seed);
    Ok(summary)
}

impl Summary {
    /// Kinds of fault that struck in no session: nothing is known of them.
    pub fn idle_kinds(&self) -> Vec<&'static str> {
        self.kinds.iter().filter(|(_, (sessions, _))| *sessions == 0).map(|(name, _)| *name).collect()
    }

    /// How many sessions had a finding that is a hang, and how many had any other.
    pub fn counts(&self) -> (usize, usize) {
        use crate::session::Finding;
        let has = |wanted: fn(&Finding) -> bool| {
            self.failures.iter().filter(|outcome| outcome.findings.iter().any(wanted)).count()
        };
        (has(|finding| matches!(finding, Finding::Hang(_))), has(|finding| !matches!(finding, Finding::Hang(_))))
    }

    fn add(&mut self, outcome: Outcome) {
        self.sessions += 1;
        self.charges += outcome.charges;
        self.slowest = self.slowest.max(outcome.settled_after);
        let (sessions, strikes) = self.kinds.entry(outcome.kind).or_default();
        *sessions += u64::from(outcome.strikes > 0);
        *strikes += outcome.strikes;
        if !outcome.findings.is_empty() {
            self.failures.push(outcome);
        }
    }
}
