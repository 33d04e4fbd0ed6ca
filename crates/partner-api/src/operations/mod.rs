//! One file per operation, in one folder per resource.
//!
//! To add an operation: 1. a file `operations/<resource>/<verb_noun>.rs` with its request struct and `impl Operation`,
//! and its line in the folder's `mod.rs`; 2. its response in `schema/` if it is a new one; 3. its line in
//! `tests/operations.rs`, which fails while request or answer differ from `tests/fixtures/operations.json`.

pub mod accounts;
pub mod cashtrays;
pub mod private_moneys;
pub mod shops;
pub mod system;
pub mod transactions;
