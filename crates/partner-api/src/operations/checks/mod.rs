//! Top-up QR codes.

mod create_check;

pub use create_check::{CheckUse, CreateCheck};
