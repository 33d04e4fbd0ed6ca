//! `GET /private-moneys/{private_money_id}/organization-summaries`
//!
//! Adds up what each organisation topped up and took in one money.

use serde::Serialize;

use crate::ids::PrivateMoneyId;
use crate::limits::check_positive;
use crate::operation::{Method, Operation, Paged, Repeat};
use crate::parameters::Period;
use crate::schema::{Page, PrivateMoneyOrganizationSummary};

/// Sums a money's top-ups and payments per organisation. Answers 403 for a money this partner did not issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GetPrivateMoneyOrganizationSummaries {
    /// The money.
    #[serde(skip)]
    pub private_money_id: PrivateMoneyId,
    /// Over this time; without one the server chooses. The documents want both ends or none.
    #[serde(flatten)]
    pub period: Option<Period>,
    /// From 1; the server's default is the first page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Rows per page, at least 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_page: Option<u32>,
}

impl GetPrivateMoneyOrganizationSummaries {
    /// With nothing set that may be left out.
    pub fn new(private_money_id: PrivateMoneyId) -> Self {
        Self { private_money_id, period: None, page: None, per_page: None }
    }
}

impl Operation for GetPrivateMoneyOrganizationSummaries {
    type Response = Page<PrivateMoneyOrganizationSummary>;
    const NAME: &'static str = "GetPrivateMoneyOrganizationSummaries";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/private-moneys/{private_money_id}/organization-summaries";
    const REPEAT: Repeat = Repeat::Harmless;

    fn check(&self) -> Result<(), crate::Error> {
        check_positive("page", self.page)?;
        check_positive("per_page", self.per_page)
    }

    fn path(&self) -> String {
        format!("/private-moneys/{}/organization-summaries", self.private_money_id)
    }
}

impl Paged for GetPrivateMoneyOrganizationSummaries {
    type Row = PrivateMoneyOrganizationSummary;

    fn page(&self) -> Option<u32> {
        self.page
    }

    fn set_page(&mut self, page: u32) {
        self.page = Some(page);
    }
}
