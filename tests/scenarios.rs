//! The till against the sandbox over mutual TLS: everything real but the window.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/canaries.rs"]
mod canaries;
#[path = "support/counter.rs"]
mod counter;

/// The receipts' own printer made of a socket, which reads bytes as a printer does.
#[expect(dead_code, reason = "the receipts' own tests use more of it")]
#[path = "../crates/receipts/tests/receipts/support/mod.rs"]
mod paper;

#[path = "scenarios/bills.rs"]
mod bills;
#[path = "scenarios/books.rs"]
mod books;
#[path = "scenarios/changes.rs"]
mod changes;
#[path = "scenarios/customers.rs"]
mod customers;
#[path = "scenarios/printing.rs"]
mod printing;
#[path = "scenarios/refunds.rs"]
mod refunds;
#[path = "scenarios/staff.rs"]
mod staff_and_rights;
#[path = "scenarios/trouble.rs"]
mod trouble;
