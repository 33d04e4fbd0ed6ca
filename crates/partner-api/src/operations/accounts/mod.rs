//! Wallets. The API calls them accounts.

mod delete_account;
mod get_account;
mod get_shop_accounts;
mod list_account_balances;
mod list_account_expired_balances;
mod list_user_accounts;
mod update_account;

pub use delete_account::DeleteAccount;
pub use get_account::GetAccount;
pub use get_shop_accounts::GetShopAccounts;
pub use list_account_balances::ListAccountBalances;
pub use list_account_expired_balances::ListAccountExpiredBalances;
pub use list_user_accounts::ListUserAccounts;
pub use update_account::UpdateAccount;
