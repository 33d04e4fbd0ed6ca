use jiff::Timestamp;
use serde::Serialize;

use crate::wire_time::serialize;

/// A span of time, for operations that want both of its ends or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Period {
    /// From this moment on.
    #[serde(serialize_with = "serialize")]
    pub from: Timestamp,
    /// Before this moment.
    #[serde(serialize_with = "serialize")]
    pub to: Timestamp,
}
