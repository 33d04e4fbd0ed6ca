//! Ask for a refund, and read what became of it: the transaction decides, not the answer to the request.

use jiff::Timestamp;
use partner_api::schema::Transaction;
use partner_api::{Error, NotSent};
use tokio::time::Instant;

use super::watch::next_read;
use crate::refund::{RefundEvent, RefundFacts, RefundState, Refusal};
use crate::rules::Rule;
use crate::schedule::retry_wait;
use crate::server_clock::{plus, signed};
use crate::tag::{SaleNumber, Tag};
use crate::till::actor::Actor;
use crate::till::requests::{Done, Outcome};
use crate::till::watch::Question;
use crate::view::NotCarriedOut;

impl Actor {
    /// Reads every transaction that is due.
    pub(in crate::till) fn read_refunds_due(&mut self) {
        for sale in self.refunds_under_way() {
            let around = self.circumstances();
            let Some(followed) = self.refunds.get(&sale) else { continue };
            if next_read(&followed.refund, &followed.watch, &around).is_none_or(|at| at > around.now) {
                continue;
            }
            let is_background = followed.refund.state != RefundState::Intended;
            let id = followed.refund.intent.transaction_id;
            let sent = self.now();
            if is_background {
                self.background_from = sent + self.settings().background_gap;
            }
            let question = Question { sent, surely: self.clock.earliest_at(sent) };
            let jitter = self.ids.make_bits();
            self.watch_refund(sale, |watch| {
                (watch.reading, watch.read) = (Some(question), Some(question));
                (watch.is_urgent, watch.retry_at, watch.jitter) = (false, None, jitter);
            });
            let exchange = self.limited_for(sale, self.gateway.get_transaction(id), self.settings().read_limit);
            self.requests.push(Box::pin(async move {
                Done::RefundRead { number: sale, question, outcome: Box::new(exchange.await) }
            }));
        }
    }

    /// The answer to whether a transaction was taken back.
    pub(in crate::till) fn refund_read(&mut self, sale: SaleNumber, question: Question, outcome: Outcome<Transaction>) {
        self.learn(question.sent, &outcome);
        let Some(followed) = self.refunds.get_mut(&sale) else { return };
        // An answer that a later try, or a restart of this one, did not ask for says nothing.
        if followed.watch.reading.is_none_or(|reading| reading.sent != question.sent) {
            return;
        }
        followed.watch.reading = None;
        if followed.is_storing() || followed.refund.state.is_settled() {
            return;
        }
        let (state, intent) = (followed.refund.state.clone(), followed.refund.intent.clone());
        match outcome {
            Ok(answer) if answer.value.id != intent.transaction_id => {
                tracing::error!(sale = %self.label(sale), "an answer is about another transaction and says nothing");
                self.read_later(sale, NotCarriedOut::UnusableAnswer);
            }
            Ok(answer) if answer.value.is_modified => {
                let facts = self.facts(&answer.value);
                let may_be_ours = matches!(state, RefundState::Unanswered { .. });
                self.carry_refund(
                    sale,
                    if is_ours(&answer.value, &intent.tag).unwrap_or(may_be_ours) {
                        RefundEvent::Refunded { facts }
                    } else {
                        RefundEvent::FoundRefunded { facts }
                    },
                );
            }
            Ok(_) if state == RefundState::Intended => self.send_refund(sale),
            Ok(_) => self.still_not_refunded(sale, &state, question),
            Err(error) if state == RefundState::Intended && is_certain_refusal(&error) => {
                self.carry_refund(sale, RefundEvent::Refused { refusal: refusal(&error) });
            }
            Err(error) if error.is_not_found() => self.still_not_refunded(sale, &state, question),
            // The gap is stretched instead.
            Err(error) if error.is_busy() && state != RefundState::Intended => {}
            Err(error) => self.read_later(sale, trouble(&error)),
        }
    }

    /// The request that had no answer was not carried out so far. It surely never will be once it is too old for the
    /// server; until then it may still lie somewhere on the way.
    fn still_not_refunded(&mut self, sale: SaleNumber, state: &RefundState, question: Question) {
        if let RefundState::Unanswered { over_at } = state
            && question.surely >= *over_at
        {
            self.carry_refund(sale, RefundEvent::NotCarriedOut { why: NotCarriedOut::NeverArrived });
        }
    }

    fn read_later(&mut self, sale: SaleNumber, trouble: NotCarriedOut) {
        let at = self.now() + retry_wait(self.ids.make_bits());
        self.watch_refund(sale, |watch| (watch.retry_at, watch.trouble) = (Some(at), trouble));
    }

