//! `POST /shops`
//!
//! Opens a shop. Pokepay is withdrawing it in favour of `CreateShopV2`.

use serde::Serialize;

use crate::limits::{check_filled, check_organization_code, check_postal_code, check_tel, check_text};
use crate::operation::{Method, Operation, Repeat};
use crate::schema::User;

/// Makes a shop with wallets of all its organisation's moneys. [`CreateShopV2`](super::CreateShopV2) does the same and
/// lets one choose. Answers 409 `shop_name_conflict` and `email_conflict`, and 422 `organization_not_found`.
///
/// A repeat is refused with 409 once the first copy arrived; [`ListShops`](super::ListShops) finds that shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CreateShop {
    /// The shop's name, one of its kind in the organisation; 1 to 256 characters.
    pub shop_name: String,
    /// The postal code: seven digits, with or without a hyphen after the third.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shop_postal_code: Option<String>,
    /// The address; up to 256 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shop_address: Option<String>,
    /// The Japanese telephone number, with or without hyphens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shop_tel: Option<String>,
    /// The e-mail address; up to 256 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shop_email: Option<String>,
    /// The organisation's own id for the shop; up to 36 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shop_external_id: Option<String>,
    /// The organisation it belongs to: up to 32 letters, digits and hyphens; the server's default is the caller's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_code: Option<String>,
}

impl CreateShop {
    /// With nothing set that may be left out.
    pub fn new(shop_name: impl Into<String>) -> Self {
        Self {
            shop_name: shop_name.into(),
            shop_postal_code: None,
            shop_address: None,
            shop_tel: None,
            shop_email: None,
            shop_external_id: None,
            organization_code: None,
        }
    }
}

impl Operation for CreateShop {
    type Response = User;
    const NAME: &'static str = "CreateShop";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/shops";
    const REPEAT: Repeat = Repeat::Never;

    fn check(&self) -> Result<(), crate::Error> {
        check_filled("shop_name", Some(&self.shop_name), 256)?;
        check_postal_code("shop_postal_code", self.shop_postal_code.as_deref())?;
        check_text("shop_address", self.shop_address.as_deref(), 256)?;
        check_tel("shop_tel", self.shop_tel.as_deref())?;
        check_text("shop_email", self.shop_email.as_deref(), 256)?;
        check_text("shop_external_id", self.shop_external_id.as_deref(), 36)?;
        check_organization_code(self.organization_code.as_deref())
    }
}
