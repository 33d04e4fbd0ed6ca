//! Movements of money.

pub(crate) mod get_transaction;
pub(crate) mod list_transactions;
pub(crate) mod refund_transaction;
