//! Writing, and only then being so. Every change of a sale goes through here.

use jiff::Timestamp;
use tokio::time::Instant;

use super::actor::{Actor, Followed};
use super::show::row;
use super::watch::{Watch, Withdrawal};
use crate::audit::AuditAct;
use crate::journal::{JournalError, Record};
use crate::refund::IllegalRefund;
use crate::sale::{CancelCause, Entry, IllegalTransition, Intent, Place, Sale, SaleEvent, SaleState, Success};
use crate::tag::SaleNumber;

/// Why an event is not part of a sale.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unwritten {
    /// The sale is not followed any more.
    #[error("the sale is not followed any more")]
    Gone,
    /// The event cannot happen to the sale.
    #[error(transparent)]
    Illegal(#[from] IllegalTransition),
    /// The event cannot happen to the refund.
    #[error(transparent)]
    IllegalRefund(#[from] IllegalRefund),
    /// The journal did not take it.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl Actor {
    /// Writes a new sale's intent; the sale exists once this has returned `Ok`.
    pub(super) fn append_intent(&mut self, intent: Intent) -> Result<(), JournalError> {
        let (at, sale) = (intent.started_at, Sale::begin(intent.clone()));
        let act = AuditAct::Started {
            number: self.setup.till_code.label(intent.number),
            direction: intent.direction,
            amount: intent.amount.to_string(),
        };
        self.append_first(at, &Entry::Begun(intent), sale, None, Some(act))
    }

    /// Writes a sale that is known from the server's list only.
    pub(super) fn append_adopted(&mut self, intent: Intent, success: Success) -> Result<(), JournalError> {
        let (at, sale) = (self.clock.now(), Sale::adopt(intent.clone(), success.clone()));
        self.append_first(at, &Entry::Adopted { intent, success }, sale, Some(at), None)
    }

    fn append_first(
        &mut self,
        at: Timestamp,
        entry: &Entry,
        sale: Sale,
        ended_at: Option<Timestamp>,
        act: Option<AuditAct>,
    ) -> Result<(), JournalError> {
        let number = sale.intent.number;
        let written = self.write_sale(Record { seq: 0, at, entry, sale: &sale }, act);
        self.note_journal(&written);
        written?;
        let watch = Watch::new(self.now(), false);
        self.sales.insert(number, Followed { sale, entries: 1, ended_at, watch });
        self.update_row(number);
        Ok(())
    }

    /// Writes an event, then moves the sale. A sale that is filed by it is let go.
    pub(super) fn append(&mut self, number: SaleNumber, event: &SaleEvent) -> Result<(), Unwritten> {
        self.append_act(number, event, None)
    }

    /// The same for what staff do: it is audited with the event.
    pub(super) fn append_act(
        &mut self,
        number: SaleNumber,
        event: &SaleEvent,
        act: Option<AuditAct>,
    ) -> Result<(), Unwritten> {
        self.catch_up(number, event)?;
        let (at, now) = (self.clock.now(), self.now());
        let followed = self.sales.get(&number).ok_or(Unwritten::Gone)?;
        let sale = followed.sale.after(event)?;
        let entry = Entry::Happened(event.clone());
        let seq = followed.entries;
        let written = self.write_sale(Record { seq, at, entry: &entry, sale: &sale }, act);
        let followed = self.sales.get_mut(&number).ok_or(Unwritten::Gone)?;
        if written.is_ok() {
            followed.entries += 1;
            if sale.state.is_final() {
                followed.ended_at.get_or_insert(at);
            }
            followed.sale = sale;
            followed.watch.unsure = None;
            note(&mut followed.watch, event, now);
        } else {
            followed.watch.unsure = Some(event.clone());
        }
        self.note_journal(&written);
        written?;
        tracing::info!(sale = %self.label(number), event = event.name(), "a sale moved");
        self.update_row(number);
        if self.sales.get(&number).is_some_and(|followed| followed.sale.is_over()) {
            self.sales.remove(&number);
        }
        Ok(())
    }

    /// A write that reported an error may have been carried out all the same. Before another entry follows it, the
    /// journal says what it holds; the same entry may simply be written again.
    fn catch_up(&mut self, number: SaleNumber, event: &SaleEvent) -> Result<(), JournalError> {
        let unsure = self.sales.get(&number).and_then(|followed| followed.watch.unsure.as_ref());
        if unsure.is_none_or(|unsure| unsure == event) {
            return Ok(());
        }
        let stored = self.journal.unfinished()?.into_iter().find(|stored| stored.sale.intent.number == number);
        if let (Some(stored), Some(followed)) = (stored, self.sales.get_mut(&number)) {
            (followed.sale, followed.entries) = (stored.sale, stored.entries);
            followed.watch.unsure = None;
        }
        Ok(())
    }

    /// Takes over what the server said. What the journal does not take is kept and written later; the sale stays
    /// where it is until then.
    pub(super) fn carry(&mut self, number: SaleNumber, event: SaleEvent) {
        let before = self.sales.get(&number).map(|followed| followed.sale.state.clone());
        match self.append(number, &event) {
            Ok(()) => self.follow_up(number, before),
            Err(Unwritten::Journal(_)) => {
                let again_at = self.now() + self.settings().journal_retry;
                self.watch(number, |watch| watch.storing = Some((event, again_at)));
            }
            Err(unwritten @ (Unwritten::Gone | Unwritten::Illegal(_) | Unwritten::IllegalRefund(_))) => {
                tracing::error!(sale = %self.label(number), error = %unwritten, "an answer does not fit the sale and was left out");
            }
        }
    }

    /// Writes again what the journal did not take, where the time for it has come.
    pub(super) fn store_again(&mut self) {
        let now = self.now();
        let is_due = |followed: &Followed| followed.watch.storing.as_ref().is_some_and(|(_, at)| *at <= now);
        let due: Vec<SaleNumber> = self.sales.iter().filter(|(_, it)| is_due(it)).map(|(number, _)| *number).collect();
        for number in due {
            let stored = self.sales.get_mut(&number).and_then(|followed| followed.watch.storing.take());
            if let Some((event, _)) = stored {
                self.carry(number, event);
                self.watch(number, |watch| watch.is_urgent = watch.storing.is_none());
            }
        }
    }

    /// What the till does by itself once an answer is written.
    fn follow_up(&mut self, number: SaleNumber, before: Option<SaleState>) {
        let Some(followed) = self.sales.get(&number) else { return };
        let (sale, is_taken_up) = (&followed.sale, followed.watch.is_taken_up);
        match (&sale.state, before) {
            // Nobody saw its QR and nobody waits for it.
            (SaleState::NotCreated { .. }, _) if sale.place == Place::Aside => self.acknowledge(number),
            // The amount that was wanted gets a tray of its own, now that the old one is certainly dead.
            (
                SaleState::Canceled { .. },
                Some(SaleState::Canceling { cause: CancelCause::AmendUnanswered { to }, .. }),
            ) if sale.place == Place::Screen && !is_taken_up => {
                let Intent { direction, note, .. } = sale.intent.clone();
                let bill = self.bill_again(sale);
                if self.begin(direction, to, &note, bill).is_ok() {
                    self.acknowledge(number);
                }
            }
            (
                SaleState::Creating
                | SaleState::Abandoned
                | SaleState::Open { .. }
                | SaleState::Canceling { .. }
                | SaleState::Amending { .. }
                | SaleState::Extending { .. }
                | SaleState::Undecided { .. }
                | SaleState::Succeeded { .. }
                | SaleState::Failed { .. }
                | SaleState::Canceled { .. }
                | SaleState::Expired { .. }
                | SaleState::NotCreated { .. },
                _,
            ) => {}
        }
    }

    /// Files a sale that has ended. Should the journal not take it, the sale is only shown once more later.
    pub(super) fn acknowledge(&mut self, number: SaleNumber) {
        if let Err(error) = self.append(number, &SaleEvent::Acknowledged) {
            tracing::warn!(sale = %self.label(number), %error, "a result could not be filed");
            self.watch(number, |watch| watch.is_seen = true);
        }
    }

    pub(super) fn note_journal(&mut self, written: &Result<(), JournalError>) {
        if let Err(error) = written {
            tracing::error!(%error, source = ?std::error::Error::source(error), "the journal was not written");
        }
        self.is_journal_failing = written.is_err();
    }

    pub(super) fn update_row(&mut self, number: SaleNumber) {
        let Some(followed) = self.sales.get(&number) else { return };
        self.charges.note(&followed.sale, followed.ended_at, self.settings.recent_limit);
        self.recent.insert(number, row(&followed.sale, followed.ended_at, &self.setup.till_code));
        while self.recent.len() > self.settings.recent_limit {
            self.recent.pop_first();
        }
    }
}

/// What the watch keeps of an event.
fn note(watch: &mut Watch, event: &SaleEvent, now: Instant) {
    match event {
        SaleEvent::Opened { .. } | SaleEvent::OpenedUnfit { .. } => {
            watch.since = now;
            watch.hear();
        }
        SaleEvent::CancelAsked { .. } => watch.withdrawal = Withdrawal::default(),
        SaleEvent::AttemptSeen { .. } => {
            watch.undecided_since.get_or_insert(now);
        }
        SaleEvent::AmendAsked { .. } | SaleEvent::ExtendAsked => watch.amend_refused = None,
        SaleEvent::Abandoned
        | SaleEvent::NotOpened { .. }
        | SaleEvent::Confirmed { .. }
        | SaleEvent::Succeeded { .. }
        | SaleEvent::Failed { .. }
        | SaleEvent::Canceled
        | SaleEvent::Expired
        | SaleEvent::FoundInList { .. }
        | SaleEvent::NotInList
        | SaleEvent::Parked
        | SaleEvent::Acknowledged => {}
    }
}
