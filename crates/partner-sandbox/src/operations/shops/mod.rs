//! Shops and their wallets.

pub(crate) mod create_shop;
pub(crate) mod create_shop_v2;
pub(crate) mod get_shop;
pub(crate) mod list_shops;
pub(crate) mod update_shop;

use partner_api::ids::ShopId;

use super::{Answered, Request, json};
use crate::parameters::text_up_to;
use crate::refusal::Refusal;

/// A shop with its wallets.
fn shape(request: &Request<'_>, id: ShopId) -> Answered {
    let shop = request.ledger.shop(id).ok_or_else(|| Refusal::of("shop_user_not_found"))?;
    json(&request.ledger.shop_with_accounts(shop))
}

/// A name of 1 to 256 characters.
fn shop_name(value: &str) -> Option<String> {
    text_up_to(256)(value).filter(|name| !name.is_empty())
}
