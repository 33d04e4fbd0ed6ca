#![doc = include_str!("../README.md")]

pub mod entry;
pub mod exact;
mod far_side;
pub mod mutate;
pub mod signs;
