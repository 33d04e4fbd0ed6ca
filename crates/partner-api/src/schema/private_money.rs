use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::reading::null_as_empty;
use crate::ids::PrivateMoneyId;

/// The company that issues a money, or that a shop belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organization {
    /// Up to 32 letters, digits and hyphens.
    pub code: String,
    /// Up to 256 characters.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub name: String,
}

/// A house money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivateMoney {
    /// The money's id.
    pub id: PrivateMoneyId,
    /// Up to 256 characters.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub name: String,
    /// The unit amounts are counted in, for example `円`.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub unit: String,
    /// True when only members may hold it.
    pub is_exclusive: bool,
    /// A description for customers; may be empty.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub description: String,
    /// A one-line message for customers; may be empty.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub oneline_message: String,
    /// The issuer.
    pub organization: Organization,
    /// The most one wallet may hold, in the money's unit.
    #[serde(with = "crate::number")]
    pub max_balance: Decimal,
    /// The most one transaction may move, in the money's unit.
    #[serde(with = "crate::number")]
    pub transfer_limit: Decimal,
    /// The most one top-up may move as money, in the money's unit. Sent by later versions of the API.
    #[serde(default, with = "crate::number::optional", skip_serializing_if = "Option::is_none")]
    pub money_topup_transfer_limit: Option<Decimal>,
    /// `own` or `third-party`.
    #[serde(rename = "type")]
    pub kind: String,
    /// `static`, `last-update` or `last-topup-update`.
    pub expiration_type: String,
    /// Whether members may top up by themselves. Nullable.
    pub enable_topup_by_member: Option<bool>,
    /// Which of money and points its wallets show. Sent by later versions of the API; the one documented value is
    /// `point-only`, with which a payment takes points first whatever its strategy is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_money_and_point: Option<String>,
}
