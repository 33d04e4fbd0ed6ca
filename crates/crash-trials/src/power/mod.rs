//! Power cuts: what a real journal did to its files is recorded system call by system call, and cut off anywhere with
//! everything unsynced dropped, torn or reordered (figure G4).
//!
//! `strace` sees what SQLite really asks of the kernel. A SQLite file system of our own would have needed unsafe code,
//! and would have shown what we believe SQLite does. The `-shm` file is left out: it is memory, and rebuilt.

mod disk;
mod trace;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use till::journal::{Journal, SqliteJournal};

use crate::sales::sell;
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

/// The process that is recorded: it sells, and says on its standard output what is durable.
pub fn writer(data: &Path) -> Result<()> {
    use std::io::Write;
    let mut journal = SqliteJournal::open(data)?;
    let mut out = std::io::stdout().lock();
    for number in 1..=SALES {
        sell(&mut journal, number, |seq, _| {
            let said = out.write_all(format!("ack {number} {seq}\n").as_bytes()).and_then(|()| out.flush());
            said.expect("the recorder listens");
        })?;
    }
    Ok(())
}

/// Records one run and cuts it so often, from this seed on.
pub fn run(program: &Path, seed: u64, cuts: u64) -> Result<Tally> {
    let calls = record(program)?;
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

fn record(program: &Path) -> Result<Vec<Call>> {
    let directory = tempfile::tempdir()?;
    let (data, trace) = (directory.path().join("data"), directory.path().join("trace"));
    fs::create_dir(&data)?;
    let status = Command::new("strace")
        .args(["-y", "-xx", "-s", "1000000", "-e", trace::CALLS, "-o"])
        .arg(&trace)
        .arg(program)
        .arg("writer")
        .arg(&data)
        .stdout(std::process::Stdio::null())
        .status()
        .context("strace cannot be started; `cargo xtask test` installs it")?;
    ensure!(status.success(), "the recorded process ended with {status}");
    let calls = trace::read(&fs::read_to_string(&trace)?, &data)?;
    let told = calls.iter().filter(|call| matches!(call, Call::Said { .. })).count();
    let syncs = calls.iter().filter(|call| matches!(call, Call::Sync { .. })).count();
    ensure!(told > 300 && syncs > 300, "the record is not one: {told} entries, {syncs} syncs");
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
