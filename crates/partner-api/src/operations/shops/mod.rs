//! Shops and their wallets.

mod create_shop;
mod create_shop_v2;
mod get_shop;
mod list_shops;
mod update_shop;

pub use create_shop::CreateShop;
pub use create_shop_v2::CreateShopV2;
pub use get_shop::GetShop;
pub use list_shops::ListShops;
pub use update_shop::{ShopStatus, UpdateShop};
