//! The one function that moves a sale. Total, pure, without a catch-all: live till and replay both go through it.

use super::{Attempt, CancelCause, Overtaken, SaleEvent, SaleState, Tray};
use crate::money::Amount;
use crate::view::CreateProblem;

/// An event that cannot happen to a sale in this state.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{event} cannot happen to a sale that is {state}")]
pub struct IllegalTransition {
    /// The state's name.
    pub state: &'static str,
    /// The event's name.
    pub event: &'static str,
}

/// The state after an event. What is not listed is illegal; what has ended changes only when the server's list shows
/// that money moved after all.
pub fn next(state: SaleState, event: &SaleEvent) -> Result<SaleState, IllegalTransition> {
    let illegal = IllegalTransition { state: state.name(), event: event.name() };
    let moved = match state {
        SaleState::Creating => from_creating(event),
        SaleState::Abandoned => from_abandoned(event),
        SaleState::Open { tray } => from_open(tray, event),
        SaleState::Canceling { tray, cause } => {
            let overtaken = match cause {
                CancelCause::Staff => Some(Overtaken::Cancel),
                CancelCause::AmendUnanswered { .. } => Some(Overtaken::Amend),
                CancelCause::Abandoned | CancelCause::WrongTray | CancelCause::Unreliable => None,
            };
            from_canceling(tray, cause, event).map(|state| overtaking(state, overtaken))
        }
        SaleState::Amending { tray, to } => {
            let amending = SaleState::Amending { tray: tray.clone(), to };
            from_changing(amending, tray, to, event).map(|state| overtaking(state, Some(Overtaken::Amend)))
        }
        SaleState::Extending { tray } => {
            let (extending, asked) = (SaleState::Extending { tray: tray.clone() }, tray.amount);
            from_changing(extending, tray, asked, event)
        }
        SaleState::Undecided { tray, asked, attempt, overtaken } => {
            from_undecided(tray, asked, attempt, event).map(|state| overtaking(state, overtaken))
        }
        ended @ (SaleState::Succeeded { .. }
        | SaleState::Failed { .. }
        | SaleState::Canceled { .. }
        | SaleState::Expired { .. }
        | SaleState::NotCreated { .. }) => from_ended(ended, event),
    };
    moved.ok_or(illegal)
}

fn from_creating(event: &SaleEvent) -> Option<SaleState> {
    match event {
        SaleEvent::Abandoned => Some(SaleState::Abandoned),
        SaleEvent::Opened { tray } => Some(SaleState::Open { tray: tray.clone() }),
        SaleEvent::OpenedUnfit { tray } => {
            Some(SaleState::Canceling { tray: tray.clone(), cause: CancelCause::WrongTray })
        }
        SaleEvent::NotOpened { problem } => Some(SaleState::NotCreated { problem: problem.clone() }),
        SaleEvent::Parked => Some(SaleState::Creating),
        SaleEvent::CancelAsked { .. }
        | SaleEvent::AmendAsked { .. }
        | SaleEvent::ExtendAsked
        | SaleEvent::Confirmed { .. }
        | SaleEvent::AttemptSeen { .. }
        | SaleEvent::Succeeded { .. }
        | SaleEvent::Failed { .. }
        | SaleEvent::Canceled
        | SaleEvent::Expired
        | SaleEvent::Acknowledged
        | SaleEvent::FoundInList { .. }
        | SaleEvent::NotInList => None,
    }
}

fn from_abandoned(event: &SaleEvent) -> Option<SaleState> {
    match event {
        SaleEvent::Opened { tray } | SaleEvent::OpenedUnfit { tray } => {
            Some(SaleState::Canceling { tray: tray.clone(), cause: CancelCause::Abandoned })
        }
        SaleEvent::NotOpened { .. } => Some(SaleState::NotCreated { problem: CreateProblem::Abandoned }),
        SaleEvent::Abandoned
        | SaleEvent::CancelAsked { .. }
        | SaleEvent::AmendAsked { .. }
        | SaleEvent::ExtendAsked
        | SaleEvent::Confirmed { .. }
        | SaleEvent::AttemptSeen { .. }
        | SaleEvent::Succeeded { .. }
        | SaleEvent::Failed { .. }
        | SaleEvent::Canceled
        | SaleEvent::Expired
        | SaleEvent::Parked
        | SaleEvent::Acknowledged
        | SaleEvent::FoundInList { .. }
        | SaleEvent::NotInList => None,
    }
}

