//! `GET /ping`
//!
//! Asks whether the server is there: proves network and certificates, not the client secret.

use serde::Serialize;

use crate::operation::{Method, Operation, Repeat};
use crate::schema::Pong;

/// Pings. The only operation in clear: a bare GET, answered without envelope (wire protocol, section 2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GetPing {}

impl Operation for GetPing {
    type Response = Pong;
    const NAME: &'static str = "GetPing";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/ping";
    const REPEAT: Repeat = Repeat::Harmless;
    const SEALED: bool = false;
}
