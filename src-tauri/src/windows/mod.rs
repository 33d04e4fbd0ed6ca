//! The windows: where they stand, how large they are, and when they close.

mod geometry;
mod kiosk;
mod main;

pub(crate) use kiosk::use_kiosk;
pub(crate) use main::{bring_to_front, guard_closing, keep_place, open_main};
