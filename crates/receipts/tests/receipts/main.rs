//! The tests of this crate, as one program: what stands on a slip, what a printer makes of our bytes, and printing.

#![expect(clippy::unwrap_used, reason = "tests")]

mod bytes;
mod layouts;
mod printing;
#[cfg(unix)]
mod serial;
mod support;
