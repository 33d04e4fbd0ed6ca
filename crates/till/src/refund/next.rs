//! The one function that moves a refund. Total, pure, without a catch-all: live till and replay both go through it.

use jiff::Timestamp;

use super::{RefundEvent, RefundState};

/// An event that cannot happen to a refund in this state.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{event} cannot happen to a refund that is {state}")]
pub struct IllegalRefund {
    /// The state's name.
    pub state: &'static str,
    /// The event's name.
    pub event: &'static str,
}

/// The state after an event. What is not listed is illegal; what was taken back stays so.
pub fn next(state: RefundState, event: &RefundEvent) -> Result<RefundState, IllegalRefund> {
    let illegal = IllegalRefund { state: state.name(), event: event.name() };
    let moved = match state {
        RefundState::Intended => from_intended(event),
        RefundState::Asking { over_at } => from_asking(over_at, event),
        RefundState::Unanswered { over_at: _ } => from_unanswered(event),
        done @ (RefundState::Refunded { .. } | RefundState::RefundedElsewhere { .. }) => from_done(done, event),
        undone @ (RefundState::Refused { .. } | RefundState::NotCarriedOut { .. }) => from_undone(undone, event),
    };
    moved.ok_or(illegal)
}

fn from_intended(event: &RefundEvent) -> Option<RefundState> {
    match event {
        RefundEvent::Sent { over_at } => Some(RefundState::Asking { over_at: *over_at }),
        // `Refunded` at once: an earlier try that was believed dead was carried out after all.
        RefundEvent::Refunded { .. }
        | RefundEvent::FoundRefunded { .. }
        | RefundEvent::Refused { .. }
        | RefundEvent::NotCarriedOut { .. } => settled(event),
        RefundEvent::Unanswered | RefundEvent::TriedAgain { .. } | RefundEvent::Acknowledged => None,
    }
}

fn from_asking(over_at: Timestamp, event: &RefundEvent) -> Option<RefundState> {
    match event {
        RefundEvent::Unanswered => Some(RefundState::Unanswered { over_at }),
        RefundEvent::Refunded { .. } | RefundEvent::Refused { .. } | RefundEvent::NotCarriedOut { .. } => {
            settled(event)
        }
        RefundEvent::Sent { .. }
        | RefundEvent::FoundRefunded { .. }
        | RefundEvent::TriedAgain { .. }
        | RefundEvent::Acknowledged => None,
    }
}

fn from_unanswered(event: &RefundEvent) -> Option<RefundState> {
    match event {
        RefundEvent::Refunded { .. } | RefundEvent::FoundRefunded { .. } | RefundEvent::NotCarriedOut { .. } => {
            settled(event)
        }
        RefundEvent::Sent { .. }
        | RefundEvent::Unanswered
        | RefundEvent::Refused { .. }
        | RefundEvent::TriedAgain { .. }
        | RefundEvent::Acknowledged => None,
    }
}

fn from_done(done: RefundState, event: &RefundEvent) -> Option<RefundState> {
    match event {
        RefundEvent::Acknowledged => Some(done),
        RefundEvent::Sent { .. }
        | RefundEvent::Unanswered
        | RefundEvent::Refunded { .. }
        | RefundEvent::FoundRefunded { .. }
        | RefundEvent::Refused { .. }
        | RefundEvent::NotCarriedOut { .. }
        | RefundEvent::TriedAgain { .. } => None,
    }
}

fn from_undone(undone: RefundState, event: &RefundEvent) -> Option<RefundState> {
    match event {
        RefundEvent::TriedAgain { .. } => Some(RefundState::Intended),
        RefundEvent::Acknowledged => Some(undone),
        RefundEvent::Sent { .. }
        | RefundEvent::Unanswered
        | RefundEvent::Refunded { .. }
        | RefundEvent::FoundRefunded { .. }
        | RefundEvent::Refused { .. }
        | RefundEvent::NotCarriedOut { .. } => None,
    }
}

/// How an event ends a refund that was under way.
fn settled(event: &RefundEvent) -> Option<RefundState> {
    match event {
        RefundEvent::Refunded { facts } => Some(RefundState::Refunded { facts: facts.clone() }),
        RefundEvent::FoundRefunded { facts } => Some(RefundState::RefundedElsewhere { facts: facts.clone() }),
        RefundEvent::Refused { refusal } => Some(RefundState::Refused { refusal: refusal.clone() }),
        RefundEvent::NotCarriedOut { why } => Some(RefundState::NotCarriedOut { why: *why }),
        RefundEvent::Sent { .. }
        | RefundEvent::Unanswered
        | RefundEvent::TriedAgain { .. }
        | RefundEvent::Acknowledged => None,
    }
}
