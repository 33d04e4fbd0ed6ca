//! When the server is asked: schedule E of the performance study, as pure functions with all its numbers here.
//!
//! Most customers scan 4 to 12 seconds after the QR appears; who has not by then may never. So the gap is short and
//! even at first and grows slowly after, and never above two seconds: the scan is the moment of the charge.

use std::time::Duration;

use tokio::time::Instant;

/// The first question, counted from the QR on the screen: 2 in 100 have scanned by then.
pub const FIRST_ASK: Duration = Duration::from_secs(1);
/// For so long the gap stays even.
pub const EVEN_FOR: Duration = Duration::from_secs(12);
/// How the gap grows after that: with this power of the time.
pub const GROWTH: f64 = 0.3;
/// No gap is longer than this while a tray is open.
pub const MAX_GAP: Duration = Duration::from_secs(2);
/// Every gap is shortened or lengthened by up to this part, so that tills do not march in step.
pub const JITTER: f64 = 0.1;
/// The gap while a reading has no result yet...
pub const UNDECIDED_GAP: Duration = Duration::from_millis(300);
/// ...for so long.
pub const UNDECIDED_FOR: Duration = Duration::from_secs(3);
/// The last questions, counted from the tray's end by the server's clock, before the one after the grace.
pub const AFTER_EXPIRY: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(5)];
/// How far a busy server can stretch the gap.
pub const BUSY_MAX_GAP: Duration = Duration::from_secs(10);
/// After so many good answers a stretched gap is halved.
pub const GOOD_ANSWERS_TO_HALVE: u32 = 5;
/// The longest `Retry-After` that is obeyed: a tray must not go unwatched for hours.
pub const MAX_RETRY_AFTER: Duration = Duration::from_secs(60);
/// The least and most wait after a question without an answer.
pub const RETRY: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(5));
/// The least and most wait before a till without open trays sees whether a server that did not answer does now.
pub const OFFLINE: (Duration, Duration) = (Duration::from_secs(3), Duration::from_secs(9));
/// When an unanswered withdrawal is repeated, counted from the end of the try before.
pub const REPEAT_CANCEL: [Duration; 3] = [Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(4)];

/// How often the list is asked while a tray is called used and does not say what came of it.
pub const USED_LIST_GAP: Duration = Duration::from_secs(10);

/// The most that the wait before a list is asked for again doubles to; it starts with the first of these.
pub const LIST_RETRY: (Duration, Duration) = (Duration::from_secs(2), Duration::from_secs(300));

/// The gap between two questions, `since` the QR came on the screen.
pub fn gap(base: Duration, since: Duration) -> Duration {
    let stretch = (since.as_secs_f64() / EVEN_FOR.as_secs_f64()).max(1.0).powf(GROWTH);
    base.mul_f64(stretch).min(MAX_GAP.max(base))
}

/// The same gap, up to a tenth shorter or longer.
pub fn jittered(gap: Duration, random: u64) -> Duration {
    gap.mul_f64(1.0 - JITTER + 2.0 * JITTER * unit(random))
}

/// The wait after a question without an answer: anywhere in the whole range, so that tills do not return together.
pub fn retry_wait(random: u64) -> Duration {
    anywhere(RETRY, random)
}

/// The wait before a till without open trays sees whether the server answers again.
pub fn offline_wait(random: u64) -> Duration {
    anywhere(OFFLINE, random)
}

/// The wait before a list is asked for again after so many tries without a good answer: anywhere between a second and
/// twice the wait before.
pub fn list_wait(tries: u32, random: u64) -> Duration {
    let (first, longest) = LIST_RETRY;
    anywhere((Duration::from_secs(1), (first * 2_u32.pow(tries.min(8))).min(longest)), random)
}

fn anywhere((least, most): (Duration, Duration), random: u64) -> Duration {
    least + most.saturating_sub(least).mul_f64(unit(random))
}

/// 0 to 1.
fn unit(random: u64) -> f64 {
    f64::from(u32::try_from(random >> 32).unwrap_or(u32::MAX)) / f64::from(u32::MAX)
}