fn from_open(tray: Tray, event: &SaleEvent) -> Option<SaleState> {
    match event {
        SaleEvent::CancelAsked { cause } => Some(SaleState::Canceling { tray, cause: cause.clone() }),
        SaleEvent::AmendAsked { to } => Some(SaleState::Amending { tray, to: *to }),
        SaleEvent::ExtendAsked => Some(SaleState::Extending { tray }),
        SaleEvent::Confirmed { amount, expires_at } => {
            Some(SaleState::Open { tray: Tray { amount: *amount, expires_at: *expires_at, ..tray } })
        }
        SaleEvent::Parked => Some(SaleState::Open { tray }),
        SaleEvent::AttemptSeen { .. }
        | SaleEvent::Succeeded { .. }
        | SaleEvent::Failed { .. }
        | SaleEvent::Canceled
        | SaleEvent::Expired => {
            let asked = tray.amount;
            read_or_ended(tray, asked, event)
        }
        SaleEvent::Abandoned
        | SaleEvent::Opened { .. }
        | SaleEvent::OpenedUnfit { .. }
        | SaleEvent::NotOpened { .. }
        | SaleEvent::Acknowledged
        | SaleEvent::FoundInList { .. }
        | SaleEvent::NotInList => None,
    }
}

fn from_canceling(tray: Tray, cause: CancelCause, event: &SaleEvent) -> Option<SaleState> {
    match event {
        // Still there: only its end may have moved, and the withdrawal goes on.
        SaleEvent::Confirmed { amount: _, expires_at } => {
            Some(SaleState::Canceling { tray: Tray { expires_at: *expires_at, ..tray }, cause })
        }
        SaleEvent::Parked => Some(SaleState::Canceling { tray, cause }),
        SaleEvent::Canceled | SaleEvent::Expired => match cause {
            CancelCause::Abandoned => Some(SaleState::NotCreated { problem: CreateProblem::Abandoned }),
            CancelCause::WrongTray => Some(SaleState::NotCreated { problem: CreateProblem::WrongTray }),
            CancelCause::AmendUnanswered { to } => read_or_ended(tray, to, event),
            CancelCause::Staff | CancelCause::Unreliable => {
                let asked = tray.amount;
                read_or_ended(tray, asked, event)
            }
        },
        SaleEvent::AttemptSeen { .. } | SaleEvent::Succeeded { .. } | SaleEvent::Failed { .. } => {
            let asked = match cause {
                CancelCause::AmendUnanswered { to } => to,
                CancelCause::Staff | CancelCause::Abandoned | CancelCause::WrongTray | CancelCause::Unreliable => {
                    tray.amount
                }
            };
            read_or_ended(tray, asked, event)
        }
        SaleEvent::Abandoned
        | SaleEvent::Opened { .. }
        | SaleEvent::OpenedUnfit { .. }
        | SaleEvent::NotOpened { .. }
        | SaleEvent::CancelAsked { .. }
        | SaleEvent::AmendAsked { .. }
        | SaleEvent::ExtendAsked
        | SaleEvent::Acknowledged
        | SaleEvent::FoundInList { .. }
        | SaleEvent::NotInList => None,
    }
}

/// An amend or an extension is on its way, and its answer has not come. The customer's reading was of `asked`.
fn from_changing(changing: SaleState, tray: Tray, asked: Amount, event: &SaleEvent) -> Option<SaleState> {
    match event {
        SaleEvent::Confirmed { amount, expires_at } => {
            Some(SaleState::Open { tray: Tray { amount: *amount, expires_at: *expires_at, ..tray } })
        }
        SaleEvent::CancelAsked { cause } => Some(SaleState::Canceling { tray, cause: cause.clone() }),
        SaleEvent::Parked => Some(changing),
        SaleEvent::AttemptSeen { .. }
        | SaleEvent::Succeeded { .. }
        | SaleEvent::Failed { .. }
        | SaleEvent::Canceled
        | SaleEvent::Expired => read_or_ended(tray, asked, event),
        SaleEvent::Abandoned
        | SaleEvent::Opened { .. }
        | SaleEvent::OpenedUnfit { .. }
        | SaleEvent::NotOpened { .. }
        | SaleEvent::AmendAsked { .. }
        | SaleEvent::ExtendAsked
        | SaleEvent::Acknowledged
        | SaleEvent::FoundInList { .. }
        | SaleEvent::NotInList => None,
    }
}