    /// Writes that the request leaves, and sends it. It is never sent again by itself.
    fn send_refund(&mut self, sale: SaleNumber) {
        let sent = self.now();
        let over_at = plus(self.clock.at(sent), signed(self.settings().refund_window));
        if let Err(error) = self.append_refund(sale, &RefundEvent::Sent { over_at }) {
            tracing::warn!(sale = %self.label(sale), %error, "a refund is not sent");
            return self.leave_unsent(sale);
        }
        let Some(followed) = self.refunds.get_mut(&sale) else { return };
        followed.watch.sending = Some(sent);
        let (id, tag) = (followed.refund.intent.transaction_id, followed.refund.intent.tag.to_string());
        let exchange = self.limited_for(sale, self.gateway.refund_transaction(id, tag), self.settings().change_limit);
        self.requests
            .push(Box::pin(async move { Done::RefundAsked { number: sale, sent, outcome: Box::new(exchange.await) } }));
    }

    /// The answer to the request, or none.
    pub(in crate::till) fn refund_asked(&mut self, sale: SaleNumber, sent: Instant, outcome: Outcome<Transaction>) {
        self.learn(sent, &outcome);
        self.watch_refund(sale, |watch| watch.sending = None);
        let Some(followed) = self.refunds.get(&sale) else { return };
        let id = followed.refund.intent.transaction_id;
        let event = match outcome {
            Ok(answer) if answer.value.id == id && answer.value.is_modified => {
                RefundEvent::Refunded { facts: self.facts(&answer.value) }
            }
            // Taken, but not as documented: the transaction says what it did.
            Ok(_) => RefundEvent::Unanswered,
            Err(Error::NotSent { kind: NotSent::Tls(_), .. }) => RefundEvent::NotCarriedOut { why: NotCarriedOut::Tls },
            Err(Error::NotSent { .. }) => RefundEvent::NotCarriedOut { why: NotCarriedOut::Unreachable },
            // Somebody took it back, perhaps a copy of this very request: the transaction says who.
            Err(error) if is_already_refunded(&error) => RefundEvent::Unanswered,
            Err(error) if error.is_outcome_unknown() => {
                if self.setup.rules.hold(Rule::TransactionDecidesRefund) {
                    RefundEvent::Unanswered
                } else {
                    RefundEvent::NotCarriedOut { why: NotCarriedOut::NoAnswer }
                }
            }
            Err(error) if is_certain_refusal(&error) => RefundEvent::Refused { refusal: refusal(&error) },
            Err(error) => RefundEvent::NotCarriedOut { why: trouble(&error) },
        };
        self.carry_refund(sale, event);
    }

    fn facts(&self, transaction: &Transaction) -> RefundFacts {
        let said = refund_of(transaction).and_then(|(_, at)| at);
        RefundFacts { refunded_at: said.unwrap_or_else(|| self.clock.now()) }
    }
}

/// The refund among a transaction's transfers: its description and when it happened. Older servers send no transfers.
fn refund_of(transaction: &Transaction) -> Option<(&str, Option<Timestamp>)> {
    let transfers = transaction.transfers.as_deref().unwrap_or_default();
    let refund = transfers.iter().find(|transfer| matches!(&*transfer.kind, "refund-payment" | "refund-topup"))?;
    Some((&refund.description, refund.done_at.at()))
}

/// Whether a refund that the server shows is this till's, by its tag; `None` where the server does not say.
fn is_ours(transaction: &Transaction, tag: &Tag) -> Option<bool> {
    let (description, _) = refund_of(transaction)?;
    (!description.is_empty()).then(|| description == tag.as_str())
}

fn is_already_refunded(error: &Error) -> bool {
    error.refusal().is_some_and(|refusal| refusal.kind == "transaction_already_refunded")
}

/// A refusal that is about this refund, not about the moment: pressing again soon will not help.
fn is_certain_refusal(error: &Error) -> bool {
    matches!(error, Error::InvalidRequest { .. })
        || (error.is_refused() && !error.is_busy() && !error.is_clock_wrong() && !is_already_refunded(error))
}

fn refusal(error: &Error) -> Refusal {
    match error.refusal() {
        Some(refusal) => {
            Refusal { status: refusal.status, error_type: refusal.kind.clone(), error_message: refusal.message.clone() }
        }
        None => Refusal { status: 400, error_type: "invalid_parameters".to_owned(), error_message: error.to_string() },
    }
}

/// Why a request that did nothing did nothing.
fn trouble(error: &Error) -> NotCarriedOut {
    match error {
        Error::NotSent { kind: NotSent::Tls(_), .. } => NotCarriedOut::Tls,
        Error::NotSent { .. } => NotCarriedOut::Unreachable,
        _ if error.is_busy() => NotCarriedOut::Busy,
        _ if error.is_clock_wrong() => NotCarriedOut::ClockWrong,
        Error::NoAnswer { .. } => NotCarriedOut::NoAnswer,
        Error::Unusable { .. } | Error::Refused(_) | Error::InvalidRequest { .. } => NotCarriedOut::UnusableAnswer,
    }
}
