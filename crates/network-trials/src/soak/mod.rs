//! A long day: thousands of trays at a few tills while the line comes and goes (figure G12).
//!
//! The tills run in this process and the far side in a child, so that the memory of this process is that of the tills.

mod far_side;
mod memory;
mod tally;
mod trays;

use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::task::JoinSet;

pub use far_side::serve as serve_far_side;

use crate::session::Finding;
use far_side::{Ready, credentials_in};
use tally::Tally;
use trays::Desk;

/// How long a soak is.
#[derive(Clone, Debug)]
pub struct Soak {
    /// Trays at all tills together.
    pub trays: u32,
    /// How many tills sell side by side.
    pub tills: u32,
    /// The first seed: which acts, which scans, which flaps.
    pub seed: u64,
    /// This program, to be started again as the far side.
    pub program: PathBuf,
}

/// What a soak came to.
#[derive(Clone, Debug)]
pub struct Report {
    /// Sales that were begun.
    pub sales: usize,
    /// Charges that were made and accounted for.
    pub charges: usize,
    /// How often the line harmed something.
    pub strikes: u64,
    /// How many kilobytes this process had, part by part of the day; the first part is the warm-up.
    pub memory_kb: Vec<u64>,
    /// What was wrong.
    pub findings: Vec<Finding>,
    /// How long it took.
    pub took: Duration,
}

/// The day is cut in so many parts, and memory is looked at after each.
const PARTS: u32 = 10;

/// Runs a soak.
pub async fn run(soak: &Soak) -> Result<Report> {
    ensure!(soak.tills > 0 && soak.trays >= PARTS * soak.tills, "a soak has at least {PARTS} trays for each till");
    let started = Instant::now();
    let folder = tempfile::tempdir()?;
    let (_far, ready) = start_far_side(soak, &folder.path().join("credentials")).await?;
    let credentials = credentials_in(&ready)?;
    let phone = far_side::Phone::of(&ready);
    let mut tally = Tally::create(&folder.path().join("shown.jsonl"))?;
    let mut desks = Vec::new();
    for number in 0..soak.tills {
        desks.push(Desk::open(number, soak.seed, &credentials, ready.address, phone.clone())?);
    }
    let (mut memory_kb, mut findings) = (Vec::new(), Vec::new());
    for _ in 0..PARTS {
        let mut at_work = JoinSet::new();
        for mut desk in desks.drain(..) {
            let trays = soak.trays / soak.tills / PARTS;
            at_work.spawn(async move {
                let part = desk.sell(trays).await;
                (desk, part)
            });
        }
        while let Some(done) = at_work.join_next().await {
            let (desk, part) = done?;
            let part = part?;
            tally.write(desk.name(), &part.shown)?;
            findings.extend(part.findings);
            desks.push(desk);
        }
        memory_kb.extend(memory::resident_kb());
    }
    for desk in desks {
        desk.close().await;
    }
    let books = phone.books().await?;
    let (sales, charges, found) = tally.compare(&books)?;
    findings.extend(found);
    Ok(Report { sales, charges, strikes: phone.strikes().await?, memory_kb, findings, took: started.elapsed() })
}

impl Report {
    /// By how much memory grew after the warm-up, in kilobytes; `None` where it cannot be read.
    pub fn growth_kb(&self) -> Option<i64> {
        let (first, last) = (self.memory_kb.first()?, self.memory_kb.last()?);
        Some(i64::try_from(*last).ok()? - i64::try_from(*first).ok()?)
    }
}

/// Starts this program once more as the far side. It ends with us: its standard input is our end of a pipe.
async fn start_far_side(soak: &Soak, credentials: &std::path::Path) -> Result<(Child, Ready)> {
    let mut child = Command::new(&soak.program)
        .arg("far-side")
        .arg("--credentials")
        .arg(credentials)
        .args(["--seed", &soak.seed.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .context("the far side cannot be started")?;
    let output = child.stdout.take().context("it has a standard output")?;
    let line = BufReader::new(output).lines().next_line().await?.context("the far side ended at once")?;
    Ok((child, serde_json::from_str(&line)?))
}
