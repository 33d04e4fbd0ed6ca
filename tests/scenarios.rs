//! The till against the sandbox over mutual TLS: everything real but the window.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/counter.rs"]
mod counter;

#[path = "scenarios/books.rs"]
mod books;
#[path = "scenarios/changes.rs"]
mod changes;
#[path = "scenarios/customers.rs"]
mod customers;
#[path = "scenarios/refunds.rs"]
mod refunds;
#[path = "scenarios/trouble.rs"]
mod trouble;
