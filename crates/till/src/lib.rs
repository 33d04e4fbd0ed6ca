#![doc = include_str!("../README.md")]

pub mod amount_entry;
pub mod audit;
pub mod bill;
pub mod books;
pub mod clock;
pub mod gateway;
pub mod ids;
pub mod journal;
pub mod list;
mod lock;
mod mask;
pub mod money;
pub mod refund;
pub mod resolve;
pub mod rules;
pub mod sale;
pub mod schedule;
pub mod server_clock;
pub mod settings;
pub mod shift;
pub mod tag;
mod till;
pub mod view;

pub use till::{OpenError, Setup, Till};
