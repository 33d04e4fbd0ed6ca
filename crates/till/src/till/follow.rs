//! Follow a tray: what an answer to "what became of it?" does to the sale. Only these answers end a sale.

use jiff::Timestamp;
use partner_api::Error;
use partner_api::schema::CashtrayWithResult;

use super::actor::Actor;
use super::requests::Outcome;
use super::watch::Question;
use crate::gateway::unsigned;
use crate::resolve::TrayStatus;
use crate::rules::Rule;
use crate::sale::{Attempt, CancelCause, Failure, SaleEvent, SaleState, Success, Tray};
use crate::schedule::retry_wait;
use crate::server_clock::{plus, signed};
use crate::tag::SaleNumber;

impl Actor {
    pub(super) fn tray_asked(&mut self, number: SaleNumber, question: Question, outcome: Outcome<CashtrayWithResult>) {
        self.learn(question.sent, &outcome);
        self.watch(number, |watch| watch.asking = None);
        let Some(followed) = self.sales.get(&number) else { return };
        let Some(tray) = followed.sale.state.tray().cloned() else { return };
        let is_first_lost = followed.watch.unanswered_since == Some(question.sent);
        if followed.watch.storing.is_some() {
            // What was heard before is not written yet; the tray is asked for again after that.
            return;
        }
        match outcome {
            Ok(answer) if answer.value.id == tray.id => {
                self.watch(number, super::watch::Watch::hear);
                self.judge(number, &tray, question, &answer.value);
            }
            Ok(_) => {
                tracing::error!(sale = %self.label(number), "an answer is about another tray and says nothing");
                self.ask_later(number);
            }
            // Not an end by itself: a tray that was made does not cease to be. But nothing can come of it any more
            // once its life and the grace are over (reliability, R7).
            Err(error) if error.is_not_found() && self.is_past_grace(tray.expires_at, question) => {
                self.carry(number, SaleEvent::Failed { failure: Failure::unresolved() });
            }
            // The gap is stretched instead.
            Err(error) if error.is_busy() => {}
            // A kept connection may have died unnoticed: once, at once, on a new one (reliability, H8).
            Err(Error::NoAnswer { .. }) if is_first_lost => self.check_now(number),
            Err(_) => self.ask_later(number),
        }
    }

    fn judge(&mut self, number: SaleNumber, tray: &Tray, question: Question, answer: &CashtrayWithResult) {
        let Some(followed) = self.sales.get(&number) else { return };
        let end = answer.expires_at.at().unwrap_or(tray.expires_at);
        let is_past_grace = self.is_past_grace(end, question);
        let rules = self.setup.rules;
        let is_over = is_past_grace && rules.hold(Rule::EveryWaitEnds);
        let is_read = matches!(followed.sale.state, SaleState::Undecided { .. });
        let unresolved = || SaleEvent::Failed { failure: Failure::unresolved() };
        match rules.resolve(answer, question.surely) {
            TrayStatus::Succeeded(transaction) => {
                let mut success = Success::of(transaction, followed.sale.intent.direction);
                if !rules.hold(Rule::AmountOfTransaction) {
                    success.amount = followed.sale.asked().value();
                }
                self.carry(number, SaleEvent::Succeeded { success });
            }
            TrayStatus::Failed(attempt) if !rules.is_undecided(attempt) => {
                self.carry(number, SaleEvent::Failed { failure: Failure::of(attempt) });
            }
            // A reading without an end, or one that was seen before and is not in this answer: its end may still
            // come, until nothing can come any more (reliability, R6 and R7).
            TrayStatus::Failed(_) | TrayStatus::Waiting | TrayStatus::Canceled | TrayStatus::Expired
                if is_read && is_over =>
            {
                self.carry(number, unresolved());
            }
            TrayStatus::Failed(_) if is_over => self.carry(number, unresolved()),
            TrayStatus::Failed(attempt) => {
                if !is_read {
                    self.carry(number, SaleEvent::AttemptSeen { attempt: Attempt::of(attempt) });
                }
            }
            TrayStatus::Waiting | TrayStatus::Canceled | TrayStatus::Expired if is_read => {}
            TrayStatus::Canceled => self.carry(number, SaleEvent::Canceled),
            TrayStatus::Expired if is_past_grace => self.carry(number, SaleEvent::Expired),
            TrayStatus::Expired => {}
            TrayStatus::Waiting => self.still_open(number, tray, question, answer, is_past_grace),
        }
    }

