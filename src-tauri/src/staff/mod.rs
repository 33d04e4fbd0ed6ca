//! Staff at the desk: what windows see of them, and the gate that every act passes which moves money or changes
//! settings. The rules are those of the crate `staff`; here they meet the till and its audit log.

mod gate;
mod idle;
mod record;
mod unwritten;
mod view;

pub(crate) use gate::{Gated, pass, pass_recorded};
pub(crate) use idle::{lock, lock_when_idle};
pub(crate) use record::{by, named, record, record_opening, words};
pub(crate) use unwritten::{Line, Unwritten};
pub use view::{PersonView, StaffView};

use ::staff::Now;
use till::clock::{Clock, SystemClock};

/// The time, as the staff's rules want it.
pub(crate) fn now() -> Now {
    Now { monotonic: SystemClock.monotonic().into_std(), wall: SystemClock.wall() }
}
