//! Direction and amount: what a sale moves and which way.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which way money moves. The sign on the wire exists only at the gateway's border.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The customer pays the shop. Negative on the wire.
    Payment,
    /// The shop adds to the customer's wallet. Positive on the wire.
    Topup,
}
