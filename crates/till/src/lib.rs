//! The domain of the terminal.

pub mod money;
pub mod view;
