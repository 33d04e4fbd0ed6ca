//! Movements of money: those that have happened, and the ways to make one.

mod bulk_create_transaction;
mod create_exchange_transaction;
mod create_payment_transaction;
mod create_topup_transaction;
mod create_topup_transaction_with_check;
mod create_transaction;
mod create_transaction_with_cashtray;
mod create_transfer_transaction;
mod get_bulk_transaction;
mod get_transaction;
mod list_transactions;
mod refund_transaction;

pub use bulk_create_transaction::BulkCreateTransaction;
pub use create_exchange_transaction::CreateExchangeTransaction;
pub use create_payment_transaction::{CreatePaymentTransaction, Product};
pub use create_topup_transaction::CreateTopupTransaction;
pub use create_topup_transaction_with_check::CreateTopupTransactionWithCheck;
pub use create_transaction::CreateTransaction;
pub use create_transaction_with_cashtray::CreateTransactionWithCashtray;
pub use create_transfer_transaction::CreateTransferTransaction;
pub use get_bulk_transaction::GetBulkTransaction;
pub use get_transaction::GetTransaction;
pub use list_transactions::ListTransactions;
pub use refund_transaction::RefundTransaction;
