use serde::{Deserialize, Serialize};

/// The answer to `GET /ping`, the only one that is never encrypted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pong {
    /// Always `ok`.
    pub pong: String,
}

/// The answer to `POST /echo`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Echo {
    /// Always `ok`.
    pub status: String,
    /// The message that was sent.
    pub message: String,
}
