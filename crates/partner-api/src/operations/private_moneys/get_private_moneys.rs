//! `GET /private-moneys`
//!
//! Lists the moneys this partner may work with, with their units and limits.

use serde::Serialize;

use crate::limits::{check_organization_code, check_positive};
use crate::operation::{Method, Operation, Paged, Repeat};
use crate::schema::{Page, PrivateMoney};

/// Lists private moneys. `GetPrivateMoneys::default()` sets no filter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct GetPrivateMoneys {
    /// Of this organisation: up to 32 letters, digits and hyphens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_code: Option<String>,
    /// From 1; the server's default is the first page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Rows per page, at least 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_page: Option<u32>,
}

impl Operation for GetPrivateMoneys {
    type Response = Page<PrivateMoney>;
    const NAME: &'static str = "GetPrivateMoneys";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/private-moneys";
    const REPEAT: Repeat = Repeat::Harmless;

    fn check(&self) -> Result<(), crate::Error> {
        check_organization_code(self.organization_code.as_deref())?;
        check_positive("page", self.page)?;
        check_positive("per_page", self.per_page)
    }
}

impl Paged for GetPrivateMoneys {
    type Row = PrivateMoney;

    fn page(&self) -> Option<u32> {
        self.page
    }

    fn set_page(&mut self, page: u32) {
        self.page = Some(page);
    }
}
