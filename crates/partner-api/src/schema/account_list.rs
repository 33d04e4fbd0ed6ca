use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::reading::null_as_empty;
use super::{PrivateMoney, User};
use crate::ids::AccountId;
use crate::wire_time::WireTime;

/// A wallet as the list of a user's wallets answers it: without its balance before later versions of the API, which
/// send what [`AccountDetail`](super::AccountDetail) holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserAccount {
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
    /// Money and points together, in the money's unit. Sent by later versions of the API.
    #[serde(default, with = "crate::number::optional", skip_serializing_if = "Option::is_none")]
    pub balance: Option<Decimal>,
    /// The part that was paid for. Sent by later versions of the API.
    #[serde(default, with = "crate::number::optional", skip_serializing_if = "Option::is_none")]
    pub money_balance: Option<Decimal>,
    /// The part that was given as points. Sent by later versions of the API.
    #[serde(default, with = "crate::number::optional", skip_serializing_if = "Option::is_none")]
    pub point_balance: Option<Decimal>,
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

/// The part of a balance that expires at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountBalance {
    /// When it expires, or did.
    pub expires_at: WireTime,
    /// The part that was paid for, in the money's unit.
    #[serde(with = "crate::number")]
    pub money_amount: Decimal,
    /// The part that was given as points, in the money's unit.
    #[serde(with = "crate::number")]
    pub point_amount: Decimal,
}

/// The answer to closing a wallet: nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountDeleted {}
