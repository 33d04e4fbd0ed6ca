//! The windows: where they stand, how large they are, and when they close.

mod main;

pub(crate) use main::{guard_closing, open_main};
