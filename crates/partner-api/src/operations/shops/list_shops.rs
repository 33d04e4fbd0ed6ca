//! `GET /shops`
//!
//! Lists the shops a till may belong to.

use serde::Serialize;

use crate::ids::PrivateMoneyId;
use crate::limits::{check_filled, check_organization_code, check_positive, check_postal_code, check_tel, check_text};
use crate::operation::{Method, Operation, Paged, Repeat};
use crate::schema::{Page, ShopWithMetadata};

/// Lists shops that fit every filter that is set. `ListShops::default()` sets none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ListShops {
    /// Of this organisation: up to 32 letters, digits and hyphens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_code: Option<String>,
    /// That take this money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_money_id: Option<PrivateMoneyId>,
    /// With this name; 1 to 256 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// With this postal code: seven digits, with or without a hyphen after the third.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// With this address; up to 256 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// With this Japanese telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tel: Option<String>,
    /// With this e-mail address; up to 256 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// With this id of the organisation's own; up to 36 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// True: closed shops as well. Known to later versions of the API only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with_disabled: Option<bool>,
    /// From 1; the server's default is the first page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Rows per page, at least 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_page: Option<u32>,
}

impl Operation for ListShops {
    type Response = Page<ShopWithMetadata>;
    const NAME: &'static str = "ListShops";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/shops";
    const REPEAT: Repeat = Repeat::Harmless;

    fn check(&self) -> Result<(), crate::Error> {
        check_organization_code(self.organization_code.as_deref())?;
        check_filled("name", self.name.as_deref(), 256)?;
        check_postal_code("postal_code", self.postal_code.as_deref())?;
        check_text("address", self.address.as_deref(), 256)?;
        check_tel("tel", self.tel.as_deref())?;
        check_text("email", self.email.as_deref(), 256)?;
        check_text("external_id", self.external_id.as_deref(), 36)?;
        check_positive("page", self.page)?;
        check_positive("per_page", self.per_page)
    }
}

impl Paged for ListShops {
    type Row = ShopWithMetadata;

    fn page(&self) -> Option<u32> {
        self.page
    }

    fn set_page(&mut self, page: u32) {
        self.page = Some(page);
    }
}
