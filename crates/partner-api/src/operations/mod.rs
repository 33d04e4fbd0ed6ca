//! One file per operation, in one folder per resource.
//!
//! To add an operation: 1. a file `operations/<resource>/<verb_noun>.rs` with its request struct and `impl Operation`;
//! 2. its response in `schema/` if it is a new one; 3. a fixture test on bytes that this crate did not make.

pub mod cashtrays;
pub mod system;
