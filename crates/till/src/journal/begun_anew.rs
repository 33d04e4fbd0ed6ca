use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::tag::SaleNumber;

/// That this journal was begun anew because the one before it was damaged, and what is known of the loss.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BegunAnew {
    /// When, by this machine's clock.
    pub at: Timestamp,
    /// The file name in the data directory under which the damaged journal was set aside; `None` where it was gone.
    pub set_aside: Option<String>,
    /// How many sales were carried over with all their entries that could be read.
    pub carried_over: u32,
    /// How many of these are known to lack their newest entries; they stand where they stood before those.
    pub incomplete: u32,
    /// Up to then everything was carried over; what happened since may be missing. `None` when nothing could be read.
    pub whole_until: Option<Timestamp>,
    /// No number up to this one is given again, for one of the lost sales may have had it.
    pub numbers_after: SaleNumber,
    /// Whether staff have seen it.
    #[serde(skip)]
    pub is_acknowledged: bool,
}
