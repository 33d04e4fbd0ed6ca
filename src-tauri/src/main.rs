//! The Cashtray terminal.

// No console window beside the till on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

use cashtray_terminal::arguments::Arguments;
use clap::Parser;

fn main() -> ExitCode {
    match cashtray_terminal::run(Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "the log may be what failed; a person started this from a shell")]
            {
                eprintln!("{error:#}");
            }
            ExitCode::FAILURE
        }
    }
}
