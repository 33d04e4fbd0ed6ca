//! Many schedules on all cores.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use crate::check::Violation;
use crate::schedule::{self, Report, Settings};

/// Failing schedules that are kept with their findings.
const KEPT: usize = 20;

/// What many schedules came to.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// How many were run.
    pub schedules: u64,
    /// How many had at least one finding.
    pub failed: u64,
    /// How many had a finding of this kind.
    pub violations: BTreeMap<Violation, u64>,
    /// How many charges were made and accounted for.
    pub charges: u64,
    /// How many of them the till knows from the server's list alone.
    pub found: u64,
    /// The longest that a sale was settled after the later of its end and the network's return, and in which schedule.
    pub slowest: (Duration, u64),
    /// The first failing schedules, by seed.
    pub failures: Vec<Report>,
}

/// Runs the schedules of `count` seeds from `first` on.
pub fn run(first: u64, count: u64, settings: &Settings) -> Summary {
    let next = AtomicU64::new(0);
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let mut summary = thread::scope(|scope| {
        let worker = || {
            let mut summary = Summary::default();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                if index >= count {
                    return summary;
                }
                summary.add(schedule::run(first + index, settings, false));
            }
        };
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
        let parts = workers.into_iter().map(|worker| worker.join().expect("a till that panics is a defect to see"));
        parts.fold(Summary::default(), Summary::with)
    });
    summary.failures.sort_by_key(|report| report.seed);
    summary.failures.truncate(KEPT);
    summary
}

impl Summary {
    fn add(&mut self, report: Report) {
        self.schedules += 1;
        self.charges += report.charges as u64;
        self.found += report.found as u64;
        self.slowest = self.slowest.max((report.settled_after, report.seed));
        let mut kinds: Vec<Violation> = report.findings.iter().map(|finding| finding.violation).collect();
        kinds.sort_unstable();
        kinds.dedup();
        for kind in kinds {
            *self.violations.entry(kind).or_default() += 1;
        }
        if !report.findings.is_empty() {
            self.failed += 1;
            if self.failures.len() < KEPT {
                self.failures.push(report);
            }
        }
    }

    fn with(mut self, other: Self) -> Self {
        self.schedules += other.schedules;
        self.failed += other.failed;
        self.charges += other.charges;
        self.found += other.found;
        self.slowest = self.slowest.max(other.slowest);
        for (kind, count) in other.violations {
            *self.violations.entry(kind).or_default() += count;
        }
        self.failures.extend(other.failures);
        self
    }
}
