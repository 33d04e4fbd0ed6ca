//! One file per operation, in one folder per resource.
//!
//! To add an operation: 1. a file `operations/<resource>/<verb_noun>.rs` with its request struct and `impl Operation`,
//! and its line in the folder's `mod.rs`; 2. its response in `schema/` if it is a new one; 3. its lines in
//! `tests/operations/<resource>.rs`, which fail while request or answer differ from `tests/fixtures/operations.json`, and
//! in the README's table. A list implements [`Paged`](crate::Paged) as well.

pub mod accounts;
pub mod bills;
pub mod cashtrays;
pub mod checks;
pub mod customers;
pub mod organizations;
pub mod private_moneys;
pub mod shops;
pub mod system;
pub mod transactions;
pub mod transfers;
pub mod users;
