//! Requests under way. They run as futures beside the loop and come back into it as [`Done`].

use std::future::Future;
use std::time::Duration;

use jiff::Timestamp;
use partner_api::schema::{Cashtray, CashtrayWithResult, Page, Transaction};
use partner_api::{Error, NotSent};
use tokio::time::Instant;
use tracing::Instrument;

use super::actor::Actor;
use super::recheck::RecheckReply;
use super::watch::Question;
use crate::gateway::{Answer, Change, Exchange, Order, TransactionQuery};
use crate::money::Amount;
use crate::sale::Tray;
use crate::schedule::offline_wait;
use crate::tag::SaleNumber;

/// How a request ended.
pub(super) type Outcome<T> = Result<Answer<T>, Error>;

/// A request that has ended.
#[derive(Debug)]
pub(super) enum Done {
    /// A tray was asked for.
    Created { number: SaleNumber, sent: Instant, outcome: Outcome<Cashtray> },
    /// Its state was asked for.
    Asked { number: SaleNumber, question: Question, outcome: Box<Outcome<CashtrayWithResult>> },
    /// It was to be withdrawn.
    Withdrawn { number: SaleNumber, sent: Instant, outcome: Outcome<Cashtray> },
    /// Its amount was to be changed.
    Amended { number: SaleNumber, sent: Instant, to: Amount, outcome: Outcome<Cashtray> },
    /// Its life was to be prolonged.
    Extended { number: SaleNumber, sent: Instant, outcome: Outcome<Cashtray> },
    /// Whether a transaction was taken back was asked.
    RefundRead { number: SaleNumber, question: Question, outcome: Box<Outcome<Transaction>> },
    /// It was to be taken back.
    RefundAsked { number: SaleNumber, sent: Instant, outcome: Box<Outcome<Transaction>> },
    /// The server's list was asked about a sale.
    Searched { number: SaleNumber, sent: Instant, outcome: Box<Outcome<Page<Transaction>>> },
    /// A page of the server's list was asked for.
    Listed { sent: Instant, outcome: Box<Outcome<Page<Transaction>>> },
    /// An ended sale's tray was asked for again.
    Rechecked { number: SaleNumber, sent: Instant, outcome: Box<Outcome<CashtrayWithResult>>, reply: RecheckReply },
    /// Whether it answers at all was asked.
    Pinged { sent: Instant, outcome: Outcome<()> },
}

impl Actor {
    pub(super) fn send_create(&mut self, number: SaleNumber, order: Order) {
        let sent = self.now();
        let exchange = self.limited_for(number, self.gateway.create_cashtray(order), self.settings().change_limit);
        self.watch(number, |watch| watch.changing = Some(sent));
        self.requests.push(Box::pin(async move { Done::Created { number, sent, outcome: exchange.await } }));
    }

    pub(super) fn send_question(&mut self, number: SaleNumber, tray: &Tray) {
        let sent = self.now();
        let question = Question { sent, surely: self.clock.earliest_at(sent) };
        let jitter = self.ids.make_bits();
        self.watch(number, |watch| {
            watch.asking = Some(question);
            watch.asked = Some(question);
            watch.is_urgent = false;
            watch.retry_at = None;
            watch.jitter = jitter;
            watch.unanswered_since.get_or_insert(sent);
        });
        let exchange = self.limited_for(number, self.gateway.get_cashtray(tray.id), self.settings().read_limit);
        self.requests
            .push(Box::pin(async move { Done::Asked { number, question, outcome: Box::new(exchange.await) } }));
    }

    pub(super) fn send_withdrawal(&mut self, number: SaleNumber, tray: &Tray) {
        let sent = self.now();
        self.watch(number, |watch| {
            watch.changing = Some(sent);
            watch.withdrawal.tries += 1;
            watch.withdrawal.is_answered = false;
            watch.withdrawal.is_still_open = false;
        });
        let exchange = self.limited_for(number, self.gateway.cancel_cashtray(tray.id), self.settings().change_limit);
        self.requests.push(Box::pin(async move { Done::Withdrawn { number, sent, outcome: exchange.await } }));
    }

    pub(super) fn send_amend(&mut self, number: SaleNumber, tray: &Tray, to: Amount) {
        let Some(direction) = self.sales.get(&number).map(|followed| followed.sale.intent.direction) else { return };
        let sent = self.now();
        self.watch(number, |watch| watch.changing = Some(sent));
        let request = self.gateway.update_cashtray(tray.id, Change::Amount { direction, to });
        let exchange = self.limited_for(number, request, self.settings().change_limit);
        self.requests.push(Box::pin(async move { Done::Amended { number, sent, to, outcome: exchange.await } }));
    }

