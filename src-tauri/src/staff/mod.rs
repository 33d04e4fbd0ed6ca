//! Staff at the desk: what windows see of them, and the gate that every act passes which moves money or changes
//! settings. The rules are those of the crate `staff`; here they meet the till and its audit log.

mod gate;
mod view;

pub(crate) use gate::{Gated, pass};
pub use view::{PersonView, StaffView};

use ::staff::Now;
use till::clock::{Clock, SystemClock};

/// The time, as the staff's rules want it.
pub(crate) fn now() -> Now {
    Now { monotonic: SystemClock.monotonic().into_std(), wall: SystemClock.wall() }
}
