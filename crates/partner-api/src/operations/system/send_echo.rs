//! `POST /echo`
//!
//! Sends a text and gets it back: proves that client id, secret, certificate and clock are all accepted.

use serde::Serialize;

use crate::operation::{Method, Operation, Repeat};
use crate::schema::Echo;

/// Sends a text to be sent back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SendEcho {
    /// Any text.
    pub message: String,
}

impl Operation for SendEcho {
    type Response = Echo;
    const NAME: &'static str = "SendEcho";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/echo";
    const REPEAT: Repeat = Repeat::Harmless;
}
