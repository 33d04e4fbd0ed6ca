#![doc = include_str!("../README.md")]
#![expect(clippy::print_stdout, reason = "a command line program speaks on its standard output")]

mod child;
mod commands;
mod debian;
mod machine;
mod npm;
mod packages;
mod project;
mod report;
mod stamp;
mod tally;
mod ui;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_default();
    match commands::perform(&name, &words.collect::<Vec<_>>()) {
        Ok(code) => code,
        Err(error) => {
            // A reader of merged output finds the reason last.
            println!();
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
