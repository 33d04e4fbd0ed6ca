//! Amend: another amount on the same tray. The QR is covered until an answer says what it is for (reliability, R12).

use partner_api::schema::Cashtray;
use tokio::time::Instant;

use super::actor::Actor;
use super::requests::{Outcome, end_of};
use crate::audit::AuditAct;
use crate::money::{Amount, Direction};
use crate::rules::Rule;
use crate::sale::{CancelCause, SaleEvent, SaleState};
use crate::tag::SaleNumber;
use crate::view::CommandProblem;

impl Actor {
    pub(super) fn amend(&mut self, number: SaleNumber, to: Amount) -> Result<(), CommandProblem> {
        let tray = self.open_tray(number)?;
        if tray.amount == to {
            return Ok(());
        }
        let direction = self.sales.get(&number).map_or(Direction::Payment, |it| it.sale.intent.direction);
        let act = AuditAct::Amended {
            number: self.setup.till_code.label(number),
            direction,
            from: tray.amount.to_string(),
            to: to.to_string(),
        };
        self.append_act(number, &SaleEvent::AmendAsked { to }, Some(act))?;
        self.send_amend(number, &tray, to);
        Ok(())
    }

    /// A refused change changed nothing, and the tray is asked for. One without an answer may still be carried out
    /// a minute later, so its tray is given up for a new one.
    pub(super) fn tray_amended(&mut self, number: SaleNumber, sent: Instant, to: Amount, outcome: Outcome<Cashtray>) {
        self.learn(sent, &outcome);
        let now = self.now();
        self.watch(number, |watch| watch.end_change(now));
        let Some(followed) = self.sales.get(&number) else { return };
        let SaleState::Amending { tray, .. } = &followed.sale.state else { return };
        if followed.watch.storing.is_some() {
            return;
        }
        let give_up = || SaleEvent::CancelAsked { cause: CancelCause::AmendUnanswered { to } };
        let event = match outcome {
            Ok(answer) => {
                let cashtray = answer.value;
                let terms = self.gateway.terms();
                let direction = followed.sale.intent.direction;
                let fits = terms.check(direction, to, cashtray.amount, &cashtray.account).is_ok();
                if cashtray.id == tray.id && fits {
                    SaleEvent::Confirmed { amount: to, expires_at: end_of(&cashtray, tray.expires_at) }
                } else {
                    give_up()
                }
            }
            Err(error) if error.is_outcome_unknown() && self.setup.rules.hold(Rule::GiveUpUnansweredAmend) => give_up(),
            Err(error) => {
                let reason = error.refusal().map(|refusal| refusal.kind.clone()).unwrap_or_default();
                return self.watch(number, |watch| watch.amend_refused = Some(reason));
            }
        };
        self.carry(number, event);
    }
}
