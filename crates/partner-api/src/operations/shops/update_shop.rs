//! `PATCH /shops/{shop_id}`
//!
//! Changes a shop's address, its moneys, or closes it.

use serde::Serialize;

use crate::ids::{PrivateMoneyId, ShopId};
use crate::limits::{check_filled, check_postal_code, check_tel, check_text};
use crate::operation::{Method, Operation, Repeat};
use crate::parameters::Change;
use crate::schema::ShopWithAccounts;

/// Changes the fields that are given. Answers 409 `shop_name_conflict`, and 422 `shop_user_not_found`,
/// `unavailable_private_money` and `head_office_can_not_be_disabled`.
///
/// A repeat sets the same values again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UpdateShop {
    /// The shop.
    #[serde(skip)]
    pub shop_id: ShopId,
    /// The shop's name, one of its kind in the organisation; 1 to 256 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The postal code: seven digits, with or without a hyphen after the third. Can be cleared.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub postal_code: Change<String>,
    /// The address; up to 256 characters. Can be cleared.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub address: Change<String>,
    /// The Japanese telephone number, with or without hyphens. Can be cleared.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub tel: Change<String>,
    /// The e-mail address; up to 256 characters. Can be cleared.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub email: Change<String>,
    /// The organisation's own id for the shop; up to 36 characters. Can be cleared.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub external_id: Change<String>,
    /// All the moneys it takes from now on: wallets of moneys that are not among them are frozen. Left out: no change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_money_ids: Option<Vec<PrivateMoneyId>>,
    /// All the moneys it may top up from now on. Issuers only. Send it with every change: the documents say that
    /// leaving it out takes the right to top up from all the issuer's moneys.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_topup_private_money_ids: Option<Vec<PrivateMoneyId>>,
    /// Closes the shop or opens it again. Known to later versions of the API only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<ShopStatus>,
}

impl UpdateShop {
    /// With nothing set that may be left out.
    pub fn new(shop_id: ShopId) -> Self {
        Self {
            shop_id,
            name: None,
            postal_code: Change::Keep,
            address: Change::Keep,
            tel: Change::Keep,
            email: Change::Keep,
            external_id: Change::Keep,
            private_money_ids: None,
            can_topup_private_money_ids: None,
            status: None,
        }
    }
}

/// Whether a shop is in business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ShopStatus {
    /// In business.
    Active,
    /// Closed: lists leave it out.
    Disabled,
}

impl Operation for UpdateShop {
    type Response = ShopWithAccounts;
    const NAME: &'static str = "UpdateShop";
    const METHOD: Method = Method::Patch;
    const PATH: &'static str = "/shops/{shop_id}";
    const REPEAT: Repeat = Repeat::Harmless;

    fn check(&self) -> Result<(), crate::Error> {
        check_filled("name", self.name.as_deref(), 256)?;
        check_postal_code("postal_code", self.postal_code.value().map(String::as_str))?;
        check_text("address", self.address.value().map(String::as_str), 256)?;
        check_tel("tel", self.tel.value().map(String::as_str))?;
        check_text("email", self.email.value().map(String::as_str), 256)?;
        check_text("external_id", self.external_id.value().map(String::as_str), 36)
    }

    fn path(&self) -> String {
        format!("/shops/{}", self.shop_id)
    }
}
