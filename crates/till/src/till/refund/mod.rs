//! Refund: take a whole sale back. The intent is written and the transaction read; only when it was not taken back
//! already does the request leave, once (reliability, R14 and M2). It does not occupy the place of the live sale.
//!
//! `ask` is what the answers do to it, `record` the only way it changes, `watch` says when to read, `show` what
//! windows draw.

mod ask;
mod record;
mod show;
mod watch;

use super::actor::Actor;
use super::record::Unwritten;
use crate::audit::AuditAct;
use crate::journal::{BegunAnew, JournalError};
use crate::money::Direction;
use crate::refund::{RefundEvent, RefundIntent, RefundRequest, RefundState};
use crate::rules::Rule;
use crate::sale::{SaleState, Success};
use crate::server_clock::{plus, signed};
use crate::tag::{SaleNumber, Tag, tidy_note};
use crate::view::{CommandProblem, NotCarriedOut};

pub(super) use record::FollowedRefund;
pub(super) use show::stop_refund_counters;

/// The most characters of a reason, counted as the server counts a description. It is never sent, but a journal row
/// and a line on paper have an end too.
const LONGEST_REASON: usize = 200;

impl Actor {
    /// Asks for the refund of a sale of this till, or asks again after one that took nothing back.
    pub(super) fn refund(&mut self, label: &str, reason: &str, staff: &str) -> Result<(), CommandProblem> {
        let reason = read_reason(reason)?;
        let sale = self.setup.till_code.read_label(label).ok_or(CommandProblem::NotRefundable)?;
        let (direction, success) = self.success_of(sale)?.ok_or(CommandProblem::NotRefundable)?;
        self.know_refund(sale)?;
        let state = self.refunds.get(&sale).map(|followed| followed.refund.state.clone());
        match &state {
            Some(state) if !state.is_settled() => return Err(CommandProblem::RefundUnderWay),
            Some(state) if !state.may_be_tried_again() => return Err(CommandProblem::AlreadyRefunded),
            Some(_) | None => {}
        }
        if self.is_storing() {
            return Err(CommandProblem::JournalUnavailable);
        }
        let act = AuditAct::RefundAsked {
            number: label.to_owned(),
            direction,
            amount: success.amount.to_string(),
            reason: reason.clone(),
        };
        let request = RefundRequest { reason, staff: tidy_note(staff), asked_at: self.clock.now() };
        if state.is_some() {
            self.append_refund_act(sale, &RefundEvent::TriedAgain { request }, Some(act))?;
        } else {
            let tag = Tag::new(&self.setup.till_code, sale, self.ids.make_bits());
            let intent = RefundIntent {
                sale,
                transaction_id: success.transaction_id,
                direction,
                amount: success.amount,
                money_amount: success.money_amount,
                point_amount: success.point_amount,
                tag,
                request,
            };
            self.append_refund_intent(intent, act)?;
        }
        Ok(())
    }

    /// What a sale moved, however old it is; `None` when it moved nothing, or is none of this till's.
    fn success_of(&self, sale: SaleNumber) -> Result<Option<(Direction, Success)>, JournalError> {
        let sale = match self.sales.get(&sale) {
            Some(followed) => followed.sale.clone(),
            None => match self.journal.sale(sale)? {
                Some(stored) => stored.sale,
                None => return Ok(None),
            },
        };
        let direction = sale.intent.direction;
        Ok(if let SaleState::Succeeded { success, .. } = sale.state { Some((direction, success)) } else { None })
    }

    /// Reads a sale's refund from the journal unless it is in mind. One that had only just been written there when the
    /// write reported an error was never sent.
    fn know_refund(&mut self, sale: SaleNumber) -> Result<(), CommandProblem> {
        if self.refunds.contains_key(&sale) {
            return Ok(());
        }
        let Some(stored) = self.journal.refund_of(sale)? else { return Ok(()) };
        self.follow_refund(stored, false);
        self.resume_refund(sale)?;
        Ok(())
    }

    /// Takes up again what was under way when the program ended (reliability, R4). Runs once, before the first turn.
    pub(super) fn take_up_refunds(&mut self) -> Result<(), JournalError> {
        for number in self.recent.keys().copied().collect::<Vec<_>>() {
            if let Some(stored) = self.journal.refund_of(number)? {
                self.follow_refund(stored, true);
            }
        }
        if !self.setup.rules.hold(Rule::TakeUp) {
            self.refunds.retain(|_, followed| followed.refund.is_filed);
            return Ok(());
        }
        for stored in self.journal.unfinished_refunds()? {
            let sale = stored.refund.intent.sale;
            self.follow_refund(stored, true);
            self.resume_refund(sale)?;
        }
        Ok(())
    }

