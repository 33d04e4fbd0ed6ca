//! Cancel: cover the QR, withdraw the tray, and let an answer about the tray decide (reliability, R9 and R10).

use partner_api::Error;
use partner_api::schema::Cashtray;
use tokio::time::Instant;

use super::actor::Actor;
use super::requests::Outcome;
use crate::audit::AuditAct;
use crate::rules::Rule;
use crate::sale::{CancelCause, SaleEvent, SaleState};
use crate::tag::SaleNumber;
use crate::view::CommandProblem;

impl Actor {
    /// Before a QR is there the sale is left; a tray that comes is withdrawn unseen. Afterwards it is withdrawn: the
    /// request goes out in the same turn of the loop.
    pub(super) fn cancel(&mut self, number: SaleNumber) -> Result<(), CommandProblem> {
        let followed = self.sales.get(&number).ok_or(CommandProblem::NotPossibleNow)?;
        let event = if followed.sale.state == SaleState::Creating {
            SaleEvent::Abandoned
        } else {
            SaleEvent::CancelAsked { cause: CancelCause::Staff }
        };
        let act = AuditAct::Canceled { number: self.setup.till_code.label(number) };
        self.append_act(number, &event, Some(act))?;
        Ok(())
    }

    /// Whatever the answer, the tray is asked for; a withdrawal that may not have arrived is repeated.
    pub(super) fn tray_withdrawn(&mut self, number: SaleNumber, sent: Instant, outcome: &Outcome<Cashtray>) {
        self.learn(sent, outcome);
        let now = self.now();
        let is_answered = match outcome {
            Ok(_) => true,
            Err(Error::NotSent { .. }) => false,
            Err(error) => !error.is_outcome_unknown(),
        };
        self.watch(number, |watch| {
            watch.end_change(now);
            watch.withdrawal.is_answered = is_answered;
        });
        let rule = if is_answered { Rule::RefusalIsAsked } else { Rule::SilenceIsUnknown };
        if outcome.is_err() && !self.setup.rules.hold(rule) {
            self.carry(number, SaleEvent::Canceled);
        }
    }
}
