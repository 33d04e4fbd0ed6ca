//! `POST /shops-v2`
//!
//! Opens a shop, with the moneys it takes.

use serde::Serialize;

use crate::ids::PrivateMoneyId;
use crate::limits::{check_filled, check_organization_code, check_postal_code, check_tel, check_text};
use crate::operation::{Method, Operation, Repeat};
use crate::schema::ShopWithAccounts;

/// Makes a shop. Answers 409 `shop_name_conflict`, and 422 `organization_not_found` and `unavailable_private_money`.
///
/// A repeat is refused with 409 once the first copy arrived; [`ListShops`](super::ListShops) finds that shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CreateShopV2 {
    /// The shop's name, one of its kind in the organisation; 1 to 256 characters.
    pub name: String,
    /// The postal code: seven digits, with or without a hyphen after the third.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// The address; up to 256 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The Japanese telephone number, with or without hyphens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tel: Option<String>,
    /// The e-mail address; up to 256 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The organisation's own id for the shop; up to 36 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// The organisation it belongs to: up to 32 letters, digits and hyphens; the server's default is the caller's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_code: Option<String>,
    /// The moneys it takes; empty for all of its organisation's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub private_money_ids: Vec<PrivateMoneyId>,
    /// The moneys it may top up; empty for none. Issuers only, and only their own moneys.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub can_topup_private_money_ids: Vec<PrivateMoneyId>,
}

impl CreateShopV2 {
    /// With nothing set that may be left out.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            postal_code: None,
            address: None,
            tel: None,
            email: None,
            external_id: None,
            organization_code: None,
            private_money_ids: Vec::new(),
            can_topup_private_money_ids: Vec::new(),
        }
    }
}

impl Operation for CreateShopV2 {
    type Response = ShopWithAccounts;
    const NAME: &'static str = "CreateShopV2";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/shops-v2";
    const REPEAT: Repeat = Repeat::Never;

    fn check(&self) -> Result<(), crate::Error> {
        check_filled("name", Some(&self.name), 256)?;
        check_postal_code("postal_code", self.postal_code.as_deref())?;
        check_text("address", self.address.as_deref(), 256)?;
        check_tel("tel", self.tel.as_deref())?;
        check_text("email", self.email.as_deref(), 256)?;
        check_text("external_id", self.external_id.as_deref(), 36)?;
        check_organization_code(self.organization_code.as_deref())
    }
}