/// How much the server has asked to slow down. One for the whole till: it is one caller.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    doublings: u32,
    good_answers: u32,
    not_before: Option<Instant>,
}

impl Pace {
    /// The server said 429, 503 or 504.
    pub fn slow_down(&mut self, now: Instant, retry_after: Option<Duration>) {
        self.doublings = (self.doublings + 1).min(8);
        self.good_answers = 0;
        if let Some(wait) = retry_after {
            self.not_before = Some(now + wait.min(MAX_RETRY_AFTER));
        }
    }

    /// The server answered as it should.
    pub fn good_answer(&mut self) {
        if self.doublings == 0 {
            return;
        }
        self.good_answers += 1;
        if self.good_answers >= GOOD_ANSWERS_TO_HALVE {
            self.good_answers = 0;
            self.doublings -= 1;
        }
    }

    /// Whether the till goes slower than it would by itself.
    pub fn is_slowed(&self) -> bool {
        self.doublings > 0
    }

    /// A gap as long as the server wants it.
    pub fn stretch(&self, gap: Duration) -> Duration {
        if self.doublings == 0 { gap } else { (gap * 2_u32.pow(self.doublings)).min(BUSY_MAX_GAP.max(gap)) }
    }

    /// A moment, put off as long as the server asked to stay away.
    pub fn put_off(&self, at: Instant) -> Instant {
        self.not_before.map_or(at, |not_before| at.max(not_before))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::*;
    use tokio::time::Instant;

    use super::{BUSY_MAX_GAP, MAX_GAP, Pace, RETRY, gap, jittered, retry_wait};

    const BASE: Duration = Duration::from_millis(650);

    #[test]
    fn the_gaps_are_those_of_schedule_e() {
        for (second, expected_ms) in [(0, 650), (12, 650), (60, 1053), (120, 1296), (600, 2000), (6000, 2000)] {
            assert_eq!(gap(BASE, Duration::from_secs(second)).as_millis(), expected_ms, "at {second} s");
        }
    }

    #[test]
    fn a_tray_that_nobody_scans_costs_the_requests_the_study_counted() {
        let asked_within = |end: u64| {
            let mut at = super::FIRST_ASK;
            let mut count = 0;
            while at <= Duration::from_secs(end) {
                count += 1;
                at += gap(BASE, at);
            }
            count
        };
        assert_eq!((asked_within(60), asked_within(180), asked_within(300)), (73, 167, 243));
    }

    #[test]
    fn a_busy_server_doubles_the_gap_and_five_good_answers_halve_it() {
        let now = Instant::now();
        let mut pace = Pace::default();
        pace.slow_down(now, Some(Duration::from_secs(7)));
        assert_eq!(pace.stretch(BASE), 2 * BASE);
        assert_eq!(pace.put_off(now), now + Duration::from_secs(7));
        for _ in 0..20 {
            pace.slow_down(now, None);
        }
        assert_eq!(pace.stretch(BASE), BUSY_MAX_GAP);
        for _ in 0..40 {
            assert!(pace.is_slowed());
            pace.good_answer();
        }
        assert!(!pace.is_slowed());
        assert_eq!(pace.stretch(BASE), BASE);
    }

    #[test]
    fn an_absurd_retry_after_does_not_leave_a_tray_unwatched() {
        let now = Instant::now();
        let mut pace = Pace::default();
        pace.slow_down(now, Some(Duration::from_secs(86_400)));
        assert_eq!(pace.put_off(now), now + Duration::from_secs(60));
    }

    proptest! {
        #[test]
        fn no_gap_leaves_its_bounds(base_ms in 300_u64..2_000, since_ms in 0_u64..10_000_000, random: u64) {
            let base = Duration::from_millis(base_ms);
            let gap = gap(base, Duration::from_millis(since_ms));
            prop_assert!(gap >= base && gap <= MAX_GAP);
            let jittered = jittered(gap, random);
            prop_assert!(jittered >= gap.mul_f64(0.899) && jittered <= gap.mul_f64(1.101));
            prop_assert!(retry_wait(random) >= RETRY.0 && retry_wait(random) <= RETRY.1);
        }
    }
}
