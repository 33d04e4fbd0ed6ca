//! The windows: where they stand, how large they are, and when they close.

mod main;

pub(crate) use main::{bring_to_front, guard_closing, open_main};
