//! The single movements that transactions consist of.

mod list_transfers;

pub use list_transfers::{ListTransfers, TransactionType, TransferType};
