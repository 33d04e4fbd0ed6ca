//! What the commands of `cargo xtask` run: the seeds of the fuzz targets, and the trial of sign and amount.
#![expect(clippy::print_stdout, reason = "a command line program speaks on its standard output")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use wire_trials::entry::ENTRIES;
use wire_trials::signs;

/// Hostile bytes and exact amounts.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Writes what each fuzz target starts from into a folder of its name.
    Seeds {
        /// The folder that holds those folders.
        corpus: PathBuf,
    },
    /// Holds our requests against the official SDK's: sign and amount.
    Signs {
        /// How many random amounts, beside all edges.
        #[arg(long, default_value_t = 1_000_000)]
        amounts: usize,
        /// The first of the random amounts follows from it.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Where Pokepay's Node SDK is installed.
        #[arg(long, default_value = "crates/partner-sandbox/tests/node")]
        sdk: PathBuf,
    },
}

fn main() -> Result<ExitCode> {
    match Arguments::parse().act {
        Act::Seeds { corpus } => seeds(&corpus)?,
        Act::Signs { amounts, seed, sdk } => {
            let trial = signs::compare(&sdk, amounts, seed)?;
            for difference in trial.differences.iter().take(20) {
                println!("{difference}");
            }
            println!("{trial}");
            if !trial.differences.is_empty() {
                return Ok(ExitCode::FAILURE);
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn seeds(corpus: &Path) -> Result<()> {
    for entry in ENTRIES {
        let folder = corpus.join(entry.name);
        fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        for (number, seed) in (entry.seeds)().iter().enumerate() {
            let file = folder.join(format!("seed-{number:03}"));
            fs::write(&file, seed).with_context(|| format!("{} cannot be written", file.display()))?;
        }
    }
    Ok(())
}
