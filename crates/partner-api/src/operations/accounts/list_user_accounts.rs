//! `GET /users/{user_id}/accounts`
//!
//! Lists what one customer or shop holds, one wallet per money.

use serde::Serialize;

use crate::ids::UserId;
use crate::limits::check_positive;
use crate::operation::{Method, Operation, Paged, Repeat};
use crate::schema::{Page, UserAccount};

/// Lists the wallets of a user, of the moneys that this partner issues. Answers 404 for a user who is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListUserAccounts {
    /// The customer or the shop.
    #[serde(skip)]
    pub user_id: UserId,
    /// From 1; the server's default is the first page. Known to later versions of the API only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Rows per page, at least 1; the server's default is 50. Known to later versions of the API only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_page: Option<u32>,
}

impl Operation for ListUserAccounts {
    type Response = Page<UserAccount>;
    const NAME: &'static str = "ListUserAccounts";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/users/{user_id}/accounts";
    const REPEAT: Repeat = Repeat::Harmless;

    fn check(&self) -> Result<(), crate::Error> {
        check_positive("page", self.page)?;
        check_positive("per_page", self.per_page)
    }

    fn path(&self) -> String {
        format!("/users/{}/accounts", self.user_id)
    }
}

impl Paged for ListUserAccounts {
    type Row = UserAccount;

    fn page(&self) -> Option<u32> {
        self.page
    }

    fn set_page(&mut self, page: u32) {
        self.page = Some(page);
    }
}
