use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::reading::null_as_empty;
use super::{Account, AccountWithoutPrivateMoneyDetail, User};
use crate::ids::TransactionId;
use crate::wire_time::WireTime;

/// A movement of money between two wallets. Amounts are never negative: who gave and who received says the direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transaction {
    /// The transaction's id.
    pub id: TransactionId,
    /// `topup`, `payment`, `exchange_outflow`, `exchange_inflow`, and more in later versions.
    #[serde(rename = "type")]
    pub kind: String,
    /// True once it was refunded.
    pub is_modified: bool,
    /// Who gave.
    pub sender: User,
    /// The wallet it came from.
    pub sender_account: Account,
    /// Who received.
    pub receiver: User,
    /// The wallet it went to.
    pub receiver_account: Account,
    /// Money and points together, in the money's unit.
    #[serde(with = "crate::number")]
    pub amount: Decimal,
    /// The part moved as money.
    #[serde(with = "crate::number")]
    pub money_amount: Decimal,
    /// The part moved as points.
    #[serde(with = "crate::number")]
    pub point_amount: Decimal,
    /// Of these points, the ones that no campaign gave. Sent by later versions of the API; nullable in their lists.
    #[serde(default, with = "crate::number::optional", skip_serializing_if = "Option::is_none")]
    pub raw_point_amount: Option<Decimal>,
    /// Of these points, the ones that a campaign gave. Sent by later versions of the API; nullable in their lists.
    #[serde(default, with = "crate::number::optional", skip_serializing_if = "Option::is_none")]
    pub campaign_point_amount: Option<Decimal>,
    /// When it happened.
    pub done_at: WireTime,
    /// Up to 200 characters; may be empty.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub description: String,
    /// The single movements it consists of. Sent by later versions of the API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfers: Option<Vec<Transfer>>,
}

/// One movement inside a transaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// The transfer's id.
    pub id: uuid::Uuid,
    /// The wallet it came from.
    pub sender_account: AccountWithoutPrivateMoneyDetail,
    /// The wallet it went to.
    pub receiver_account: AccountWithoutPrivateMoneyDetail,
    /// Money and points together, in the money's unit.
    #[serde(with = "crate::number")]
    pub amount: Decimal,
    /// The part moved as money.
    #[serde(with = "crate::number")]
    pub money_amount: Decimal,
    /// The part moved as points.
    #[serde(with = "crate::number")]
    pub point_amount: Decimal,
    /// When it happened.
    pub done_at: WireTime,
    /// `topup`, `payment`, `refund-topup`, `refund-payment`, `transfer`, `exchange-inflow`, `exchange-outflow`,
    /// `campaign-topup`, `refund-campaign`, `use-coupon`, `refund-coupon`, and whatever later versions add.
    #[serde(rename = "type")]
    pub kind: String,
    /// Up to 200 characters; may be empty.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub description: String,
    /// The transaction it belongs to.
    pub transaction_id: TransactionId,
}
