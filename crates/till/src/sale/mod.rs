//! A sale: what was asked for, where it stands, and the one function that moves it.
//!
//! Everything here is pure data and pure functions. The journal stores the [`Entry`]s; replaying them through
//! [`Sale::begin`] and [`Sale::after`] gives the sale that the live till had, because the live till moves it the same
//! way. Nothing here knows clocks, requests, files or windows.
//!
//! To add a state or an event: add the variant, and the compiler names every place in `next.rs`, `view.rs` and the
//! journal's projection that has to take a decision about it.

mod event;
mod next;
mod outcome;
mod state;
#[cfg(test)]
pub(crate) mod tests;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use event::{Entry, SaleEvent};
pub use next::{IllegalTransition, next};
pub use outcome::{ALREADY_PROCEED, Attempt, Failure, Success, UNRESOLVED};
pub use state::{CancelCause, Overtaken, SaleState, Trace, Tray};

use crate::bill::BillNumber;
use crate::money::{Amount, Direction};
use crate::tag::{SaleNumber, Tag};

/// What staff asked for. Durable before anything is sent (reliability, R1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intent {
    /// The sale's number on this till.
    pub number: SaleNumber,
    /// Payment or top-up.
    pub direction: Direction,
    /// What was asked for first; an amend does not change it here.
    pub amount: Amount,
    /// The staff's note; may be empty.
    #[serde(default)]
    pub note: String,
    /// The unique mark in the transaction's description.
    pub tag: Tag,
    /// When Enter was pressed, by the server's clock.
    pub started_at: Timestamp,
    /// The bill that it is a step of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bill: Option<BillNumber>,
    /// The life that is asked for its tray, in seconds; `None` in entries of before it could be chosen, and for a sale
    /// that only the server's list knew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub life_seconds: Option<u32>,
}

/// Where a sale stands on the till, beside where it stands with the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// On the screen, or waiting for its result to be acknowledged there.
    Screen,
    /// Set aside by staff; followed in the background.
    Aside,
    /// Its end has been acknowledged; nothing is left to do.
    Filed,
}

/// One sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sale {
    /// What was asked for.
    pub intent: Intent,
    /// Where it stands with the server.
    pub state: SaleState,
    /// Where it stands on the till.
    pub place: Place,
    /// What the server's list of transactions has to do with it.
    pub trace: Trace,
}

impl Sale {
    /// A sale whose tray is about to be asked for.
    pub fn begin(intent: Intent) -> Self {
        Self { intent, state: SaleState::Creating, place: Place::Screen, trace: Trace::Needless }
    }

    /// A sale that is known from the server's list only. It waits aside until staff have been told.
    pub fn adopt(intent: Intent, success: Success) -> Self {
        let state = SaleState::Succeeded { asked: intent.amount, success, overtaken: None };
        Self { intent, state, place: Place::Aside, trace: Trace::Adopted }
    }

    /// The sale after an event, or why the event cannot have happened to it.
    pub fn after(&self, event: &SaleEvent) -> Result<Self, IllegalTransition> {
        let state = next(self.state.clone(), event)?;
        let place = match event {
            // Its customer still stands there, and nobody has acknowledged that it is not known.
            SaleEvent::FoundInList { .. } if matches!(self.state, SaleState::Failed { .. }) && self.is_on_screen() => {
                Place::Screen
            }
            // Whoever stands at the screen now is another customer.
            SaleEvent::Parked | SaleEvent::Abandoned | SaleEvent::FoundInList { .. } => Place::Aside,
            SaleEvent::Acknowledged => Place::Filed,
            SaleEvent::Opened { .. }
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
            | SaleEvent::NotInList => self.place,
        };
        let trace = self.trace.after(event);
        Ok(Self { intent: self.intent.clone(), state, place, trace })
    }

    /// What is asked for now: the first amount, or what it was amended to.
    pub fn asked(&self) -> Amount {
        self.state.asked().unwrap_or(self.intent.amount)
    }

    fn is_on_screen(&self) -> bool {
        self.place == Place::Screen
    }

    /// Whether its end was acknowledged.
    pub fn is_filed(&self) -> bool {
        self.place == Place::Filed
    }

    /// Whether nothing is left to do: its end was acknowledged and the server's list has nothing to say any more.
    pub fn is_over(&self) -> bool {
        self.is_filed() && self.trace != Trace::Sought
    }

    /// Whether staff left it before a QR was there: it is withdrawn without being shown.
    pub fn is_abandoned(&self) -> bool {
        matches!(self.state, SaleState::Abandoned | SaleState::Canceling { cause: CancelCause::Abandoned, .. })
    }
}
