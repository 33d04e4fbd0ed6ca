//! What an event makes of a bill: pure and total, for the live till and for replay.

use super::{Bill, BillEvent, BillState, BillWay, SettledPart};

/// An event that cannot happen to a bill in this state.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{event} cannot happen to a bill that is {state}")]
pub struct IllegalBill {
    /// The state's name.
    pub state: &'static str,
    /// The event's name.
    pub event: &'static str,
}

impl Bill {
    /// The bill after an event.
    ///
    /// A part counts whenever it becomes certain, also after what was open had been given up: money that moved is never
    /// left out. It counts once.
    pub fn after(&self, event: &BillEvent) -> Result<Self, IllegalBill> {
        let illegal = IllegalBill { state: self.state.name(), event: event.name() };
        let is_open = !self.state.is_final();
        match event {
            BillEvent::Chosen { how } if is_open && self.state != BillState::Cash => Ok(self.clone().going(*how)),
            BillEvent::ToppedUp { sale } if self.topped_up.contains(sale) => Err(illegal),
            BillEvent::ToppedUp { sale } => {
                let mut after = self.clone();
                after.topped_up.push(*sale);
                if self.state == BillState::TopupFirst {
                    after.state = BillState::Next;
                }
                Ok(after)
            }
            BillEvent::Settled { sale, .. } if self.settled.iter().any(|part| part.sale == *sale) => Err(illegal),
            BillEvent::Settled { sale, amount } => {
                let mut after = self.clone();
                after.settled.push(SettledPart { sale: *sale, amount: *amount });
                after.state = match (self.state, after.open()) {
                    (BillState::GivenUp, _) => BillState::GivenUp,
                    (_, None) => BillState::Done,
                    (BillState::Lower | BillState::Cash, Some(_)) => BillState::Cash,
                    (BillState::TopupFirst | BillState::Next | BillState::Done, Some(_)) => BillState::Next,
                };
                Ok(after)
            }
            BillEvent::CashSettled if self.state == BillState::Cash => {
                Ok(Self { state: BillState::Done, ..self.clone() })
            }
            BillEvent::GivenUp if is_open => Ok(Self { state: BillState::GivenUp, ..self.clone() }),
            BillEvent::Chosen { .. } | BillEvent::CashSettled | BillEvent::GivenUp => Err(illegal),
        }
    }

    pub(super) fn going(mut self, how: BillWay) -> Self {
        self.state = match how {
            BillWay::TopupFirst => BillState::TopupFirst,
            BillWay::Split { most } => {
                self.most = Some(most);
                BillState::Next
            }
            BillWay::Lower => BillState::Lower,
        };
        self
    }
}
