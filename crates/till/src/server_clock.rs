//! The server's time: the monotonic clock plus an offset measured from the answers' `Date` headers.
//!
//! A `Date` header says the server's time in whole seconds, at some moment between sending and receiving. Each one
//! therefore bounds the offset from both sides; the bounds of many answers are intersected, so that after a dozen
//! answers the time is known to a few tenths of a second, however wrong this machine's own clock is. What must not be
//! concluded too early ("expired") is judged by the lower bound.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;

use crate::clock::Clock;

/// How far a clock that no answer has corrected may be off. The server refuses requests whose timestamp is further
/// off than its window, assumed to be five minutes (wire protocol, section 12).
const UNMEASURED: SignedDuration = SignedDuration::from_mins(5);

/// `Date` counts whole seconds.
const DATE_RESOLUTION: SignedDuration = SignedDuration::from_secs(1);

/// How fast two quartz clocks may drift apart: 100 millionths.
const DRIFT_DIVISOR: i32 = 10_000;

/// From which difference between wall and monotonic clock on the machine has slept or its clock was set.
const JUMP: SignedDuration = SignedDuration::from_secs(3);

/// The server's time, shared by the till and by whoever stamps requests.
pub struct ServerClock {
    clock: Arc<dyn Clock>,
    start: Instant,
    start_wall: Timestamp,
    bounds: Mutex<Bounds>,
}

/// The offset of the server's time from the uncorrected one (wall time at the start plus monotonic time since).
struct Bounds {
    least: SignedDuration,
    best: SignedDuration,
    most: SignedDuration,
    measured_at: Option<Instant>,
    seen_at: Instant,
    seen_wall: Timestamp,
}