    /// Nothing was sent for what is only intended, and nothing is sent for it now: whoever asked has turned away. A
    /// request that may have left is followed until it is known what it did; so is one whose leaving may have been
    /// among the entries that a damaged journal has lost.
    fn resume_refund(&mut self, sale: SaleNumber) -> Result<(), JournalError> {
        let Some(followed) = self.refunds.get(&sale) else { return Ok(()) };
        let asked_at = followed.refund.request.asked_at;
        let is_intended = followed.refund.state == RefundState::Intended;
        let may_lack_entries = |begun: BegunAnew| !begun.is_acknowledged || asked_at <= begun.at;
        if is_intended && self.journal.begun_anew()?.is_some_and(may_lack_entries) {
            let over_at = plus(self.clock.now(), signed(self.settings().refund_window));
            self.append_resumed(sale, &RefundEvent::Sent { over_at })?;
        }
        let event = match self.refunds.get(&sale).map(|followed| &followed.refund.state) {
            Some(RefundState::Intended) => RefundEvent::NotCarriedOut { why: NotCarriedOut::Interrupted },
            Some(RefundState::Asking { .. }) => RefundEvent::Unanswered,
            Some(
                RefundState::Unanswered { .. }
                | RefundState::Refunded { .. }
                | RefundState::RefundedElsewhere { .. }
                | RefundState::Refused { .. }
                | RefundState::NotCarriedOut { .. },
            )
            | None => return Ok(()),
        };
        self.append_resumed(sale, &event)
    }

    fn append_resumed(&mut self, sale: SaleNumber, event: &RefundEvent) -> Result<(), JournalError> {
        match self.append_refund(sale, event) {
            Ok(()) => Ok(()),
            Err(Unwritten::Journal(error)) => Err(error),
            Err(unwritten @ (Unwritten::Gone | Unwritten::Illegal(_) | Unwritten::IllegalRefund(_))) => {
                tracing::error!(sale = %self.label(sale), error = %unwritten, "a refund could not be taken up again");
                Ok(())
            }
        }
    }

    /// The machine has slept or its clock was set: what was only intended is as old as that sleep, and is not sent.
    pub(super) fn doubt_refunds(&mut self) {
        self.hurry_refunds();
        for sale in self.refunds_under_way() {
            if self.refunds.get(&sale).is_some_and(|it| it.refund.state == RefundState::Intended && !it.is_storing()) {
                self.carry_refund(sale, RefundEvent::NotCarriedOut { why: NotCarriedOut::Interrupted });
            }
        }
    }

    /// The refund's end was seen. `false` when there is none to be seen.
    pub(super) fn done_refund(&mut self, sale: SaleNumber) -> Result<bool, CommandProblem> {
        let is_to_be_seen =
            |it: &FollowedRefund| it.refund.state.is_settled() && !it.refund.is_filed && !it.is_storing();
        if !self.refunds.get(&sale).is_some_and(is_to_be_seen) {
            return Ok(false);
        }
        self.append_refund(sale, &RefundEvent::Acknowledged)?;
        Ok(true)
    }

    /// Asks at once about everything that is not certain.
    pub(super) fn hurry_refunds(&mut self) {
        for sale in self.refunds_under_way() {
            self.watch_refund(sale, |watch| watch.is_urgent = true);
        }
    }

    /// Asks at once about a refund that is not certain. `false` when there is none.
    pub(super) fn check_refund(&mut self, sale: SaleNumber) -> bool {
        let is_open = self.refunds.get(&sale).is_some_and(|followed| !followed.refund.state.is_settled());
        if is_open {
            self.watch_refund(sale, |watch| watch.is_urgent = true);
        }
        is_open
    }
}

fn read_reason(reason: &str) -> Result<String, CommandProblem> {
    let reason = tidy_note(reason);
    let count = |characters: usize| u32::try_from(characters).unwrap_or(u32::MAX);
    match reason.encode_utf16().count() {
        0 => Err(CommandProblem::ReasonMissing),
        length if length > LONGEST_REASON => {
            Err(CommandProblem::ReasonTooLong { limit: count(LONGEST_REASON), length: count(length) })
        }
        _ => Ok(reason),
    }
}
