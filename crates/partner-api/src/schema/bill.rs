use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::AccountWithUser;
use super::reading::null_as_empty;
use crate::ids::BillId;
use crate::wire_time::WireTime;

/// A payment QR that any number of customers can pay by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bill {
    /// The bill's id.
    pub id: BillId,
    /// When it was made. Sent by later versions of the API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<WireTime>,
    /// What is to be paid, in the money's unit, never negative; null when the customer enters it.
    #[serde(with = "crate::number::optional")]
    pub amount: Option<Decimal>,
    /// The most a customer can enter; null when nothing but the money's own limit counts.
    #[serde(with = "crate::number::optional")]
    pub max_amount: Option<Decimal>,
    /// The least a customer can enter; null when there is no least.
    #[serde(with = "crate::number::optional")]
    pub min_amount: Option<Decimal>,
    /// Up to 200 characters; may be empty.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub description: String,
    /// The shop's wallet that is paid.
    pub account: AccountWithUser,
    /// True while the QR is switched off.
    pub is_disabled: bool,
    /// What the QR carries, verbatim.
    pub token: String,
}
