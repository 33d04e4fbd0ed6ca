//! Wallets. The API calls them accounts.

mod get_account;

pub use get_account::GetAccount;
