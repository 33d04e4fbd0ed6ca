//! The sandbox's clock: the machine's, shifted by as much as an engineer asks for.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

/// The furthest the clock can be shifted, either way: ten years of seconds.
pub(crate) const MAX_OFFSET_SECONDS: i64 = 10 * 366 * 24 * 60 * 60;

/// The moment that trays expire by and answers are dated with.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    offset_seconds: AtomicI64,
    /// Where the clock stands still; null for one that goes with the machine's.
    stopped_at: Option<Timestamp>,
}

impl Clock {
    /// A clock that always shows this moment, and the shift.
    pub(crate) fn stopped(at: Timestamp) -> Self {
        Self { stopped_at: Some(at), ..Self::default() }
    }

    /// Now, in whole microseconds: what the wire can print.
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everybody else asks")]
    pub(crate) fn now(&self) -> Timestamp {
        let shifted = self
            .stopped_at
            .unwrap_or_else(Timestamp::now)
            .checked_add(SignedDuration::from_secs(self.offset_seconds()))
            .expect("a shift of ten years stays inside jiff's range of 20 000 years");
        Timestamp::from_microsecond(shifted.as_microsecond()).expect("the same moment, cut to microseconds")
    }

    /// The shift in force.
    pub(crate) fn offset_seconds(&self) -> i64 {
        self.offset_seconds.load(Ordering::Relaxed)
    }

    /// Shifts the clock from now on; beyond [`MAX_OFFSET_SECONDS`] it stays at that limit.
    pub(crate) fn set_offset_seconds(&self, seconds: i64) {
        self.offset_seconds.store(seconds.clamp(-MAX_OFFSET_SECONDS, MAX_OFFSET_SECONDS), Ordering::Relaxed);
    }
}
