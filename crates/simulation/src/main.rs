//! The simulation as a program: the figures of the project's list, many schedules, or one of them with its log.
#![expect(clippy::print_stdout, reason = "a command line program speaks on its standard output")]

use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use simulation::{Figure, Mix, Report, Rule, Settings, run, run_many};

/// Runs the real till in virtual time against everything that can go wrong.
#[derive(Parser)]
struct Arguments {
    /// How many schedules to run, from seed 0 or from --first on. A figure has its own number.
    #[arg(long)]
    schedules: Option<u64>,
    /// The first seed.
    #[arg(long, default_value_t = 0)]
    first: u64,
    /// Replays one schedule and prints what happened.
    #[arg(long)]
    seed: Option<u64>,
    /// How many tills of one shop sell at the same time.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=4))]
    tills: u8,
    /// The world: stress (everything at once), clocks (wrong, jumping and sleeping clocks), late-patch (changes of the
    /// amount that are carried out late).
    #[arg(long, default_value = "stress")]
    mix: Mix,
    /// Rules to break, so that the checks have something to find: R1 to R15.
    #[arg(long, value_delimiter = ',')]
    without: Vec<Rule>,
    /// Measures figures of docs/reliability.md, one line each: G1 (100,000 schedules), G2 (each rule broken), G7 (the
    /// slowest settlement of G1's schedules), G9 (2 to 4 tills of one shop; 500 tills after an outage), G11 (clocks).
    #[arg(long, value_delimiter = ',', conflicts_with_all = ["seed", "without", "mix", "tills"])]
    figure: Vec<Figure>,
}

fn main() -> ExitCode {
    let Arguments { schedules, first, seed, tills, mix, without, figure } = Arguments::parse();
    let settings = Settings { without, mix, tills: usize::from(tills) };
    if !figure.is_empty() {
        return measure(&figure, schedules);
    }
    match seed {
        Some(seed) => replay(seed, &settings),
        None => many(first, schedules.unwrap_or(10_000), &settings),
    }
}

fn measure(figures: &[Figure], schedules: Option<u64>) -> ExitCode {
    let mut is_reached = true;
    for figure in figures {
        let measured = figure.measure(schedules);
        for line in &measured.lines {
            println!("{line}");
        }
        is_reached &= measured.is_reached;
    }
    if is_reached { ExitCode::SUCCESS } else { ExitCode::FAILURE }
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
    println!("found by the list   {}", summary.found);
    println!("with violations     {}", summary.failed);
    for (kind, count) in &summary.violations {
        println!("  {:<18}{count}", format!("{kind:?}"));
    }
    let (slowest, seed) = summary.slowest;
    println!("slowest settlement  {:.1} s after expiry or the network's return (seed {seed})", slowest.as_secs_f64());
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
