//! What a slip costs before it is on paper: `cargo bench -p receipts`. Prints figures and judges nothing.

#[path = "../tests/receipts/support/samples.rs"]
mod samples;

use std::time::Instant;

use receipts::escpos::{Cut, Letters, encode};
use receipts::layout::{Paper, layout};
use receipts::render_preview;

/// How often each step is done.
const ROUNDS: u32 = 200;

#[expect(clippy::print_stdout, reason = "its output is figures")]
fn main() {
    println!("80 mm, mean of {ROUNDS}");
    for (name, slip) in samples::all().into_iter().filter(|(name, _)| name.ends_with("-ja")) {
        let laid_out = layout(&slip, Paper::Mm80);
        let drawn = encode(&laid_out, Letters::Drawn, Cut::Partial).len();
        let own = encode(&laid_out, Letters::Printers, Cut::Partial).len();
        println!(
            "{name:12} layout {:6} µs, drawn {:6} µs {drawn:6} bytes, printer's letters {:5} µs {own:5} bytes, PNG {:6} µs",
            mean_us(|| drop(layout(&slip, Paper::Mm80))),
            mean_us(|| drop(encode(&laid_out, Letters::Drawn, Cut::Partial))),
            mean_us(|| drop(encode(&laid_out, Letters::Printers, Cut::Partial))),
            mean_us(|| drop(render_preview(&laid_out))),
        );
    }
}

fn mean_us(step: impl Fn()) -> u128 {
    let start = Instant::now();
    (0..ROUNDS).for_each(|_| step());
    start.elapsed().as_micros() / u128::from(ROUNDS)
}
