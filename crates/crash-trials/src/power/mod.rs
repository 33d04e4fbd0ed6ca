//! Power cuts: what a real journal did to its files is recorded system call by system call, and cut off anywhere with
//! everything unsynced dropped, torn or reordered (figure G4).
//!
//! `strace` sees what SQLite really asks of the kernel. A SQLite file system of our own would have needed unsafe code,
//! and would have shown what we believe SQLite does. The `-shm` file is left out: it is memory, and rebuilt.

mod disk;
mod trace;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use clap::ValueEnum;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use till::journal::{Journal, SqliteJournal};

use crate::sales::{sell, states};
use crate::scratch;
use disk::Disk;
use trace::Call;

/// Enough that the log is written back into the main file while sales go on.
const SALES: u32 = 120;

/// What came of many cuts.
#[derive(Debug, Default)]
pub struct Tally {
    /// How many there were.
    pub cuts: u64,
    /// Out of how many system calls.
    pub calls: usize,
    /// What went wrong, each with its cut.
    pub findings: Vec<String>,
}

/// What is wrong with a writer on purpose: a check that cannot fail proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Broken {
    /// It says that an entry is durable before it is written.
    TellsFirst,
    /// Nothing of what it writes is synced.
    SyncsNothing,
}

/// The process that is recorded: it sells, and says on its standard output what is durable.
pub fn writer(data: &Path, broken: Option<Broken>) -> Result<()> {
    let mut journal = SqliteJournal::open(data)?;
    let mut out = std::io::stdout().lock();
    let mut tell = |number: u32, seq: u32| {
        let said = out.write_all(format!("ack {number} {seq}\n").as_bytes()).and_then(|()| out.flush());
        said.expect("the recorder listens");
    };
    for number in 1..=SALES {
        if broken == Some(Broken::TellsFirst) {
            for seq in (0..).zip(states(number)).map(|(seq, _)| seq) {
                tell(number, seq);
            }
            sell(&mut journal, number, |_, _| ())?;
        } else {
            sell(&mut journal, number, |seq, _| tell(number, seq))?;
        }
    }
    Ok(())
}

/// Records one run and cuts it so often, from this seed on. A writer that is broken on purpose is to show that it would
/// be noticed.
pub fn run(program: &Path, broken: Option<Broken>, seed: u64, cuts: u64) -> Result<Tally> {
    let calls = record(program, broken)?;
    let mut dice = StdRng::seed_from_u64(seed);
    let mut places: Vec<usize> = (0..cuts).map(|_| dice.random_range(0..=calls.len())).collect();
    places.sort_unstable();
    let mut tally = Tally { cuts, calls: calls.len(), findings: Vec::new() };
    let (mut disk, mut told) = (Disk::default(), BTreeMap::new());
    let mut carried_out = 0;
    for place in places {
        for call in &calls[carried_out..place] {
            if let Call::Said { number, seq } = call {
                told.insert(*number, *seq);
            } else {
                disk.carry_out(call)?;
            }
        }
        carried_out = place;
        if let Err(finding) = cut(&disk, &told, &mut dice) {
            tally.findings.push(format!("after {place} calls: {finding:#}"));
        }
    }
    Ok(tally)
}

fn record(program: &Path, broken: Option<Broken>) -> Result<Vec<Call>> {
    let directory = tempfile::tempdir()?;
    let (data, trace) = (directory.path().join("data"), directory.path().join("trace"));
    fs::create_dir(&data)?;
    let status = Command::new("strace")
        .args(["-y", "-xx", "-s", "1000000", "-e", trace::CALLS, "-o"])
        .arg(&trace)
        .arg(program)
        .arg("writer")
        .arg(&data)
        .args((broken == Some(Broken::TellsFirst)).then_some("--broken=tells-first"))
        .stdout(std::process::Stdio::null())
        .status()
        .context("strace cannot be started; `cargo xtask test` installs it")?;
    ensure!(status.success(), "the recorded process ended with {status}");
    let mut calls = trace::read(&fs::read_to_string(&trace)?, &data)?;
    let told = calls.iter().filter(|call| matches!(call, Call::Said { .. })).count();
    let syncs = calls.iter().filter(|call| matches!(call, Call::Sync { .. })).count();
    ensure!(told > 300 && syncs > 300, "the record is not one: {told} entries, {syncs} syncs");
    if broken == Some(Broken::SyncsNothing) {
        calls.retain(|call| !matches!(call, Call::Sync { .. } | Call::SyncFolder));
    }
    Ok(calls)
}

/// One cut: what is left of the files is opened as the till opens it.
fn cut(disk: &Disk, told: &BTreeMap<u32, u32>, dice: &mut StdRng) -> Result<()> {
    let directory = scratch::in_memory()?;
    for (name, content) in disk.after_a_cut(dice) {
        fs::write(directory.path().join(name), content)?;
    }
    let journal = SqliteJournal::open(directory.path()).context("it does not open")?;
    ensure!(journal.begun_anew()?.is_none(), "it is taken for damaged");
    let stored: BTreeMap<u32, u32> =
        journal.recent(usize::MAX)?.iter().map(|stored| (stored.sale.intent.number.0, stored.entries)).collect();
    for (number, seq) in told {
        let entries = stored.get(number).copied().unwrap_or(0);
        ensure!(entries > *seq, "entry {seq} of sale {number} was durable, and there are {entries}");
    }
    Ok(())
}

impl Tally {
    /// The figure in one line; an error when something went wrong.
    pub fn conclude(&self) -> Result<String> {
        let line = format!(
            "G4: {} power cuts over {} system calls: {} with an acknowledged row lost or a file that does not open",
            self.cuts,
            self.calls,
            self.findings.len()
        );
        if self.findings.is_empty() { Ok(line) } else { bail!("{line}\n{}", self.findings.join("\n")) }
    }
}
