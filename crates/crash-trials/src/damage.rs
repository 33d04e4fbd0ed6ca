//! A journal whose bytes were flipped, overwritten or cut off, opened as the till opens it (reliability, E4).
//!
//! After that either every sale reads as before, or the journal says that it was begun anew: then each sale that is in
//! it stands as it once stood, no number is given twice, and the damaged file is still there, bit for bit.

use std::collections::BTreeMap;
use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use till::journal::{Journal, SqliteJournal, StoredSale};

use crate::sales::{sell, states};
use crate::scratch;

/// What came of many trials.
#[derive(Debug, Default)]
pub struct Tally {
    /// How many there were.
    pub trials: u64,
    /// After how many the journal read as before.
    pub unharmed: u64,
    /// After how many it was begun anew and said so.
    pub set_aside: u64,
    /// How many ended in a panic.
    pub panics: u64,
    /// What went wrong in the others, each with its seed.
    pub findings: Vec<String>,
}

/// The files of a journal in use.
const FILES: [&str; 3] = ["journal.sqlite3", "journal.sqlite3-wal", "journal.newest"];

/// How many sales the journal has that is damaged.
const SALES: u32 = 40;

type Files = BTreeMap<&'static str, Vec<u8>>;

/// Damages a journal in so many ways, each by its seed from `first` on.
pub fn run(first: u64, trials: u64) -> Result<Tally> {
    let bases = [base(0)?, base(SALES / 2)?, base(SALES)?];
    let mut tally = Tally { trials, ..Tally::default() };
    for seed in first..first + trials {
        match catch_unwind(|| trial(seed, &bases)) {
            Ok(Ok(true)) => tally.set_aside += 1,
            Ok(Ok(false)) => tally.unharmed += 1,
            Ok(Err(finding)) => tally.findings.push(format!("seed {seed}: {finding:#}")),
            Err(_) => tally.panics += 1,
        }
    }
    Ok(tally)
}

/// The files of a till that is at work, with so many of its sales in the main file and the others still in the log.
fn base(in_main: u32) -> Result<Files> {
    let directory = scratch::in_memory()?;
    let mut journal = SqliteJournal::open(directory.path())?;
    for number in 1..=SALES {
        if number == in_main + 1 && in_main > 0 {
            drop(journal);
            journal = SqliteJournal::open(directory.path())?;
        }
        sell(&mut journal, number, |_, _| {})?;
    }
    if in_main == SALES {
        drop(journal);
    }
    let mut files = Files::new();
    for name in FILES {
        if let Ok(content) = fs::read(directory.path().join(name)) {
            files.insert(name, content);
        }
    }
    Ok(files)
}

/// One trial; answers whether the journal was begun anew.
fn trial(seed: u64, bases: &[Files]) -> Result<bool> {
    let mut dice = StdRng::seed_from_u64(seed);
    let mut files = bases[dice.random_range(0..bases.len())].clone();
    harm(&mut dice, &mut files);
    let directory = scratch::in_memory()?;
    for (name, content) in &files {
        fs::write(directory.path().join(name), content)?;
    }
    let journal = SqliteJournal::open(directory.path()).context("the till does not start")?;
    let stored = journal.recent(usize::MAX).context("it opens and cannot be read")?;
    let last = journal.last_number()?.map_or(0, |number| number.0);
    ensure!(last >= SALES, "number {SALES} was given and would be given again after {last}");
    let Some(begun) = journal.begun_anew()? else {
        ensure!(stored.len() == usize::try_from(SALES)?, "{} of {SALES} sales, and not a word", stored.len());
        for sale in &stored {
            ensure!(stands_at(sale, None), "sale {} reads differently", sale.sale.intent.number.0);
        }
        return Ok(false);
    };
    for sale in &stored {
        ensure!(stands_at(sale, Some(sale.entries)), "sale {} never stood like that", sale.sale.intent.number.0);
    }
    ensure!(begun.carried_over == u32::try_from(stored.len())?, "{} are said to be carried over", begun.carried_over);
    let aside = begun.set_aside.context("nothing is said to be set aside")?;
    is_kept(directory.path(), &aside, &files)?;
    Ok(true)
}

/// Whether a stored sale is what it was after so many entries; after all of them without a number.
fn stands_at(stored: &StoredSale, entries: Option<u32>) -> bool {
    let states = states(stored.sale.intent.number.0);
    let entries = entries.and_then(|entries| usize::try_from(entries).ok()).unwrap_or(states.len());
    entries.checked_sub(1).and_then(|last| states.get(last)) == Some(&stored.sale)
}

fn is_kept(directory: &Path, aside: &str, files: &Files) -> Result<()> {
    for (name, tail) in [("journal.sqlite3", ""), ("journal.sqlite3-wal", "-wal")] {
        let Some(content) = files.get(name) else { continue };
        let kept = fs::read(directory.join(format!("{aside}{tail}")));
        ensure!(kept.is_ok_and(|kept| kept == *content), "{name} was not kept as it was");
    }
    Ok(())
}

/// Harms one of the files, or two.
fn harm(dice: &mut StdRng, files: &mut Files) {
    let names: Vec<&'static str> = files.keys().copied().collect();
    for _ in 0..dice.random_range(1..=2) {
        let name = names[dice.random_range(0..names.len())];
        let Some(content) = files.get_mut(name) else { continue };
        if content.is_empty() {
            continue;
        }
        let at = dice.random_range(0..content.len());
        match dice.random_range(0..10) {
            0 | 1 => content.truncate(at),
            2 => content.truncate(at / 512 * 512),
            3 => sector(content, at, 512).fill(0),
            4 => dice.fill(sector(content, at, 4096)),
            5 => {
                for _ in 0..8 {
                    let at = dice.random_range(0..content.len());
                    content[at] ^= 1 << dice.random_range(0..8);
                }
            }
            // The headers decide about everything, and are small beside the rest.
            6 => {
                let at = at % 200;
                let at = at.min(content.len() - 1);
                content[at] = dice.random();
            }
            _ => content[at] ^= 1 << dice.random_range(0..8),
        }
    }
}

fn sector(content: &mut [u8], at: usize, size: usize) -> &mut [u8] {
    let start = at / size * size;
    let end = (start + size).min(content.len());
    &mut content[start..end]
}

impl Tally {
    /// The figure in one line; an error when something went wrong.
    pub fn conclude(&self) -> Result<String> {
        let lost = self.findings.len();
        let line = format!(
            "E4: {} flips and truncations: {} panics, {lost} silent losses or refusals ({} unharmed, {} set aside and told)",
            self.trials, self.panics, self.unharmed, self.set_aside
        );
        if self.panics == 0 && lost == 0 { Ok(line) } else { bail!("{line}\n{}", self.findings.join("\n")) }
    }
}
