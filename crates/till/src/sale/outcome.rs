use jiff::Timestamp;
use partner_api::ids::TransactionId;
use partner_api::schema::{CashtrayAttempt, Transaction};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::mask::mask;
use crate::money::Direction;

/// The machine name of a sale that the server never said the end of (reliability, R7).
pub const UNRESOLVED: &str = "unresolved";

/// What a transaction says: the only source of amounts and times that are reported (reliability, R11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Success {
    /// The transaction's id.
    pub transaction_id: TransactionId,
    /// What was moved, money and points together, in the money's unit.
    pub amount: Decimal,
    /// The part moved as money.
    pub money_amount: Decimal,
    /// The part moved as points.
    pub point_amount: Decimal,
    /// When it happened, in the server's own words.
    pub done_at: String,
    /// The customer's name, masked: enough to recognise, and all that is kept of it. May be empty.
    #[serde(default)]
    pub customer: String,
    /// By what the same customer is known again: a digest of the id, from which the id cannot be read. Absent in what an
    /// older version wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_mark: Option<String>,
}

impl Success {
    /// Reads a transaction of a sale in this direction. The customer is whoever is not the shop.
    pub fn of(transaction: &Transaction, direction: Direction) -> Self {
        let customer = match direction {
            Direction::Payment => &transaction.sender,
            Direction::Topup => &transaction.receiver,
        };
        Self {
            transaction_id: transaction.id,
            amount: transaction.amount.normalize(),
            money_amount: transaction.money_amount.normalize(),
            point_amount: transaction.point_amount.normalize(),
            done_at: transaction.done_at.text().to_owned(),
            customer: mask(&customer.name).unwrap_or_default(),
            customer_mark: Some(mark(&customer.id.to_string())),
        }
    }
}

/// 64 bits are enough to tell the customers of a few minutes apart.
fn mark(id: &str) -> String {
    let digest = Sha256::digest(id);
    let first = digest.iter().take(8).fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    format!("{first:016x}")
}

/// The machine name of a reading of a tray that had been read before.
pub const ALREADY_PROCEED: &str = "cashtray_already_proceed";

/// Why nothing moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The machine name, for example `account_balance_not_enough`, or [`UNRESOLVED`].
    pub error_type: String,
    /// The server's sentence; may be empty.
    #[serde(default)]
    pub error_message: String,
}

impl Failure {
    /// The reading that spent the tray.
    pub fn of(attempt: &CashtrayAttempt) -> Self {
        Self { error_type: attempt.error_type.clone(), error_message: attempt.error_message.clone() }
    }

    /// The server never said how it ended, and it can no longer end otherwise.
    pub fn unresolved() -> Self {
        Self { error_type: UNRESOLVED.to_owned(), error_message: String::new() }
    }
}

/// A reading of the QR whose end the server has not said yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// The machine name; empty when the reading claims success.
    #[serde(default)]
    pub error_type: String,
    /// When the QR was read, where the server's text can be understood.
    pub at: Option<Timestamp>,
}

impl Attempt {
    /// What is worth remembering of a reading.
    pub fn of(attempt: &CashtrayAttempt) -> Self {
        Self { error_type: attempt.error_type.clone(), at: attempt.created_at.at() }
    }

    /// Whether the tray had been read before: what came of that reading is not in this answer.
    pub fn is_of_used_tray(&self) -> bool {
        self.error_type == ALREADY_PROCEED
    }
}
