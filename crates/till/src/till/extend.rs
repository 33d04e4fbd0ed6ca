//! Extend: a longer life for the tray. Only the answers' `expires_at` counts; the amount is never sent along.

use std::time::Duration;

use partner_api::schema::Cashtray;
use tokio::time::Instant;

use super::actor::Actor;
use super::requests::Outcome;
use crate::sale::{SaleEvent, SaleState, Tray};
use crate::tag::SaleNumber;
use crate::view::CommandProblem;

impl Actor {
    pub(super) fn extend(&mut self, number: SaleNumber) -> Result<(), CommandProblem> {
        let tray = self.open_tray(number)?;
        self.append(number, &SaleEvent::ExtendAsked)?;
        let left = tray.expires_at.duration_since(self.clock.now());
        let life = Duration::try_from(left).unwrap_or_default() + self.settings().extension;
        self.send_extend(number, &tray, life);
        Ok(())
    }

    /// An answer that fits ends it. After any other, and after none, the tray is asked for: a life that is prolonged
    /// late does no harm, as every answer says when the tray ends.
    pub(super) fn tray_extended(&mut self, number: SaleNumber, sent: Instant, outcome: Outcome<Cashtray>) {
        self.learn(sent, &outcome);
        let now = self.now();
        self.watch(number, |watch| watch.end_change(now));
        let Some(followed) = self.sales.get(&number) else { return };
        let SaleState::Extending { tray } = &followed.sale.state else { return };
        let Ok(answer) = outcome else { return };
        if followed.watch.storing.is_some() {
            return;
        }
        let (cashtray, intent) = (answer.value, &followed.sale.intent);
        let terms = self.gateway.terms();
        let fits = terms.check(intent.direction, tray.amount, cashtray.amount, &cashtray.account).is_ok();
        if let (true, true, Some(expires_at)) = (cashtray.id == tray.id, fits, cashtray.expires_at.at()) {
            let amount = tray.amount;
            self.carry(number, SaleEvent::Confirmed { amount, expires_at });
        }
    }

    /// The tray of a sale that can be changed.
    pub(super) fn open_tray(&self, number: SaleNumber) -> Result<Tray, CommandProblem> {
        match self.sales.get(&number).map(|followed| &followed.sale.state) {
            Some(SaleState::Open { tray }) => Ok(tray.clone()),
            Some(_) | None => Err(CommandProblem::NotPossibleNow),
        }
    }
}
