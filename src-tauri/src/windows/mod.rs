//! The windows: where they stand, how large they are, and when they close.

mod customer;
mod geometry;
mod keeper;
mod kiosk;
mod main;
mod monitors;
mod physical;
mod title;
mod zoom;

pub(crate) use keeper::{Wish, keep};
pub(crate) use kiosk::use_kiosk;
pub(crate) use main::{MAIN, bring_to_front, guard_closing, keep_place, open_main, take_dropped_files};
pub(crate) use title::show_title;
pub(crate) use zoom::use_zoom;
