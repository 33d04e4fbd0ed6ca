//! The desktop shell of the Cashtray terminal.

pub mod snapshot;