    pub(super) fn send_extend(&mut self, number: SaleNumber, tray: &Tray, life: Duration) {
        let sent = self.now();
        self.watch(number, |watch| watch.changing = Some(sent));
        let request = self.gateway.update_cashtray(tray.id, Change::Life(life));
        let exchange = self.limited_for(number, request, self.settings().change_limit);
        self.requests.push(Box::pin(async move { Done::Extended { number, sent, outcome: exchange.await } }));
    }

    pub(super) fn send_search(&mut self, number: SaleNumber, query: TransactionQuery) {
        let sent = self.now();
        self.watch(number, |watch| watch.search.is_asking = true);
        let exchange = self.limited_for(number, self.gateway.list_transactions(query), self.settings().read_limit);
        self.requests.push(Box::pin(async move { Done::Searched { number, sent, outcome: Box::new(exchange.await) } }));
    }

    pub(super) fn send_listing(&mut self, query: TransactionQuery) {
        let sent = self.now();
        let exchange = self.limited(self.gateway.list_transactions(query), self.settings().read_limit);
        self.requests.push(Box::pin(async move { Done::Listed { sent, outcome: Box::new(exchange.await) } }));
    }

    pub(super) fn send_ping(&mut self) {
        let sent = self.now();
        self.connection.start_ping();
        let exchange = self.limited(self.gateway.ping(), self.settings().read_limit);
        self.requests.push(Box::pin(async move { Done::Pinged { sent, outcome: exchange.await } }));
    }

    /// Learns from an answer what every answer tells: the server's time, and how well it answers.
    pub(super) fn learn<T>(&mut self, sent: Instant, outcome: &Outcome<T>) {
        let now = self.now();
        let (date, error) = match outcome {
            Ok(answer) => (answer.server_date, None),
            Err(error) => (error.server_date(), Some(error)),
        };
        if let Some(date) = date {
            self.clock.learn(date, sent, now);
        }
        match error {
            None => {
                self.connection.reached(now);
                self.pace.good_answer();
            }
            Some(error) if error.is_busy() => {
                self.connection.reached(now);
                self.pace.slow_down(now, error.retry_after());
            }
            Some(Error::Refused(_)) => self.connection.reached(now),
            Some(Error::NotSent { .. } | Error::NoAnswer { .. } | Error::Unusable { .. }) => {
                let again_at = now + offline_wait(self.ids.make_bits());
                let untrusted = match error {
                    Some(Error::NotSent { kind: NotSent::Tls(problem), .. }) => Some(problem.clone()),
                    _ => None,
                };
                self.connection.lost(sent, again_at, untrusted);
            }
            Some(Error::InvalidRequest { .. }) => {}
        }
        if let Some(error) = error {
            tracing::info!(%error, "a request had no good answer");
        }
    }

    /// The same as [`Actor::limited`]; all that is logged of the exchange is found by its sale.
    pub(super) fn limited_for<T: Send + 'static>(
        &self,
        number: SaleNumber,
        exchange: Exchange<T>,
        limit: Duration,
    ) -> impl Future<Output = Outcome<T>> + Send + 'static {
        let span = tracing::info_span!("request", sale = %self.label(number));
        self.limited(exchange, limit).instrument(span)
    }

    /// How a sale is called in talk and in the log: `A-0042`.
    pub(super) fn label(&self, number: SaleNumber) -> String {
        self.setup.till_code.label(number)
    }

    /// An exchange that ends in time even when the gateway does not see to it.
    pub(super) fn limited<T: Send + 'static>(
        &self,
        exchange: Exchange<T>,
        limit: Duration,
    ) -> impl Future<Output = Outcome<T>> + Send + 'static {
        let timer = self.clock.local().sleep_until(self.now() + limit);
        async move {
            tokio::select! {
                biased;
                outcome = exchange => outcome,
                () = timer => Err(Error::NoAnswer { reason: format!("nothing within {} s", limit.as_secs()) }),
            }
        }
    }
}

/// When a tray ends: as the server says, or reckoned where its date cannot be read.
pub(super) fn end_of(tray: &Cashtray, reckoned: Timestamp) -> Timestamp {
    tray.expires_at.at().unwrap_or(reckoned)
}
