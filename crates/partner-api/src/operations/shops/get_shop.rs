//! `GET /shops/{shop_id}`
//!
//! Reads one shop with its wallets: which moneys a till of it can take.

use serde::Serialize;

use crate::ids::ShopId;
use crate::operation::{Method, Operation, Repeat};
use crate::schema::ShopWithAccounts;

/// Reads a shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GetShop {
    /// The shop.
    #[serde(skip)]
    pub shop_id: ShopId,
}

impl Operation for GetShop {
    type Response = ShopWithAccounts;
    const NAME: &'static str = "GetShop";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/shops/{shop_id}";
    const REPEAT: Repeat = Repeat::Harmless;

    fn path(&self) -> String {
        format!("/shops/{}", self.shop_id)
    }
}
