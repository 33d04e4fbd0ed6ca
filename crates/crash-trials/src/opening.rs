//! How long a journal takes to open that has seen years of trade. A benchmark: it prints a figure and judges none.

use std::time::{Duration, Instant};

use anyhow::Result;
use till::journal::{Journal, SqliteJournal};

use crate::sales::sell;
use crate::scratch;

/// Opens it so often; the median counts.
const OPENINGS: usize = 9;

/// Fills a journal with at least so many entries, and answers the figure in one line.
pub fn run(entries: u64) -> Result<String> {
    let directory = scratch::in_memory()?;
    let mut journal = SqliteJournal::open(directory.path())?;
    let mut written = 0;
    for number in 1.. {
        sell(&mut journal, number, |_, _| written += 1)?;
        if written >= entries {
            break;
        }
    }
    drop(journal);
    let mut took: Vec<Duration> = Vec::new();
    for _ in 0..OPENINGS {
        let started = Instant::now();
        let journal = SqliteJournal::open(directory.path())?;
        let last = journal.last_number()?;
        took.push(started.elapsed());
        drop((journal, last));
    }
    took.sort_unstable();
    let median = took[OPENINGS / 2].as_secs_f64() * 1000.0;
    let size = std::fs::metadata(SqliteJournal::path(directory.path()))?.len() / 1_000_000;
    Ok(format!("opening: {written} entries, {size} MB: {median:.0} ms (median of {OPENINGS})"))
}
