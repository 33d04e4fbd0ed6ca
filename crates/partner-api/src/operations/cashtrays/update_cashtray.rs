//! `PATCH /cashtrays/{cashtray_id}`
//!
//! Changes the amount, the description or the life of a QR that nobody has scanned yet.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::ids::CashtrayId;
use crate::limits::{check_positive, check_text};
use crate::operation::{Method, Operation, Repeat};
use crate::schema::Cashtray;

/// Changes the fields that are given. Answers 422 like [`CancelCashtray`](super::CancelCashtray) when the tray is no
/// longer open.
///
/// A repeat is never safe: `expires_in` counts from its arrival, and a late copy may overwrite a newer amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UpdateCashtray {
    /// The tray.
    #[serde(skip)]
    pub cashtray_id: CashtrayId,
    /// The new amount, with the sign of the tray's direction. In the money's unit.
    #[serde(with = "crate::number::optional", skip_serializing_if = "Option::is_none")]
    pub amount: Option<Decimal>,
    /// The new description; up to 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Seconds until it expires, counted from the arrival of this request; at least 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<u32>,
}

impl Operation for UpdateCashtray {
    type Response = Cashtray;
    const NAME: &'static str = "UpdateCashtray";
    const METHOD: Method = Method::Patch;
    const PATH: &'static str = "/cashtrays/{cashtray_id}";
    const REPEAT: Repeat = Repeat::Never;

    fn check(&self) -> Result<(), crate::Error> {
        check_text("description", self.description.as_deref(), 200)?;
        check_positive("expires_in", self.expires_in)
    }

    fn path(&self) -> String {
        format!("/cashtrays/{}", self.cashtray_id)
    }
}
