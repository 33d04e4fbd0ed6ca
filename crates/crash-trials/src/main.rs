//! The trials as a program.
#![expect(clippy::print_stdout, reason = "a command line program speaks on its standard output")]

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};
use crash_trials::{damage, kills};

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
    /// Kills of the engine at named points.
    Kills {
        /// How many.
        #[arg(long, default_value_t = 5_000)]
        count: u64,
        /// The first seed.
        #[arg(long, default_value_t = 0)]
        first: u64,
    },
    /// The process that is killed; the trials start it themselves.
    #[command(hide = true)]
    Engine {
        /// Where its journal is.
        data: PathBuf,
        /// Where the far side's keys are.
        credentials: PathBuf,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().trial {
        Trial::Damage { count, first } => println!("{}", damage::run(first, count)?.conclude()?),
        Trial::Kills { count, first } => {
            println!("{}", kills::run(&std::env::current_exe()?, first, count)?.conclude()?);
        }
        Trial::Engine { data, credentials } => kills::engine(&data, &credentials)?,
    }
    Ok(())
}
