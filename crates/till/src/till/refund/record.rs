//! Writing, and only then being so. Every change of a refund goes through here.

use tokio::time::Instant;

use super::watch::{RefundWatch, give_up_at, next_read};
use crate::audit::AuditAct;
use crate::journal::{JournalError, RefundRecord, StoredRefund};
use crate::refund::{Refund, RefundEntry, RefundEvent, RefundIntent, RefundState};
use crate::tag::SaleNumber;
use crate::till::actor::Actor;
use crate::till::record::Unwritten;
use crate::till::watch::Circumstances;
use crate::view::NotCarriedOut;

/// A refund with what the till keeps in mind about it.
#[derive(Debug)]
pub(in crate::till) struct FollowedRefund {
    pub(in crate::till) refund: Refund,
    /// How many entries the journal has of it.
    pub(super) entries: u32,
    pub(in crate::till) watch: RefundWatch,
}

impl FollowedRefund {
    /// Whether something that happened waits to be written.
    pub(in crate::till) fn is_storing(&self) -> bool {
        self.watch.storing.is_some()
    }

    /// When the loop has to turn for it.
    pub(in crate::till) fn deadlines(&self, around: &Circumstances<'_>) -> impl Iterator<Item = Instant> + use<> {
        let storing = self.watch.storing.as_ref().map(|(_, at)| *at);
        let (read, given_up) =
            (next_read(&self.refund, &self.watch, around), give_up_at(&self.refund, &self.watch, around));
        [storing, read, given_up].into_iter().flatten()
    }
}

impl Actor {
    /// The refunds that have not settled.
    pub(super) fn refunds_under_way(&self) -> Vec<SaleNumber> {
        self.refunds.iter().filter(|(_, it)| !it.refund.state.is_settled()).map(|(sale, _)| *sale).collect()
    }

    pub(super) fn watch_refund(&mut self, sale: SaleNumber, change: impl FnOnce(&mut RefundWatch)) {
        if let Some(followed) = self.refunds.get_mut(&sale) {
            change(&mut followed.watch);
        }
    }

    pub(super) fn follow_refund(&mut self, StoredRefund { refund, entries }: StoredRefund, is_taken_up: bool) {
        let watch = RefundWatch::new(self.now(), is_taken_up);
        self.refunds.insert(refund.intent.sale, FollowedRefund { refund, entries, watch });
    }

    /// Writes a new refund's intent; the refund exists once this has returned `Ok`.
    pub(super) fn append_refund_intent(&mut self, intent: RefundIntent, act: AuditAct) -> Result<(), JournalError> {
        let at = intent.request.asked_at;
        let refund = Refund::begin(intent.clone());
        let entry = RefundEntry::Begun(intent);
        let written = self.write_refund(RefundRecord { seq: 0, at, entry: &entry, refund: &refund }, Some(act));
        self.note_journal(&written);
        written?;
        self.follow_refund(StoredRefund { refund, entries: 1 }, false);
        Ok(())
    }

    /// Writes an event, then moves the refund.
    pub(super) fn append_refund(&mut self, sale: SaleNumber, event: &RefundEvent) -> Result<(), Unwritten> {
        self.append_refund_act(sale, event, None)
    }

