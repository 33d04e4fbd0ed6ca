use serde::{Deserialize, Serialize};

use super::PrivateMoney;
use super::reading::null_as_empty;
use crate::ids::{AccountId, ShopId};

/// A shop as lists answer it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopWithMetadata {
    /// The shop's id.
    pub id: ShopId,
    /// The shop's name.
    pub name: String,
    /// The organisation it belongs to.
    pub organization_code: String,
    /// `active` or `disabled`. Sent by later versions of the API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Postal code; nullable.
    pub postal_code: Option<String>,
    /// Address; nullable.
    pub address: Option<String>,
    /// Telephone number; nullable.
    pub tel: Option<String>,
    /// E-mail address; nullable.
    pub email: Option<String>,
    /// The organisation's own id for the shop; nullable.
    pub external_id: Option<String>,
}

/// A shop with its wallets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopWithAccounts {
    /// The shop's id.
    pub id: ShopId,
    /// The shop's name.
    pub name: String,
    /// The organisation it belongs to.
    pub organization_code: String,
    /// `active` or `disabled`. Sent by later versions of the API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Postal code; nullable.
    pub postal_code: Option<String>,
    /// Address; nullable.
    pub address: Option<String>,
    /// Telephone number; nullable.
    pub tel: Option<String>,
    /// E-mail address; nullable.
    pub email: Option<String>,
    /// The organisation's own id for the shop; nullable.
    pub external_id: Option<String>,
    /// One wallet per money the shop takes.
    pub accounts: Vec<ShopAccount>,
}

/// A shop's wallet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopAccount {
    /// The wallet's id.
    pub id: AccountId,
    /// The wallet's name; may be empty.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub name: String,
    /// True while the wallet is frozen.
    pub is_suspended: bool,
    /// Whether the shop may top up customers' wallets of this money.
    pub can_transfer_topup: bool,
    /// The money it holds.
    pub private_money: PrivateMoney,
}
