//! Wallets.

pub(crate) mod get_account;
