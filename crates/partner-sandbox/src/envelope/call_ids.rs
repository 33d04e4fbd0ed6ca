//! Which calls were seen: the second of two with one id is refused.

use std::collections::{HashSet, VecDeque};
use std::time::{Duration, Instant};

use uuid::Uuid;

/// Older ids are forgotten when there are more than these, whatever their age.
const MOST: usize = 1_000_000;

/// The ids of the calls of the last hours.
#[derive(Debug)]
pub(crate) struct CallIds {
    kept_for: Duration,
    seen: HashSet<Uuid>,
    order: VecDeque<(Instant, Uuid)>,
}

impl CallIds {
    pub(crate) fn new(hours: u32) -> Self {
        Self { kept_for: Duration::from_secs(u64::from(hours) * 3600), seen: HashSet::new(), order: VecDeque::new() }
    }

    /// Remembers a call; false when it was seen before.
    pub(crate) fn remember(&mut self, now: Instant, id: Uuid) -> bool {
        while let Some((at, old)) = self.order.front().copied() {
            if now.saturating_duration_since(at) <= self.kept_for && self.order.len() < MOST {
                break;
            }
            self.order.pop_front();
            self.seen.remove(&old);
        }
        if !self.seen.insert(id) {
            return false;
        }
        self.order.push_back((now, id));
        true
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use uuid::Uuid;

    use super::CallIds;

    #[test]
    fn a_call_is_remembered_for_its_hours_and_no_longer() {
        let mut ids = CallIds::new(24);
        let (start, hour) = (Instant::now(), Duration::from_secs(3600));
        let id = Uuid::from_u128(1);
        assert!(ids.remember(start, id));
        assert!(!ids.remember(start + 24 * hour, id));
        assert!(ids.remember(start + 25 * hour, id));
        assert_eq!(ids.seen.len(), ids.order.len());
    }
}
