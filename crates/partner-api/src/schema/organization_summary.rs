use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What one organisation topped up and took in one money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivateMoneyOrganizationSummary {
    /// The organisation.
    pub organization_code: String,
    /// What its shops topped up.
    pub topup: OrganizationSummary,
    /// What its shops took.
    pub payment: OrganizationSummary,
}

/// A sum over transactions of one kind. Amounts are in the money's unit and never negative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationSummary {
    /// How many transactions.
    pub count: u64,
    /// What they moved as money.
    #[serde(with = "crate::number")]
    pub money_amount: Decimal,
    /// How many moved money.
    pub money_count: u64,
    /// What they moved as points.
    #[serde(with = "crate::number")]
    pub point_amount: Decimal,
    /// Of these points, the ones that no campaign gave. Sent by later versions of the API.
    #[serde(default, with = "crate::number::optional", skip_serializing_if = "Option::is_none")]
    pub raw_point_amount: Option<Decimal>,
    /// Of these points, the ones that a campaign gave. Sent by later versions of the API.
    #[serde(default, with = "crate::number::optional", skip_serializing_if = "Option::is_none")]
    pub campaign_point_amount: Option<Decimal>,
    /// How many moved points.
    pub point_count: u64,
}
