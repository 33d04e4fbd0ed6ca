//! `POST /cashtrays`
//!
//! Makes a one-time QR for one amount, to be shown to a customer.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::ids::{PrivateMoneyId, ShopId};
use crate::limits::{check_positive, check_text};
use crate::operation::{Method, Operation, Repeat};
use crate::schema::Cashtray;

/// Makes a Cashtray.
///
/// A repeat makes a second tray. When the answer is lost the first one is harmless, because nobody ever saw its token,
/// but it cannot be found again: nothing lists trays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CreateCashtray {
    /// The money to move.
    pub private_money_id: PrivateMoneyId,
    /// The shop whose wallet pays or receives.
    pub shop_id: ShopId,
    /// Negative: the customer pays. Positive: the customer's wallet is topped up. In the money's unit.
    #[serde(with = "crate::number")]
    pub amount: Decimal,
    /// Appears on the transaction; up to 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Seconds until it expires, at least 1; the server's default is 1800.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<u32>,
}

impl Operation for CreateCashtray {
    type Response = Cashtray;
    const NAME: &'static str = "CreateCashtray";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/cashtrays";
    const REPEAT: Repeat = Repeat::Never;

    fn check(&self) -> Result<(), crate::Error> {
        check_text("description", self.description.as_deref(), 200)?;
        check_positive("expires_in", self.expires_in)
    }
}
