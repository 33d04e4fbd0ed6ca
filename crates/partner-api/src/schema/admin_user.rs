use serde::{Deserialize, Serialize};

use super::reading::null_as_empty;
use super::{Organization, PrivateMoney, User};
use crate::ids::AdminUserId;

/// Whose keys these are, and what they open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminUserWithShopsAndPrivateMoneys {
    /// The administrator's id.
    pub id: AdminUserId,
    /// `SERVICE-`, `ORGANIZATION-` or `SHOP-`, and `MANAGER` or `STAFF`.
    pub role: String,
    /// The e-mail address of the login.
    pub email: String,
    /// May be empty.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub name: String,
    /// False once the login was closed.
    pub is_active: bool,
    /// The organisation they work for.
    pub organization: Organization,
    /// The shops they may act for.
    pub shops: Vec<User>,
    /// The moneys they may work with.
    pub private_moneys: Vec<PrivateMoney>,
}