    /// Nobody has read it and it can still be read. Ends a change that was made before the question, and finds out
    /// when the tray is no longer the one that is on the screen.
    fn still_open(
        &mut self,
        number: SaleNumber,
        tray: &Tray,
        question: Question,
        answer: &CashtrayWithResult,
        is_past_grace: bool,
    ) {
        let Some(followed) = self.sales.get(&number) else { return };
        if !followed.watch.is_after_changes(question) {
            return;
        }
        let direction = followed.sale.intent.direction;
        let fits = |asked| self.gateway.terms().check(direction, asked, answer.amount, &answer.account).is_ok();
        let expires_at = answer.expires_at.at().unwrap_or(tray.expires_at);
        let confirmed = |amount| SaleEvent::Confirmed { amount, expires_at };
        let unreliable = || SaleEvent::CancelAsked { cause: CancelCause::Unreliable };
        let event = match &followed.sale.state {
            // Past its reckoned end and still open: its date could not be read, so it is ended by us.
            SaleState::Open { .. } | SaleState::Extending { .. } if is_past_grace => Some(unreliable()),
            SaleState::Open { .. } if !fits(tray.amount) => Some(unreliable()),
            SaleState::Open { .. } => (expires_at != tray.expires_at).then(|| confirmed(tray.amount)),
            SaleState::Amending { to, .. } if fits(*to) => Some(confirmed(*to)),
            SaleState::Amending { .. } | SaleState::Extending { .. } if fits(tray.amount) => {
                Some(confirmed(tray.amount))
            }
            SaleState::Extending { .. } | SaleState::Amending { .. } => Some(unreliable()),
            SaleState::Canceling { .. } if is_past_grace => Some(SaleEvent::Failed { failure: Failure::unresolved() }),
            SaleState::Canceling { .. } => (expires_at != tray.expires_at).then(|| confirmed(tray.amount)),
            SaleState::Creating
            | SaleState::Abandoned
            | SaleState::Undecided { .. }
            | SaleState::Succeeded { .. }
            | SaleState::Failed { .. }
            | SaleState::Canceled { .. }
            | SaleState::Expired { .. }
            | SaleState::NotCreated { .. } => None,
        };
        if let Some(CancelCause::Unreliable) = event.as_ref().and_then(cause) {
            let found = unsigned(direction, answer.amount);
            tracing::error!(sale = %self.label(number), ?found, "the tray is not the one that was asked for; it is withdrawn");
        }
        self.watch(number, |watch| watch.withdrawal.is_still_open = true);
        if let Some(event) = event {
            self.carry(number, event);
        }
    }

    /// Whether a question was surely sent after the tray's end and the grace, so that its answer is the last word.
    fn is_past_grace(&self, end: Timestamp, question: Question) -> bool {
        question.surely >= plus(end, signed(self.settings().grace))
    }

    /// Asks again after a while that no other till chooses too.
    fn ask_later(&mut self, number: SaleNumber) {
        let at = self.now() + retry_wait(self.ids.make_bits());
        self.watch(number, |watch| watch.retry_at = Some(at));
    }

    /// Asks at once, whatever the schedule says.
    pub(super) fn check_now(&mut self, number: SaleNumber) {
        self.watch(number, |watch| watch.is_urgent = true);
    }

    /// Asks for everything that is open at once: the window has come to the front, the network is back.
    pub(super) fn poke(&mut self) {
        for followed in self.sales.values_mut() {
            followed.watch.is_urgent = true;
        }
        self.hurry_refunds();
    }
}

fn cause(event: &SaleEvent) -> Option<&CancelCause> {
    if let SaleEvent::CancelAsked { cause } = event { Some(cause) } else { None }
}
