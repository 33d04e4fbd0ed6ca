use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use till::clock::Clock;
use tokio::time::{Instant, sleep_until};

use crate::far_side::opening;

/// A machine's clocks: the wall clock may be off and may jump, the monotonic one may stand still while the machine
/// sleeps. Clones are the same machine's.
#[derive(Clone, Debug)]
pub(crate) struct MachineClock(Arc<Hands>);

#[derive(Debug)]
struct Hands {
    start: Instant,
    wall_ahead_ms: AtomicI64,
    stood_still_ms: AtomicU64,
}

impl MachineClock {
    pub(crate) fn new(wall_ahead_ms: i64) -> Self {
        let wall_ahead_ms = AtomicI64::new(wall_ahead_ms);
        Self(Arc::new(Hands { start: Instant::now(), wall_ahead_ms, stood_still_ms: AtomicU64::new(0) }))
    }

    /// The wall clock is set.
    pub(crate) fn jump(&self, by_ms: i64) {
        self.0.wall_ahead_ms.fetch_add(by_ms, Ordering::Relaxed);
    }

    /// The machine has slept, and its monotonic clock stood still.
    pub(crate) fn stand_still(&self, slept: Duration) {
        let slept_ms = u64::try_from(slept.as_millis()).expect("a schedule is short");
        self.0.stood_still_ms.fetch_add(slept_ms, Ordering::Relaxed);
    }

    fn stood_still(&self) -> Duration {
        Duration::from_millis(self.0.stood_still_ms.load(Ordering::Relaxed))
    }
}

impl Clock for MachineClock {
    fn monotonic(&self) -> Instant {
        Instant::now() - self.stood_still()
    }

    fn wall(&self) -> Timestamp {
        let passed = SignedDuration::try_from(self.0.start.elapsed()).expect("a schedule is short");
        opening() + passed + SignedDuration::from_millis(self.0.wall_ahead_ms.load(Ordering::Relaxed))
    }

    fn sleep_until(&self, at: Instant) -> BoxFuture<'static, ()> {
        let clock = self.clone();
        Box::pin(async move {
            while clock.monotonic() < at {
                sleep_until(at + clock.stood_still()).await;
            }
        })
    }
}
