//! Movements of money that have happened.

mod get_transaction;
mod list_transactions;
mod refund_transaction;

pub use get_transaction::GetTransaction;
pub use list_transactions::ListTransactions;
pub use refund_transaction::RefundTransaction;
