//! `GET /cashtrays/{cashtray_id}`
//!
//! Asks what became of a QR.

use serde::Serialize;

use crate::ids::CashtrayId;
use crate::operation::{Method, Operation, Repeat};
use crate::schema::CashtrayWithResult;

/// Reads a Cashtray with its result: the documented way to watch one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GetCashtray {
    /// The tray.
    #[serde(skip)]
    pub cashtray_id: CashtrayId,
}

impl Operation for GetCashtray {
    type Response = CashtrayWithResult;
    const NAME: &'static str = "GetCashtray";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/cashtrays/{cashtray_id}";
    const REPEAT: Repeat = Repeat::Harmless;

    fn path(&self) -> String {
        format!("/cashtrays/{}", self.cashtray_id)
    }
}
