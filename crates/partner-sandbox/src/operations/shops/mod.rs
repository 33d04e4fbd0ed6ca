//! Shops and their wallets.

pub(crate) mod get_shop;
pub(crate) mod list_shops;
