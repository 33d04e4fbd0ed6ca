//! Writes a picture of each kind of slip: `cargo run -p receipts --example preview -- FOLDER` (by default `receipts-preview`
//! in the system's folder for temporary files).

#[path = "../tests/receipts/support/samples.rs"]
mod samples;

use std::path::PathBuf;

use anyhow::Context;
use receipts::layout::{Paper, layout};
use receipts::render_preview;

#[expect(clippy::print_stdout, reason = "its output is where the pictures are")]
fn main() -> anyhow::Result<()> {
    let folder =
        std::env::args_os().nth(1).map_or_else(|| std::env::temp_dir().join("receipts-preview"), PathBuf::from);
    std::fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    for (name, slip) in samples::all() {
        for (paper_name, paper) in [("58mm", Paper::Mm58), ("80mm", Paper::Mm80)] {
            let file = folder.join(format!("{name}-{paper_name}.png"));
            std::fs::write(&file, render_preview(&layout(&slip, paper)))
                .with_context(|| format!("{} cannot be written", file.display()))?;
            println!("{}", file.display());
        }
    }
    Ok(())
}
