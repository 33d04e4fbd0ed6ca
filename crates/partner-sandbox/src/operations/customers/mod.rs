//! Customers, their wallets and what they did.

pub(crate) mod create_customer_account;
pub(crate) mod get_customer_accounts;
pub(crate) mod list_customer_transactions;
pub(crate) mod update_customer_account;
