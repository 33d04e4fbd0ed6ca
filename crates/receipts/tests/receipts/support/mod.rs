//! What the tests share: slips, a printer made of a socket, and a reader of what it received.

pub(crate) mod fake_printer;
pub(crate) mod interpreter;
pub(crate) mod samples;
