//! Customers with their wallets and transactions.

mod create_customer_account;
mod get_customer_accounts;
mod list_customer_transactions;
mod update_customer_account;

pub use create_customer_account::CreateCustomerAccount;
pub use get_customer_accounts::GetCustomerAccounts;
pub use list_customer_transactions::{CustomerTransactionType, ListCustomerTransactions};
pub use update_customer_account::UpdateCustomerAccount;