    /// The same for what staff do: it is audited with the event.
    pub(super) fn append_refund_act(
        &mut self,
        sale: SaleNumber,
        event: &RefundEvent,
        act: Option<AuditAct>,
    ) -> Result<(), Unwritten> {
        self.catch_up_refund(sale, event)?;
        let (at, now) = (self.clock.now(), self.now());
        let followed = self.refunds.get(&sale).ok_or(Unwritten::Gone)?;
        let refund = followed.refund.after(event)?;
        let entry = RefundEntry::Happened(event.clone());
        let record = RefundRecord { seq: followed.entries, at, entry: &entry, refund: &refund };
        let written = self.write_refund(record, act);
        let followed = self.refunds.get_mut(&sale).ok_or(Unwritten::Gone)?;
        if written.is_ok() {
            followed.entries += 1;
            followed.refund = refund;
            followed.watch.unsure = None;
            match event {
                RefundEvent::TriedAgain { .. } => followed.watch = RefundWatch::new(now, false),
                RefundEvent::Unanswered => {
                    followed.watch.unanswered_since = Some(now);
                    followed.watch.is_urgent = true;
                }
                RefundEvent::Sent { .. }
                | RefundEvent::Refunded { .. }
                | RefundEvent::FoundRefunded { .. }
                | RefundEvent::Refused { .. }
                | RefundEvent::NotCarriedOut { .. }
                | RefundEvent::Acknowledged => {}
            }
        } else {
            followed.watch.unsure = Some(event.clone());
        }
        self.note_journal(&written);
        written?;
        tracing::info!(sale = %self.label(sale), event = event.name(), "a refund moved");
        self.forget_old_refunds();
        Ok(())
    }

    /// A write that reported an error may have been carried out all the same. Before another entry follows it, the
    /// journal says what it holds; the same entry may simply be written again.
    fn catch_up_refund(&mut self, sale: SaleNumber, event: &RefundEvent) -> Result<(), JournalError> {
        let unsure = self.refunds.get(&sale).and_then(|followed| followed.watch.unsure.as_ref());
        if unsure.is_none_or(|unsure| unsure == event) {
            return Ok(());
        }
        if let (Some(stored), Some(followed)) = (self.journal.refund_of(sale)?, self.refunds.get_mut(&sale)) {
            (followed.refund, followed.entries) = (stored.refund, stored.entries);
            followed.watch.unsure = None;
        }
        Ok(())
    }

    /// Takes over what is certain. What the journal does not take is kept and written later; the refund stays where it
    /// is until then.
    pub(super) fn carry_refund(&mut self, sale: SaleNumber, event: RefundEvent) {
        match self.append_refund(sale, &event) {
            Ok(()) => {}
            Err(Unwritten::Journal(_)) => {
                let again_at = self.now() + self.settings().journal_retry;
                self.watch_refund(sale, |watch| watch.storing = Some((event, again_at)));
            }
            Err(unwritten @ (Unwritten::Gone | Unwritten::Illegal(_) | Unwritten::IllegalRefund(_))) => {
                tracing::error!(sale = %self.label(sale), error = %unwritten, "an answer does not fit the refund and was left out");
            }
        }
    }

    /// Writes again what the journal did not take, and gives up what could not be sent in time.
    pub(in crate::till) fn settle_refunds_due(&mut self) {
        let now = self.now();
        for sale in self.refunds.keys().copied().collect::<Vec<_>>() {
            let around = self.circumstances();
            let Some(FollowedRefund { refund, watch, .. }) = self.refunds.get(&sale) else { continue };
            let due = match &watch.storing {
                Some((event, at)) => (*at <= now).then(|| event.clone()),
                None => give_up_at(refund, watch, &around)
                    .filter(|at| *at <= now)
                    .map(|_| RefundEvent::NotCarriedOut { why: watch.trouble }),
            };
            if let Some(event) = due {
                self.watch_refund(sale, |watch| watch.storing = None);
                self.carry_refund(sale, event);
            }
        }
    }

    /// The journal did not take the note that the request leaves, so it did not leave.
    pub(super) fn leave_unsent(&mut self, sale: SaleNumber) {
        self.carry_refund(sale, RefundEvent::NotCarriedOut { why: NotCarriedOut::JournalUnavailable });
    }

    /// What has ended and was seen is kept in mind only while its sale is in the list.
    fn forget_old_refunds(&mut self) {
        let recent = &self.recent;
        self.refunds.retain(|sale, it| !it.refund.is_filed || it.is_storing() || recent.contains_key(sale));
    }

    /// Whether a request about this refund may have been carried out without anybody knowing yet.
    pub(in crate::till) fn is_refund_unanswered(&self) -> bool {
        self.refunds.values().any(|it| matches!(it.refund.state, RefundState::Unanswered { .. }))
    }
}
