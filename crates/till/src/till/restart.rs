//! Take everything up again that was open when the program ended (reliability, R4).

use super::actor::{Actor, Followed};
use super::compare::Comparison;
use super::record::Unwritten;
use super::show::row;
use super::watch::Watch;
use crate::audit::AuditAct;
use crate::journal::{JournalError, StoredSale};
use crate::rules::Rule;
use crate::sale::{CancelCause, Place, SaleEvent, SaleState};
use crate::tag::SaleNumber;
use crate::view::{CommandProblem, CreateProblem};

impl Actor {
    /// Reads the journal and settles what can be settled without asking. Runs once, before the first turn.
    pub(super) fn take_up(&mut self) -> Result<(), JournalError> {
        let now = self.now();
        self.begun_anew = self.journal.begun_anew()?.filter(|begun| !begun.is_acknowledged);
        self.last_number = self.journal.last_number()?.unwrap_or(SaleNumber(0));
        let recent = self.journal.recent(self.settings.recent_limit)?;
        let anew = self.journal.begun_anew()?;
        let random = self.ids.make_bits();
        self.comparison = Comparison::new(now, &recent, anew.as_ref(), &self.setup.till_code, random);
        for StoredSale { sale, ended_at, .. } in recent {
            self.charges.note(&sale, ended_at, self.settings.recent_limit);
            self.recent.insert(sale.intent.number, row(&sale, ended_at, &self.setup.till_code));
        }
        self.shift = self.journal.last_shift()?;
        self.bill = self.journal.last_bill()?;
        let unfinished = if self.setup.rules.hold(Rule::TakeUp) { self.journal.unfinished()? } else { Vec::new() };
        for StoredSale { sale, entries, ended_at } in unfinished {
            let watch = Watch::new(now, true);
            self.sales.insert(sale.intent.number, Followed { sale, entries, ended_at, watch });
        }
        let live = self.live();
        let numbers: Vec<SaleNumber> = self.sales.keys().copied().collect();
        for number in numbers {
            match self.resume(number, live == Some(number)) {
                Ok(()) => {}
                Err(Unwritten::Journal(error)) => return Err(error),
                Err(unwritten @ (Unwritten::Gone | Unwritten::Illegal(_) | Unwritten::IllegalRefund(_))) => {
                    tracing::error!(sale = %self.label(number), error = %unwritten, "a sale could not be taken up again");
                }
            }
        }
        self.take_up_refunds()?;
        self.connection.see(now);
        Ok(())
    }

    /// Staff have seen that the journal was begun anew; it is written before it is no longer shown.
    pub(super) fn acknowledge_journal(&mut self) -> Result<(), CommandProblem> {
        self.audit(AuditAct::JournalAcknowledged)?;
        self.journal.acknowledge_begun_anew(self.clock.now())?;
        self.begun_anew = None;
        Ok(())
    }

    fn resume(&mut self, number: SaleNumber, is_live: bool) -> Result<(), Unwritten> {
        let Some(followed) = self.sales.get(&number).filter(|followed| !followed.sale.is_filed()) else {
            return Ok(());
        };
        let state = followed.sale.state.clone();
        let is_aside = followed.sale.place == Place::Aside;
        match state {
            // Its tray, if there is one, was never seen by anybody.
            SaleState::Creating => {
                self.append(number, &SaleEvent::NotOpened { problem: CreateProblem::Interrupted })?;
            }
            SaleState::Abandoned => {
                self.append(number, &SaleEvent::NotOpened { problem: CreateProblem::Abandoned })?;
                return self.append(number, &SaleEvent::Acknowledged);
            }
            // Whether the change arrived is unknown for ever, so the tray is given up.
            SaleState::Amending { to, .. } => {
                let cause = CancelCause::AmendUnanswered { to };
                self.append(number, &SaleEvent::CancelAsked { cause })?;
            }
            SaleState::NotCreated { .. } if is_aside => return self.append(number, &SaleEvent::Acknowledged),
            SaleState::Open { .. }
            | SaleState::Canceling { .. }
            | SaleState::Extending { .. }
            | SaleState::Undecided { .. }
            | SaleState::Succeeded { .. }
            | SaleState::Failed { .. }
            | SaleState::Canceled { .. }
            | SaleState::Expired { .. }
            | SaleState::NotCreated { .. } => {}
        }
        // An older sale that a newer one has followed on the screen had been seen to its end there.
        let is_older = !is_live && !is_aside;
        match self.sales.get(&number).map(|followed| followed.sale.state.is_final()) {
            Some(true) if is_older => self.append(number, &SaleEvent::Acknowledged),
            Some(false) if is_older => self.append(number, &SaleEvent::Parked),
            Some(_) | None => Ok(()),
        }
    }
}
