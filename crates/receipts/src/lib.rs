#![doc = include_str!("../README.md")]

mod amount;
pub mod escpos;
mod font;
pub mod layout;
mod preview;
pub mod printer;
pub mod raster;
pub mod receipt;
pub mod text;
mod words;

pub use preview::render_preview;
