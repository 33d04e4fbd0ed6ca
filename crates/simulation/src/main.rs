//! The simulation as a program: many schedules, or one of them with its log.
#![expect(clippy::print_stdout, reason = "a command line program speaks on its standard output")]

use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use simulation::{Report, Rule, Settings, run, run_many};

/// Runs the real till in virtual time against everything that can go wrong.
#[derive(Parser)]
struct Arguments {
    /// How many schedules to run, from seed 0 or from --first on.
    #[arg(long, default_value_t = 10_000)]
    schedules: u64,
    /// The first seed.
    #[arg(long, default_value_t = 0)]
    first: u64,
    /// Replays one schedule and prints what happened.
    #[arg(long)]
    seed: Option<u64>,
    /// How many tills of one shop sell at the same time.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=4))]
    tills: u8,
    /// Rules to break, so that the checks have something to find: R1 to R14.
    #[arg(long, value_delimiter = ',')]
    without: Vec<Rule>,
}

fn main() -> ExitCode {
    let Arguments { schedules, first, seed, tills, without } = Arguments::parse();
    let settings = Settings { without, tills: usize::from(tills) };
    match seed {
        Some(seed) => replay(seed, &settings),
        None => many(first, schedules, &settings),
    }
}

fn replay(seed: u64, settings: &Settings) -> ExitCode {
    let report = run(seed, settings, true);
    for line in &report.log {
        println!("{line}");
    }
    tell(&report);
    if report.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn many(first: u64, schedules: u64, settings: &Settings) -> ExitCode {
    let started = Instant::now();
    let summary = run_many(first, schedules, settings);
    for report in &summary.failures {
        tell(report);
    }
    println!("schedules           {}", summary.schedules);
    println!("charges             {}", summary.charges);
    println!("with violations     {}", summary.failed);
    for (kind, count) in &summary.violations {
        println!("  {:<18}{count}", format!("{kind:?}"));
    }
    println!("slowest settlement  {:.1} s after expiry or the network's return", summary.slowest.as_secs_f64());
    println!("took                {:.1} s", started.elapsed().as_secs_f64());
    if summary.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn tell(report: &Report) {
    if report.findings.is_empty() {
        println!("seed {}: nothing was lost or misreported", report.seed);
    }
    for finding in &report.findings {
        println!("seed {}: {finding}", report.seed);
    }
}
