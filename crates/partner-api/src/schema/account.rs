use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::reading::null_as_empty;
use super::{PrivateMoney, User};
use crate::ids::{AccountId, PrivateMoneyId};

/// A wallet of one money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The wallet's id.
    pub id: AccountId,
    /// The wallet's name; may be empty.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub name: String,
    /// True while the wallet is frozen.
    pub is_suspended: bool,
    /// `active`, `suspended` or `pre-closed`. Sent by later versions of the API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// The money it holds.
    pub private_money: PrivateMoney,
}

/// A wallet with its owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountWithUser {
    /// The wallet's id.
    pub id: AccountId,
    /// The wallet's name; may be empty.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub name: String,
    /// True while the wallet is frozen.
    pub is_suspended: bool,
    /// `active`, `suspended` or `pre-closed`. Sent by later versions of the API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// The money it holds.
    pub private_money: PrivateMoney,
    /// Whose wallet it is.
    pub user: User,
}

/// A wallet with its owner, and of its money only the id: as the single movements of a transaction name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountWithoutPrivateMoneyDetail {
    /// The wallet's id.
    pub id: AccountId,
    /// The wallet's name; may be empty.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub name: String,
    /// True while the wallet is frozen.
    pub is_suspended: bool,
    /// `active`, `suspended` or `pre-closed`. Sent by later versions of the API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// The money it holds.
    pub private_money_id: PrivateMoneyId,
    /// Whose wallet it is.
    pub user: User,
}

/// A wallet with its balance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountDetail {
    /// The wallet's id.
    pub id: AccountId,
    /// The wallet's name; may be empty.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub name: String,
    /// True while the wallet is frozen.
    pub is_suspended: bool,
    /// `active`, `suspended` or `pre-closed`. Sent by later versions of the API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Money and points together, in the money's unit.
    #[serde(with = "crate::number")]
    pub balance: Decimal,
    /// The part that was paid for.
    #[serde(with = "crate::number")]
    pub money_balance: Decimal,
    /// The part that was given as points.
    #[serde(with = "crate::number")]
    pub point_balance: Decimal,
    /// Points that are owed back. Sent by later versions of the API.
    #[serde(default, with = "crate::number::optional", skip_serializing_if = "Option::is_none")]
    pub point_debt: Option<Decimal>,
    /// The money it holds.
    pub private_money: PrivateMoney,
    /// Whose wallet it is. Sent by later versions of the API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<User>,
    /// The issuer's own id for the wallet. Sent by later versions of the API; nullable there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
}
