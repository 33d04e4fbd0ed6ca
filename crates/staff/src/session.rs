//! Who works now, and what a manager has just approved.

use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::{PersonId, Right};

/// How long an approval waits for its act.
pub const APPROVAL_LASTS: Duration = Duration::from_secs(60);

/// Who works now.
#[derive(Clone, Debug, Default)]
pub(crate) struct Session {
    pub(crate) who: Option<PersonId>,
    /// When a hand was last at the till. The wall clock is a witness beside the monotonic one, which on some systems
    /// stands still while the machine sleeps.
    active: Option<(Instant, Timestamp)>,
    pub(crate) approval: Option<Approval>,
}

/// A manager's PIN over the shoulder: good for one act, soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Approval {
    pub(crate) right: Right,
    pub(crate) by: PersonId,
    pub(crate) until: Instant,
}

impl Session {
    /// Somebody logs in, or nobody is there any more. What was approved for the one before is over.
    pub(crate) fn begin(&mut self, who: Option<PersonId>, now: Instant, wall: Timestamp) {
        *self = Self { who, active: Some((now, wall)), approval: None };
    }

    /// A hand is at the till.
    pub(crate) fn touch(&mut self, now: Instant, wall: Timestamp) {
        self.active = Some((now, wall));
    }

    /// For how long no hand was at the till, by the clock that saw more of it.
    pub(crate) fn idle(&self, now: Instant, wall: Timestamp) -> Duration {
        let Some((since, since_wall)) = self.active else { return Duration::ZERO };
        let by_wall = Duration::try_from(wall.duration_since(since_wall)).unwrap_or(Duration::ZERO);
        now.saturating_duration_since(since).max(by_wall)
    }

    /// Takes the approval of a right, if there is one in time.
    pub(crate) fn take_approval(&mut self, right: Right, now: Instant) -> Option<Approval> {
        self.approval = self.approval.filter(|approval| approval.until > now);
        if self.approval.is_some_and(|approval| approval.right == right) { self.approval.take() } else { None }
    }
}
