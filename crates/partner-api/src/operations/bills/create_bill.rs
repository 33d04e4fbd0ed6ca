//! `POST /bills`
//!
//! Makes a QR that any number of customers can pay by.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::ids::{PrivateMoneyId, ShopId};
use crate::limits::{check_amount, check_text};
use crate::operation::{Method, Operation, Repeat};
use crate::schema::Bill;

/// Makes a bill. Answers 422 `shop_account_not_found`, `private_money_not_found` and `shop_user_not_found`, and 400
/// `invalid_parameter_bill_amount_or_range_exceeding_transfer_limit`.
///
/// A repeat makes a second bill. When the answer is lost, [`ListBills`](super::ListBills) finds the first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CreateBill {
    /// What is to be paid, in the money's unit, never negative. Left out: the customer enters it.
    #[serde(with = "crate::number::optional", skip_serializing_if = "Option::is_none")]
    pub amount: Option<Decimal>,
    /// The money to be paid in.
    pub private_money_id: PrivateMoneyId,
    /// The shop that is paid.
    pub shop_id: ShopId,
    /// Appears on the transaction; up to 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

impl Operation for CreateBill {
    type Response = Bill;
    const NAME: &'static str = "CreateBill";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/bills";
    const REPEAT: Repeat = Repeat::Never;

    fn check(&self) -> Result<(), crate::Error> {
        check_amount("amount", self.amount)?;
        check_text("description", self.description.as_deref(), 200)
    }
}
