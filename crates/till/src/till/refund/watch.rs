//! What the till keeps in mind about a refund, and when its transaction is to be read. Nothing here is durable.

use std::time::Duration;

use tokio::time::Instant;

use crate::refund::{Refund, RefundEvent, RefundState};
use crate::schedule;
use crate::till::watch::{Circumstances, Question};
use crate::view::NotCarriedOut;

/// For so long after a lost answer the transaction is read often: most answers that are lost were carried out.
const OFTEN_FOR: Duration = Duration::from_secs(10);
/// How often then.
const OFTEN: Duration = Duration::from_secs(1);

/// What is kept in mind about a refund while it is followed.
#[derive(Clone, Debug)]
pub(in crate::till) struct RefundWatch {
    /// The refund was in the journal when the program started, and was not asked for again since.
    pub(super) is_taken_up: bool,
    /// Since when this try is followed.
    pub(super) since: Instant,
    /// Since when the request has no answer.
    pub(super) unanswered_since: Option<Instant>,
    /// The question under way.
    pub(super) reading: Option<Question>,
    /// The last question.
    pub(super) read: Option<Question>,
    /// Read as soon as no question is under way.
    pub(super) is_urgent: bool,
    /// The last question had no usable answer; ask again then.
    pub(super) retry_at: Option<Instant>,
    /// Why the last question had no usable answer.
    pub(super) trouble: NotCarriedOut,
    /// The request is under way since then.
    pub(super) sending: Option<Instant>,
    /// The jitter of the next gap.
    pub(super) jitter: u64,
    /// Its write reported an error, so the journal may hold it or not.
    pub(super) unsure: Option<RefundEvent>,
    /// What happened and could not be written yet, and when to try again. Nothing else happens meanwhile.
    pub(super) storing: Option<(RefundEvent, Instant)>,
}

impl RefundWatch {
    pub(super) fn new(now: Instant, is_taken_up: bool) -> Self {
        Self {
            is_taken_up,
            since: now,
            unanswered_since: None,
            reading: None,
            read: None,
            is_urgent: true,
            retry_at: None,
            trouble: NotCarriedOut::NoAnswer,
            sending: None,
            jitter: u64::MAX / 2,
            unsure: None,
            storing: None,
        }
    }

    /// Since when the oldest request about this refund is under way.
    pub(in crate::till) fn oldest_request(&self) -> Option<Instant> {
        let reading = self.reading.map(|question| question.sent);
        [reading, self.sending].into_iter().flatten().min()
    }
}

/// When the transaction is to be read; `None` while there is nothing to read.
pub(super) fn next_read(refund: &Refund, watch: &RefundWatch, around: &Circumstances<'_>) -> Option<Instant> {
    if watch.reading.is_some() || watch.storing.is_some() {
        return None;
    }
    match &refund.state {
        RefundState::Intended => {
            let at = if watch.is_urgent { around.now } else { watch.retry_at.unwrap_or(around.now) };
            Some(around.pace.put_off(at))
        }
        RefundState::Unanswered { .. } => {
            let at = match (watch.is_urgent, watch.retry_at, watch.read) {
                (true, _, _) | (false, None, None) => around.now,
                (false, Some(at), _) => at,
                (false, None, Some(read)) => {
                    let is_fresh = watch.unanswered_since.is_some_and(|since| read.sent < since + OFTEN_FOR);
                    let gap = if is_fresh { OFTEN } else { around.settings.parked_gap };
                    read.sent + schedule::jittered(around.pace.stretch(gap), watch.jitter)
                }
            };
            Some(around.pace.put_off(at).max(around.background_from))
        }
        RefundState::Asking { .. }
        | RefundState::Refunded { .. }
        | RefundState::RefundedElsewhere { .. }
        | RefundState::Refused { .. }
        | RefundState::NotCarriedOut { .. } => None,
    }
}

/// When a refund that could not be sent yet is given up; `None` once it was sent, and while an answer may still come.
pub(super) fn give_up_at(refund: &Refund, watch: &RefundWatch, around: &Circumstances<'_>) -> Option<Instant> {
    let is_waiting = refund.state == RefundState::Intended && watch.reading.is_none() && watch.storing.is_none();
    is_waiting.then(|| watch.since + around.settings.refund_read_limit)
}