impl ServerClock {
    /// A clock that takes this machine's wall time for the server's until an answer says better.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        let (start, start_wall) = (clock.monotonic(), clock.wall());
        let bounds = Bounds {
            least: -UNMEASURED,
            best: SignedDuration::ZERO,
            most: UNMEASURED,
            measured_at: None,
            seen_at: start,
            seen_wall: start_wall,
        };
        Self { clock, start, start_wall, bounds: Mutex::new(bounds) }
    }

    /// The best guess at the server's time. Fit for the timestamp of a request.
    pub fn now(&self) -> Timestamp {
        self.at(self.clock.monotonic())
    }

    /// The machine's clocks underneath.
    pub fn local(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// The best guess at the server's time at a moment of the monotonic clock.
    pub fn at(&self, moment: Instant) -> Timestamp {
        plus(self.uncorrected(moment), self.bounds().best)
    }

    /// The server's time is surely not before this.
    pub fn earliest_at(&self, moment: Instant) -> Timestamp {
        plus(self.uncorrected(moment), self.bounds().least)
    }

    /// When, by the best guess, the server's clock shows `time`; not before `now`.
    pub fn when(&self, time: Timestamp, now: Instant) -> Instant {
        wait_from(now, time.duration_since(self.at(now)))
    }

    /// When the server's clock surely shows `time` or later; not before `now`.
    pub fn when_surely(&self, time: Timestamp, now: Instant) -> Instant {
        wait_from(now, time.duration_since(self.earliest_at(now)))
    }

    /// Learns from an answer whose request was sent and which was received at these moments.
    pub fn learn(&self, date: Timestamp, sent: Instant, received: Instant) {
        let least = date.duration_since(self.uncorrected(received));
        let most = date.duration_since(self.uncorrected(sent)).saturating_add(DATE_RESOLUTION);
        let mut bounds = self.bounds();
        if let Some(measured_at) = bounds.measured_at {
            let elapsed = signed(received.saturating_duration_since(measured_at));
            let drift = elapsed.checked_div(DRIFT_DIVISOR).unwrap_or(SignedDuration::ZERO);
            let narrowed = (least.max(bounds.least.saturating_sub(drift)), most.min(bounds.most.saturating_add(drift)));
            // When they do not meet, the server's clock was set; the newest answer is then the only witness.
            (bounds.least, bounds.most) = if narrowed.0 <= narrowed.1 { narrowed } else { (least, most) };
        } else {
            (bounds.least, bounds.most) = (least, most);
        }
        bounds.best = bounds.least.saturating_add(bounds.most.saturating_sub(bounds.least) / 2);
        bounds.measured_at = Some(received);
    }

    /// Compares wall and monotonic clock since the last look. True when the machine has slept or its clock was set;
    /// the bounds then admit both until the next answer.
    pub fn notice_jump(&self) -> bool {
        let (moment, wall) = (self.clock.monotonic(), self.clock.wall());
        let mut bounds = self.bounds();
        let expected = signed(moment.saturating_duration_since(bounds.seen_at));
        let jump = wall.duration_since(bounds.seen_wall).saturating_sub(expected);
        (bounds.seen_at, bounds.seen_wall) = (moment, wall);
        if jump.abs() < JUMP {
            return false;
        }
        if jump.is_negative() {
            bounds.least = bounds.least.saturating_add(jump);
        } else {
            // A machine that slept is far more common than one whose clock was set forward.
            bounds.most = bounds.most.saturating_add(jump);
            bounds.best = bounds.best.saturating_add(jump);
        }
        true
    }

    /// How far this machine's wall clock is ahead of the server's; `None` until an answer has said.
    pub fn ahead(&self) -> Option<SignedDuration> {
        self.bounds().measured_at?;
        Some(self.clock.wall().duration_since(self.now()))
    }

    fn uncorrected(&self, moment: Instant) -> Timestamp {
        let since = signed(moment.saturating_duration_since(self.start));
        let before = signed(self.start.saturating_duration_since(moment));
        plus(self.start_wall, since.saturating_sub(before))
    }

    fn bounds(&self) -> MutexGuard<'_, Bounds> {
        self.bounds.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A moment and a difference, held inside what a [`Timestamp`] can say.
pub(crate) fn plus(time: Timestamp, difference: SignedDuration) -> Timestamp {
    time.saturating_add(difference).unwrap_or(time)
}

pub(crate) fn signed(duration: Duration) -> SignedDuration {
    SignedDuration::try_from(duration).unwrap_or(SignedDuration::MAX)
}

fn wait_from(now: Instant, wait: SignedDuration) -> Instant {
    /// Far enough that nothing waits for it, near enough that no clock overflows.
    const FAR: Duration = Duration::from_secs(365 * 24 * 3600);
    now + Duration::try_from(wait).unwrap_or(Duration::ZERO).min(FAR)
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    use futures_util::future::BoxFuture;
    use jiff::{SignedDuration, Timestamp};
    use proptest::prelude::*;
    use tokio::time::Instant;

    use super::ServerClock;
    use crate::clock::Clock;

    /// Stands still until it is moved; its two hands can be moved apart.
    struct HandMovedClock(Mutex<(Instant, Timestamp)>);

    impl HandMovedClock {
        fn new() -> Arc<Self> {
            Arc::new(Self(Mutex::new((Instant::now(), start()))))
        }

        fn pass(&self, monotonic: Duration, wall: SignedDuration) {
            let mut hands = self.0.lock().expect("no test panics while it holds the clock");
            *hands = (hands.0 + monotonic, hands.1 + wall);
        }
    }

    impl Clock for HandMovedClock {
        fn monotonic(&self) -> Instant {
            self.0.lock().expect("no test panics while it holds the clock").0
        }

        fn wall(&self) -> Timestamp {
            self.0.lock().expect("no test panics while it holds the clock").1
        }

        fn sleep_until(&self, _at: Instant) -> BoxFuture<'static, ()> {
            Box::pin(std::future::pending())
        }
    }

    fn start() -> Timestamp {
        "2026-11-20T06:00:00Z".parse().expect("a moment")
    }

    fn millis(count: i64) -> SignedDuration {
        SignedDuration::from_millis(count)
    }

    #[test]
    fn a_wrong_wall_clock_is_corrected_by_the_first_answer() {
        let hands = HandMovedClock::new();
        let clock = ServerClock::new(hands.clone());
        let sent = hands.monotonic();
        hands.pass(Duration::from_millis(60), millis(60));
        clock.learn(start() + SignedDuration::from_mins(10), sent, hands.monotonic());
        let error = clock.now().duration_since(start() + SignedDuration::from_mins(10)).abs();
        assert!(error <= SignedDuration::from_secs(1), "{error:?}");
        let ahead = clock.ahead().expect("an answer has said");
        assert!((ahead + SignedDuration::from_mins(10)).abs() <= SignedDuration::from_secs(1), "{ahead:?}");
    }

    #[test]
    fn sleep_is_noticed_and_nothing_is_surely_later_because_of_it() {
        let hands = HandMovedClock::new();
        let clock = ServerClock::new(hands.clone());
        clock.learn(start(), hands.monotonic(), hands.monotonic());
        let before = clock.earliest_at(hands.monotonic());
        hands.pass(Duration::from_secs(1), SignedDuration::from_secs(1));
        assert!(!clock.notice_jump());
        hands.pass(Duration::from_secs(1), SignedDuration::from_secs(601));
        assert!(clock.notice_jump());
        assert!(!clock.notice_jump());
        assert_eq!(clock.earliest_at(hands.monotonic()), before + SignedDuration::from_secs(2));
        assert!(clock.now() >= start() + SignedDuration::from_secs(600));
        clock.learn(start() + SignedDuration::from_secs(602), hands.monotonic(), hands.monotonic());
        assert!(clock.earliest_at(hands.monotonic()) >= start() + SignedDuration::from_secs(601));
    }

    proptest! {
        /// Whatever the true offset and the delays are, the truth lies inside the bounds and they only narrow.
        #[test]
        fn the_true_time_is_never_before_the_earliest(
            offset_ms in -900_000_i64..900_000,
            answers in prop::collection::vec((0_u64..400, 0_u64..400, 0_u64..5_000), 1..30),
        ) {
            let hands = HandMovedClock::new();
            let clock = ServerClock::new(hands.clone());
            let truth = |wall: Timestamp| wall + millis(offset_ms);
            for (there, back, pause) in answers {
                let sent = hands.monotonic();
                hands.pass(Duration::from_millis(there), millis(i64::try_from(there).expect("small")));
                let date = Timestamp::from_second(truth(hands.wall()).as_second()).expect("in range");
                hands.pass(Duration::from_millis(back), millis(i64::try_from(back).expect("small")));
                clock.learn(date, sent, hands.monotonic());
                hands.pass(Duration::from_millis(pause), millis(i64::try_from(pause).expect("small")));
                let now = hands.monotonic();
                prop_assert!(clock.earliest_at(now) <= truth(hands.wall()));
                prop_assert!((clock.at(now).duration_since(truth(hands.wall()))).abs() <= millis(1_500));
            }
        }
    }
}
