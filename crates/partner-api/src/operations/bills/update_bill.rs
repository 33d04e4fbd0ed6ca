//! `PATCH /bills/{bill_id}`
//!
//! Changes a payment QR, or switches it off.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::ids::BillId;
use crate::limits::{check_amount, check_text};
use crate::operation::{Method, Operation, Repeat};
use crate::parameters::Change;
use crate::schema::Bill;

/// Changes the fields that are given. Answers 404 for a bill that is none.
///
/// A repeat sets the same values again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UpdateBill {
    /// The bill.
    #[serde(skip)]
    pub bill_id: BillId,
    /// What is to be paid, in the money's unit, never negative. Cleared: the customer enters it.
    #[serde(serialize_with = "crate::number::serialize_change", skip_serializing_if = "Change::is_keep")]
    pub amount: Change<Decimal>,
    /// Appears on the transaction; up to 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// True switches the QR off, false on again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_disabled: Option<bool>,
}

impl UpdateBill {
    /// With nothing set that may be left out.
    pub fn new(bill_id: BillId) -> Self {
        Self { bill_id, amount: Change::Keep, description: None, is_disabled: None }
    }
}

impl Operation for UpdateBill {
    type Response = Bill;
    const NAME: &'static str = "UpdateBill";
    const METHOD: Method = Method::Patch;
    const PATH: &'static str = "/bills/{bill_id}";
    const REPEAT: Repeat = Repeat::Harmless;

    fn check(&self) -> Result<(), crate::Error> {
        check_amount("amount", self.amount.value().copied())?;
        check_text("description", self.description.as_deref(), 200)
    }

    fn path(&self) -> String {
        format!("/bills/{}", self.bill_id)
    }
}
