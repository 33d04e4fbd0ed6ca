#![doc = include_str!("../README.md")]

mod amount;
mod font;
pub mod layout;
mod preview;
pub mod raster;
pub mod receipt;
pub mod text;
mod words;

pub use preview::render_preview;
