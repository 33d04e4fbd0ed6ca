use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::reading::null_as_empty;
use super::{PrivateMoney, User};
use crate::ids::CheckId;
use crate::wire_time::WireTime;

/// A QR that tops up the wallet of whoever reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// The check's id.
    pub id: CheckId,
    /// When it was made. Sent by later versions of the API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<WireTime>,
    /// Money and points together, in the money's unit. The documents prefer the two below.
    #[serde(with = "crate::number")]
    pub amount: Decimal,
    /// The money a customer is given, in the money's unit.
    #[serde(with = "crate::number")]
    pub money_amount: Decimal,
    /// The points a customer is given, in the money's unit.
    #[serde(with = "crate::number")]
    pub point_amount: Decimal,
    /// Up to 200 characters; may be empty.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub description: String,
    /// Who made it.
    pub user: User,
    /// True when the first customer uses it up.
    pub is_onetime: bool,
    /// True while the QR is switched off.
    pub is_disabled: bool,
    /// From this moment of the server's clock it is no longer read.
    pub expires_at: WireTime,
    /// When it was last used; null before. Sent by later versions of the API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at: Option<WireTime>,
    /// The money it gives.
    pub private_money: PrivateMoney,
    /// How many customers can use it. The documents of 2021 call it never null; later ones send null for any number.
    pub usage_limit: Option<u64>,
    /// How many customers have used it.
    #[serde(with = "crate::number")]
    pub usage_count: Decimal,
    /// Until when the points are good. Sent by later versions of the API; nullable there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point_expires_at: Option<WireTime>,
    /// The same in days. Sent by later versions of the API; nullable there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point_expires_in_days: Option<u64>,
    /// What the QR carries, verbatim.
    pub token: String,
}
