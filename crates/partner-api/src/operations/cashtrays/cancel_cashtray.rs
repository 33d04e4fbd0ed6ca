//! `DELETE /cashtrays/{cashtray_id}`
//!
//! Withdraws a QR that nobody has scanned yet.

use serde::Serialize;

use crate::ids::CashtrayId;
use crate::operation::{Method, Operation, Repeat};
use crate::schema::Cashtray;

/// Cancels a Cashtray. Answers 422 `cashtray_already_proceed`, `cashtray_expired` or `cashtray_already_canceled` when
/// it is no longer open; only [`GetCashtray`](super::GetCashtray) then says how it ended.
///
/// A repeat is harmless: it cancels the same tray or is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CancelCashtray {
    /// The tray.
    #[serde(skip)]
    pub cashtray_id: CashtrayId,
}

impl Operation for CancelCashtray {
    type Response = Cashtray;
    const NAME: &'static str = "CancelCashtray";
    const METHOD: Method = Method::Delete;
    const PATH: &'static str = "/cashtrays/{cashtray_id}";
    const REPEAT: Repeat = Repeat::Harmless;

    fn path(&self) -> String {
        format!("/cashtrays/{}", self.cashtray_id)
    }
}
