use serde::{Deserialize, Serialize};

use super::reading::null_as_empty;
use crate::ids::UserId;

/// A person or a shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// For a shop the same UUID as its shop id.
    pub id: UserId,
    /// The name as the app shows it; may be empty.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub name: String,
    /// True for a shop.
    pub is_merchant: bool,
}
