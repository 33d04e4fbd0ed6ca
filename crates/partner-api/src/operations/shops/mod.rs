//! Shops and their wallets.

mod get_shop;
mod list_shops;

pub use get_shop::GetShop;
pub use list_shops::ListShops;
