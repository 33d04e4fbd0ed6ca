//! The trials as a program.
#![expect(clippy::print_stdout, reason = "a command line program speaks on its standard output")]

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use clap::{Parser, Subcommand};
use network_trials::campaign::{self, Summary};
use network_trials::session::Bench;
use network_trials::soak::{self, Soak};
use network_trials::{bad_tls, redirects};

/// Tries the real till against everything that can go wrong between it and the server.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    trial: Trial,
}

#[derive(Subcommand)]
enum Trial {
    /// Sessions under faults of the network (figure G5).
    Network {
        /// How many sessions.
        #[arg(long, default_value_t = 2000)]
        sessions: u64,
        /// The seed of the first one.
        #[arg(long, default_value_t = 0)]
        first: u64,
        /// How many at a time.
        #[arg(long, default_value_t = 32)]
        at_a_time: usize,
    },
    /// Servers with bad TLS (figure S4).
    BadTls,
    /// Thousands of trays at a few tills while the line comes and goes (figure G12).
    Soak {
        /// How many trays.
        #[arg(long, default_value_t = 20_000)]
        trays: u32,
        /// How many tills.
        #[arg(long, default_value_t = 16)]
        tills: u32,
        /// Which acts, scans and flaps.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// The far side of a soak; started by it.
    #[command(hide = true)]
    FarSide {
        #[arg(long)]
        credentials: PathBuf,
        #[arg(long)]
        seed: u64,
    },
}

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let Arguments { trial } = Arguments::parse();
    let is_good = match trial {
        Trial::Network { sessions, first, at_a_time } => network(first, sessions, at_a_time).await?,
        Trial::BadTls => bad_tls().await?,
        Trial::Soak { trays, tills, seed } => {
            let program = std::env::current_exe()?;
            soak(&Soak { trays, tills, seed, program }).await?
        }
        Trial::FarSide { credentials, seed } => {
            soak::serve_far_side(&credentials, seed).await?;
            true
        }
    };
    Ok(if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn network(first: u64, sessions: u64, at_a_time: usize) -> Result<bool> {
    let folder = tempfile::tempdir()?;
    let options =
        partner_sandbox::Options { credentials: folder.path().to_owned(), ..partner_sandbox::Options::default() };
    let bench = Arc::new(Bench::start(options).await?);
    let summary = campaign::run(bench, first, sessions, at_a_time).await?;
    for outcome in &summary.failures {
        println!("seed {} ({}): {:?}", outcome.seed, outcome.kind, outcome.findings);
    }
    tell(&summary);
    Ok(summary.failures.is_empty())
}

async fn soak(day: &Soak) -> Result<bool> {
    let report = soak::run(day).await?;
    for finding in &report.findings {
        println!("{finding:?}");
    }
    println!("memory by tenths of the day, kB: {:?}", report.memory_kb);
    let growth = report.growth_kb().map_or_else(|| "unknown".to_owned(), |growth| format!("{growth} kB"));
    println!(
        "G12: {} sales at {} tills, {} charges, {} strikes of the line: {} misreports or hangs; memory grew by {growth} \
         after the first tenth; took {:.0} s",
        report.sales,
        day.tills,
        report.charges,
        report.strikes,
        report.findings.len(),
        report.took.as_secs_f64()
    );
    Ok(report.findings.is_empty())
}

async fn bad_tls() -> Result<bool> {
    let trials = bad_tls::run().await?;
    for trial in &trials {
        println!("{:<26} accepted {}  the till says {:?}", format!("{:?}", trial.fault), trial.accepted, trial.said);
    }
    let accepted: u64 = trials.iter().map(|trial| trial.accepted).sum();
    let told = trials.iter().filter(|trial| trial.is_good()).count();
    let (redirected, followed) = redirects::run().await?;
    println!(
        "S4: {} kinds of bad TLS: {accepted} accepted, {told} told by name; {redirected} redirects: {followed} followed",
        trials.len()
    );
    Ok(told == trials.len() && followed == 0)
}

fn tell(summary: &Summary) {
    for (kind, (sessions, strikes)) in &summary.kinds {
        println!("{kind:<34} struck in {sessions:>4} sessions, {strikes:>6} times");
    }
    let (hangs, misreports) = summary.counts();
    println!(
        "G5: {} sessions over {} kinds of fault, {} charges: {misreports} misreports, {hangs} hangs past a deadline; \
         slowest settlement {:.1} s after the later of expiry and the network's return; took {:.0} s",
        summary.sessions,
        summary.kinds.len() - summary.idle_kinds().len(),
        summary.charges,
        summary.slowest.as_secs_f64(),
        summary.took.as_secs_f64()
    );
}
