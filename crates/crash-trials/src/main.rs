//! The trials as a program.
#![expect(clippy::print_stdout, reason = "a command line program speaks on its standard output")]

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};
use crash_trials::{audit_edits, damage, disks, kills, opening, power};

/// Kills, power cuts, bad disks and damage for the real till and its journal.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    trial: Trial,
}

#[derive(Subcommand)]
enum Trial {
    /// Flips and truncations of a journal.
    Damage {
        /// How many.
        #[arg(long, default_value_t = 10_000)]
        count: u64,
        /// The first seed.
        #[arg(long, default_value_t = 0)]
        first: u64,
    },
    /// Edits of the audit log by hand.
    AuditEdits {
        /// How many.
        #[arg(long, default_value_t = 1_000)]
        count: u64,
        /// The first seed.
        #[arg(long, default_value_t = 0)]
        first: u64,
    },
    /// Kills of the engine at named points.
    Kills {
        /// How many.
        #[arg(long, default_value_t = 5_000)]
        count: u64,
        /// The first seed.
        #[arg(long, default_value_t = 0)]
        first: u64,
    },
    /// Full, read-only, locked, damaged and twice-used disks.
    BadDisks {
        /// How many cases.
        #[arg(long, default_value_t = 200)]
        count: u64,
        /// The first seed.
        #[arg(long, default_value_t = 0)]
        first: u64,
    },
    /// The same where a disk can be mounted; the trials start it themselves.
    #[command(hide = true)]
    DisksInside {
        /// How many cases.
        #[arg(long)]
        count: u64,
        /// The first seed.
        #[arg(long)]
        first: u64,
    },
    /// The process that holds a lock; the trials start it themselves.
    #[command(hide = true)]
    Hold {
        /// The journal.
        file: PathBuf,
    },
    /// How long a journal of many entries takes to open.
    Opening {
        /// How many entries.
        #[arg(long, default_value_t = 1_000_000)]
        entries: u64,
    },
    /// Power cuts while a journal is written.
    PowerCuts {
        /// How many.
        #[arg(long, default_value_t = 1_000)]
        count: u64,
        /// The seed.
        #[arg(long, default_value_t = 0)]
        seed: u64,
    },
    /// The process that is recorded for the power cuts; the trials start it themselves.
    #[command(hide = true)]
    Writer {
        /// Where its journal is.
        data: PathBuf,
        /// What is wrong with it on purpose.
        #[arg(long, value_enum)]
        broken: Option<power::Broken>,
    },
    /// The process that is killed; the trials start it themselves.
    #[command(hide = true)]
    Engine {
        /// Where its journal is.
        data: PathBuf,
        /// Where the far side's keys are.
        credentials: PathBuf,
        /// What is wrong with it on purpose.
        #[arg(long, value_enum)]
        broken: Option<kills::Broken>,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().trial {
        Trial::AuditEdits { count, first } => println!("{}", audit_edits::run(first, count)?.conclude()?),
        Trial::Damage { count, first } => println!("{}", damage::run(first, count)?.conclude()?),
        Trial::Kills { count, first } => {
            println!("{}", kills::run(&std::env::current_exe()?, None, first, count)?.conclude()?);
        }
        Trial::BadDisks { count, first } => println!("{}", disks::run(&std::env::current_exe()?, first, count)?),
        Trial::DisksInside { count, first } => {
            println!("{}", disks::inside(&std::env::current_exe()?, first, count)?.conclude()?);
        }
        Trial::Hold { file } => disks::hold(&file)?,
        Trial::Opening { entries } => println!("{}", opening::run(entries)?),
        Trial::PowerCuts { count, seed } => {
            println!("{}", power::run(&std::env::current_exe()?, None, seed, count)?.conclude()?);
        }
        Trial::Writer { data, broken } => power::writer(&data, broken)?,
        Trial::Engine { data, credentials, broken } => kills::engine(&data, &credentials, broken)?,
    }
    Ok(())
}
