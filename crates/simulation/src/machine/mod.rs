//! The machine a till runs on: its clocks, its power, its disk.

mod clock;
mod disk;
mod power;

pub(crate) use clock::MachineClock;
pub(crate) use disk::{Disk, MortalJournal, WriteBehind};
pub(crate) use power::{Killed, Power};