/// A reading was seen: the sale can no longer end as if nobody had read it.
fn from_undecided(tray: Tray, asked: Amount, attempt: Attempt, event: &SaleEvent) -> Option<SaleState> {
    match event {
        SaleEvent::Parked => Some(SaleState::Undecided { tray, asked, attempt, overtaken: None }),
        SaleEvent::AttemptSeen { .. } | SaleEvent::Succeeded { .. } | SaleEvent::Failed { .. } => {
            read_or_ended(tray, asked, event)
        }
        SaleEvent::Confirmed { .. }
        | SaleEvent::Abandoned
        | SaleEvent::Opened { .. }
        | SaleEvent::OpenedUnfit { .. }
        | SaleEvent::NotOpened { .. }
        | SaleEvent::CancelAsked { .. }
        | SaleEvent::AmendAsked { .. }
        | SaleEvent::ExtendAsked
        | SaleEvent::Canceled
        | SaleEvent::Expired
        | SaleEvent::Acknowledged
        | SaleEvent::FoundInList { .. }
        | SaleEvent::NotInList => None,
    }
}

/// Only the server's list, which shows the money itself, has a say after the end; and nothing after a success.
fn from_ended(ended: SaleState, event: &SaleEvent) -> Option<SaleState> {
    match event {
        SaleEvent::Acknowledged => Some(ended),
        SaleEvent::FoundInList { asked, success } => (!matches!(ended, SaleState::Succeeded { .. }))
            .then(|| SaleState::Succeeded { asked: *asked, success: success.clone(), overtaken: None }),
        SaleEvent::NotInList => (!matches!(ended, SaleState::Succeeded { .. })).then_some(ended),
        SaleEvent::Abandoned
        | SaleEvent::Opened { .. }
        | SaleEvent::OpenedUnfit { .. }
        | SaleEvent::NotOpened { .. }
        | SaleEvent::CancelAsked { .. }
        | SaleEvent::AmendAsked { .. }
        | SaleEvent::ExtendAsked
        | SaleEvent::Confirmed { .. }
        | SaleEvent::AttemptSeen { .. }
        | SaleEvent::Succeeded { .. }
        | SaleEvent::Failed { .. }
        | SaleEvent::Canceled
        | SaleEvent::Expired
        | SaleEvent::Parked => None,
    }
}

/// Keeps what the customer was quicker than, where the reading is what became of it.
fn overtaking(state: SaleState, by: Option<Overtaken>) -> SaleState {
    match state {
        SaleState::Undecided { tray, asked, attempt, overtaken } => {
            SaleState::Undecided { tray, asked, attempt, overtaken: overtaken.or(by) }
        }
        SaleState::Succeeded { asked, success, overtaken } => {
            SaleState::Succeeded { asked, success, overtaken: overtaken.or(by) }
        }
        SaleState::Creating
        | SaleState::Abandoned
        | SaleState::Open { .. }
        | SaleState::Canceling { .. }
        | SaleState::Amending { .. }
        | SaleState::Extending { .. }
        | SaleState::Failed { .. }
        | SaleState::Canceled { .. }
        | SaleState::Expired { .. }
        | SaleState::NotCreated { .. } => state,
    }
}

/// What an answer that is more than "still open" makes of a tray.
fn read_or_ended(tray: Tray, asked: Amount, event: &SaleEvent) -> Option<SaleState> {
    match event {
        SaleEvent::AttemptSeen { attempt } => {
            Some(SaleState::Undecided { tray, asked, attempt: attempt.clone(), overtaken: None })
        }
        SaleEvent::Succeeded { success } => {
            Some(SaleState::Succeeded { asked, success: success.clone(), overtaken: None })
        }
        SaleEvent::Failed { failure } => Some(SaleState::Failed { asked, failure: failure.clone() }),
        SaleEvent::Canceled => Some(SaleState::Canceled { asked }),
        SaleEvent::Expired => Some(SaleState::Expired { asked }),
        SaleEvent::Abandoned
        | SaleEvent::Opened { .. }
        | SaleEvent::OpenedUnfit { .. }
        | SaleEvent::NotOpened { .. }
        | SaleEvent::CancelAsked { .. }
        | SaleEvent::AmendAsked { .. }
        | SaleEvent::ExtendAsked
        | SaleEvent::Confirmed { .. }
        | SaleEvent::Parked
        | SaleEvent::Acknowledged
        | SaleEvent::FoundInList { .. }
        | SaleEvent::NotInList => None,
    }
}
