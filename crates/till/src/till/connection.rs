//! How well the far side answers, judged by real answers only. While it answers and no tray is open, nothing is asked
//! for the sake of this word; while it does not, a ping now and then keeps "offline" from outliving the trouble.

use std::time::Duration;

use partner_api::TlsProblem;
use tokio::time::Instant;

use crate::settings::Settings;
use crate::view::ConnectionState;

/// An idle connection is kept for less than 50 s; after this long a fresh one is made ready.
const WARM_FOR: Duration = Duration::from_secs(40);

/// What the answers so far say.
#[derive(Clone, Debug, Default)]
pub(super) struct Connection {
    last_answer: Option<Instant>,
    lost_since: Option<Instant>,
    /// When to see whether it answers, should nothing else ask by then.
    ping_at: Option<Instant>,
    is_pinging: bool,
    /// Why the last request found no trusted connection.
    untrusted: Option<TlsProblem>,
}

impl Connection {
    /// The server was reached and said something in its documented form.
    pub(super) fn reached(&mut self, now: Instant) {
        self.last_answer = Some(now);
        self.lost_since = None;
        self.ping_at = None;
        self.untrusted = None;
    }

    /// A request sent then had no usable answer. The word for it must not grow old while nothing is asked, so it is
    /// to be seen again then.
    pub(super) fn lost(&mut self, sent: Instant, again_at: Instant, untrusted: Option<TlsProblem>) {
        self.untrusted = untrusted;
        self.lost_since = Some(self.lost_since.map_or(sent, |before| before.min(sent)));
        self.ping_at = Some(again_at);
    }

    /// Why no trusted connection can be made, as far as the last request knows.
    pub(super) fn untrusted(&self) -> Option<&TlsProblem> {
        self.untrusted.as_ref()
    }

    /// Nothing has been asked since the program started: see at once.
    pub(super) fn see(&mut self, now: Instant) {
        self.ping_at = Some(now);
    }

    /// Whether a connection is ready, or is being made ready.
    pub(super) fn is_warm(&self, now: Instant) -> bool {
        self.is_pinging || self.lost_since.is_none() && self.last_answer.is_some_and(|at| now < at + WARM_FOR)
    }

    /// When to see whether it answers.
    pub(super) fn next_ping(&self) -> Option<Instant> {
        self.ping_at.filter(|_| !self.is_pinging)
    }

    /// A ping is under way.
    pub(super) fn start_ping(&mut self) {
        self.is_pinging = true;
        self.ping_at = None;
    }

    /// It has ended.
    pub(super) fn end_ping(&mut self) {
        self.is_pinging = false;
    }

    /// The word for it, while the oldest request has been under way since `oldest_request`.
    pub(super) fn state(
        &self,
        now: Instant,
        oldest_request: Option<Instant>,
        is_slowed: bool,
        settings: &Settings,
    ) -> ConnectionState {
        let passed = |since: Option<Instant>, limit| since.is_some_and(|at| now >= at + limit);
        if passed(self.lost_since, settings.silent_after) || passed(oldest_request, settings.silent_after) {
            ConnectionState::Offline
        } else if self.lost_since.is_some() {
            ConnectionState::Reconnecting
        } else if is_slowed || passed(oldest_request, settings.unsteady_after) {
            ConnectionState::Slow
        } else if self.last_answer.is_some() {
            ConnectionState::Connected
        } else {
            ConnectionState::Unknown
        }
    }

    /// When the word may change by itself.
    pub(super) fn next_change(&self, oldest_request: Option<Instant>, settings: &Settings) -> [Option<Instant>; 3] {
        [
            self.lost_since.map(|at| at + settings.silent_after),
            oldest_request.map(|at| at + settings.unsteady_after),
            oldest_request.map(|at| at + settings.silent_after),
        ]
    }
}
