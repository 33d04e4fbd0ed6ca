use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::reading::{null_as_empty, present};
use super::{AccountWithUser, Transaction};
use crate::ids::CashtrayId;
use crate::wire_time::WireTime;

/// A Cashtray as create, update and cancel answer it: without attempt and transaction. Only
/// [`CashtrayWithResult`] says how a tray ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cashtray {
    /// The tray's id. Nothing lists trays: whoever loses it cannot ask for it again.
    pub id: CashtrayId,
    /// Negative: the customer pays. Positive: the customer's wallet is topped up. In the money's unit.
    #[serde(with = "crate::number")]
    pub amount: Decimal,
    /// Up to 200 characters; may be empty.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub description: String,
    /// The shop's wallet.
    pub account: AccountWithUser,
    /// From this moment of the server's clock a scan is refused.
    pub expires_at: WireTime,
    /// When it was cancelled; null for one that was not.
    #[serde(deserialize_with = "present")]
    pub canceled_at: Option<WireTime>,
    /// What the QR carries, verbatim: never built, changed or checked here (wire protocol, section 10).
    pub token: String,
}

/// A Cashtray with what became of it, as `GET /cashtrays/{id}` answers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CashtrayWithResult {
    /// The tray's id.
    pub id: CashtrayId,
    /// Negative: the customer pays. Positive: the customer's wallet is topped up. In the money's unit.
    #[serde(with = "crate::number")]
    pub amount: Decimal,
    /// Up to 200 characters; may be empty.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub description: String,
    /// The shop's wallet.
    pub account: AccountWithUser,
    /// From this moment of the server's clock a scan is refused.
    pub expires_at: WireTime,
    /// When it was cancelled; null for one that was not.
    #[serde(deserialize_with = "present")]
    pub canceled_at: Option<WireTime>,
    /// What the QR carries, verbatim.
    pub token: String,
    /// What happened when the QR was read; null until then. Which of several reads is shown is not documented.
    #[serde(deserialize_with = "present")]
    pub attempt: Option<CashtrayAttempt>,
    /// The movement of money; null when there was none. Set means paid, whatever the attempt says.
    #[serde(deserialize_with = "present")]
    pub transaction: Option<Transaction>,
}

/// One reading of the QR.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CashtrayAttempt {
    /// The wallet that was to pay or to be topped up; null when the customer has none of this money.
    pub account: Option<AccountWithUser>,
    /// 200 for a success, otherwise the HTTP status the phone was given.
    #[serde(with = "crate::number")]
    pub status_code: Decimal,
    /// Empty for a success, otherwise the machine name of the refusal.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub error_type: String,
    /// Empty for a success, otherwise the server's sentence about it.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub error_message: String,
    /// When the QR was read.
    pub created_at: WireTime,
}
