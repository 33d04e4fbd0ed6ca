#![doc = include_str!("../README.md")]

mod campaign;
mod check;
mod counter;
mod crowd;
mod dice;
mod far_side;
mod figure;
mod log;
mod machine;
mod mix;
mod people;
mod rule;
mod schedule;

pub use campaign::{Summary, run as run_many};
pub use check::{Finding, Violation};
pub use crowd::{Crowd, run as run_crowd};
pub use figure::{Figure, Measured};
pub use mix::Mix;
pub use rule::Rule;
pub use schedule::{Report, Settings, run};
