//! What a wrong PIN costs: five tries, then a wait that doubles with every further one.

use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::StaffProblem;

/// How many wrong PINs cost nothing.
pub const TRIES: u32 = 5;
/// The wait after the last of them.
pub const FIRST_WAIT: Duration = Duration::from_secs(30);
/// The wait does not grow beyond this: a shop must be able to open in the morning.
pub const LONGEST_WAIT: Duration = Duration::from_secs(60 * 60);

/// The wrong PINs since the last right one. The count is kept in the file; the end of a wait is not, for it is counted
/// on the monotonic clock. A restart therefore begins the wait anew, and turning the wall clock changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tries {
    wrong: u32,
    #[serde(skip)]
    until: Option<Instant>,
}

impl Tries {
    /// What the file had; a wait that was under way begins anew.
    #[must_use]
    pub(crate) fn after_restart(mut self, now: Instant) -> Self {
        self.until = wait_after(self.wrong).map(|wait| now + wait);
        self
    }

    /// How much longer no PIN is looked at.
    pub fn wait(&self, now: Instant) -> Option<Duration> {
        self.until.map(|until| until.saturating_duration_since(now)).filter(|wait| !wait.is_zero())
    }

    /// A PIN is about to be looked at. It counts as wrong until [`Tries::right`] says otherwise, so that what is kept
    /// before the look is never too little.
    pub(crate) fn begin(&mut self, now: Instant) -> Result<(), StaffProblem> {
        if let Some(wait) = self.wait(now) {
            return Err(StaffProblem::Wait { seconds: seconds(wait) });
        }
        self.wrong = self.wrong.saturating_add(1);
        self.until = wait_after(self.wrong).map(|wait| now + wait);
        Ok(())
    }

    /// It was the right one.
    pub(crate) fn right(&mut self) {
        *self = Self::default();
    }

    /// What is said of a wrong one.
    pub(crate) fn wrong_pin(&self) -> StaffProblem {
        StaffProblem::WrongPin {
            tries_left: TRIES.saturating_sub(self.wrong),
            wait_seconds: wait_after(self.wrong).map_or(0, seconds),
        }
    }
}

fn wait_after(wrong: u32) -> Option<Duration> {
    let doublings = wrong.checked_sub(TRIES)?;
    let factor = 1_u32.checked_shl(doublings).filter(|factor| *factor > 0).unwrap_or(u32::MAX);
    Some(FIRST_WAIT.saturating_mul(factor).min(LONGEST_WAIT))
}

fn seconds(wait: Duration) -> u32 {
    u32::try_from(wait.as_millis().div_ceil(1_000)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use proptest::prelude::*;

    use super::{FIRST_WAIT, LONGEST_WAIT, TRIES, Tries};
    use crate::StaffProblem;

    #[test]
    fn five_tries_then_a_doubling_wait() {
        let mut now = Instant::now();
        let mut tries = Tries::default();
        for left in (0..TRIES).rev() {
            tries.begin(now).expect("no wait yet");
            assert!(matches!(tries.wrong_pin(), StaffProblem::WrongPin { tries_left, .. } if tries_left == left));
        }
        let mut wait = FIRST_WAIT;
        for _ in 0..12 {
            assert_eq!(tries.wait(now), Some(wait));
            assert!(matches!(tries.begin(now), Err(StaffProblem::Wait { .. })));
            let end = now + wait;
            let almost = end.checked_sub(Duration::from_millis(1)).expect("a wait is longer");
            assert!(tries.begin(almost).is_err());
            now = end;
            tries.begin(now).expect("the wait is over");
            wait = (wait * 2).min(LONGEST_WAIT);
        }
        tries.right();
        assert_eq!(tries, Tries::default());
    }

    #[test]
    fn a_restart_begins_the_wait_anew_and_gives_no_try_away() {
        let now = Instant::now();
        let mut tries = Tries::default();
        for _ in 0..TRIES {
            tries.begin(now).expect("no wait yet");
        }
        let text = serde_json::to_string(&tries).expect("a number");
        let read: Tries = serde_json::from_str(&text).expect("a number");
        let later = now + Duration::from_secs(29);
        assert_eq!(read.after_restart(later).wait(later), Some(FIRST_WAIT));
    }

    proptest! {
        /// However somebody waits and restarts: within a day at most the five free ones and those that the waits leave.
        #[test]
        fn a_day_of_guessing_gets_a_bounded_number_of_looks(
            steps in proptest::collection::vec((0_u64..7_200, any::<bool>()), 1..400),
        ) {
            let start = Instant::now();
            let (mut now, mut looks) = (start, 0_u32);
            let mut tries = Tries::default();
            for (pause, restarts) in steps {
                now += Duration::from_secs(pause);
                if restarts {
                    tries = tries.after_restart(now);
                }
                looks += u32::from(tries.begin(now).is_ok());
            }
            let hours = u32::try_from((now - start).as_secs() / 3_600).expect("few");
            // 30 s + 1 + 2 + 4 + 8 + 16 + 32 minutes are seven looks within the first hour and four minutes.
            prop_assert!(looks <= TRIES + 7 + hours + 1, "{looks} looks in {hours} h");
        }
    }
}
