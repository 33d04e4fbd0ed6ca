//! The figures of the project's list that the simulation measures, each as the lines a reader wants.

use std::str::FromStr;

use crate::crowd;
use crate::mix::Mix;
use crate::rule::Rule;
use crate::schedule::{self, Settings};
use crate::{Summary, run_many};

/// A figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Random schedules: nothing lost or misreported.
    G1,
    /// Each rule broken: the checks notice.
    G2,
    /// How soon everything is settled.
    G7,
    /// More than one till.
    G9,
    /// Wrong clocks.
    G11,
}

/// What was measured.
#[derive(Clone, Debug)]
pub struct Measured {
    /// In words, each line beginning with the figure's name.
    pub lines: Vec<String>,
    /// Whether the goal is reached.
    pub is_reached: bool,
}

/// Within so many schedules a broken rule has to be noticed.
const NOTICED_WITHIN: u64 = 10_000;
/// The tills that return after an outage.
const CROWD: u32 = 500;

impl FromStr for Figure {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.to_ascii_uppercase().as_str() {
            "G1" => Ok(Self::G1),
            "G2" => Ok(Self::G2),
            "G7" => Ok(Self::G7),
            "G9" => Ok(Self::G9),
            "G11" => Ok(Self::G11),
            _ => Err(format!("there is no figure `{text}` here; there are G1, G2, G7, G9, G11")),
        }
    }
}

impl Figure {
    /// Measures it, with its own number of schedules or another one.
    pub fn measure(self, schedules: Option<u64>) -> Measured {
        match self {
            Self::G1 => {
                let summary = run_many(0, schedules.unwrap_or(100_000), &Settings::default());
                Measured { lines: told("G1", "one till", &summary), is_reached: summary.failed == 0 }
            }
            Self::G2 => every_rule(),
            Self::G7 => {
                let summary = run_many(0, schedules.unwrap_or(100_000), &Settings::default());
                let (slowest, seed) = summary.slowest;
                let line = format!(
                    "G7: {} schedules: the slowest tray was settled {:.1} s after the later of its expiry and the \
                     network's return (seed {seed}); goal 20 s",
                    summary.schedules,
                    slowest.as_secs_f64()
                );
                Measured { lines: vec![line], is_reached: slowest.as_secs() < 20 && summary.failed == 0 }
            }
            Self::G9 => more_tills(schedules.unwrap_or(5_000)),
            Self::G11 => {
                let settings = Settings { mix: Mix::Clocks, ..Settings::default() };
                let summary = run_many(0, schedules.unwrap_or(10_000), &settings);
                let what = "clocks off by 10 min, 1 h, 1 day, in 1970 and 2038, that jump and sleep";
                Measured { lines: told("G11", what, &summary), is_reached: summary.failed == 0 }
            }
        }
    }
}

fn told(figure: &str, what: &str, summary: &Summary) -> Vec<String> {
    let mut lines = vec![format!(
        "{figure}: {what}: {} schedules, {} charges, {} found by the list alone, {} schedules with a violation",
        summary.schedules, summary.charges, summary.found, summary.failed
    )];
    for report in &summary.failures {
        lines.extend(report.findings.iter().map(|finding| format!("{figure}: seed {}: {finding}", report.seed)));
    }
    lines
}

fn every_rule() -> Measured {
    let mut is_reached = true;
    let mut lines = Vec::new();
    for (rule, name) in Rule::all() {
        let mix = rule.mix();
        let settings = Settings { without: vec![rule], mix, ..Settings::default() };
        let noticed = (0..NOTICED_WITHIN).find_map(|seed| {
            let report = schedule::run(seed, &settings, false);
            report.findings.first().map(|finding| (seed, finding.clone()))
        });
        is_reached &= noticed.is_some();
        lines.push(match noticed {
            Some((seed, finding)) => format!("G2: without {name} ({mix:?}): noticed at schedule {seed}: {finding}"),
            None => format!("G2: without {name} ({mix:?}): not noticed in {NOTICED_WITHIN} schedules"),
        });
    }
    Measured { lines, is_reached }
}

fn more_tills(schedules: u64) -> Measured {
    let mut is_reached = true;
    let mut lines = Vec::new();
    for (tills, share) in [(2, schedules / 3), (3, schedules / 3), (4, schedules - schedules / 3 * 2)] {
        let settings = Settings { tills, ..Settings::default() };
        let summary = run_many(1_000_000, share, &settings);
        is_reached &= summary.failed == 0;
        lines.extend(told("G9", &format!("{tills} tills of one shop"), &summary));
    }
    let crowd = crowd::run(CROWD, 0);
    is_reached &= crowd.peak_per_second <= 2.0 * crowd.steady_per_second;
    lines.push(format!(
        "G9: {CROWD} tills after an outage of {} s: at most {:.0} requests/s, {:.2} times the steady {:.0} (goal 2); the \
         busiest till sent {} in one second; {} charges, {} known to the tills",
        crowd.outage_s,
        crowd.peak_per_second,
        crowd.peak_per_second / crowd.steady_per_second,
        crowd.steady_per_second,
        crowd.busiest_till,
        crowd.charges,
        crowd.known,
    ));
    is_reached &= crowd.charges == crowd.known;
    Measured { lines, is_reached }
}
