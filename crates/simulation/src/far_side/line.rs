//! The line between one till and the far side, and the weather on it.
//!
//! A request that has left is on its own: whether or not the till still lives, what it asks for may be carried out.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use partner_api::ids::{CashtrayId, TransactionId};
use partner_api::schema::{Cashtray, CashtrayWithResult, Page, Transaction};
use partner_api::{Error, InvalidParameters, NotSent, Refusal};
use till::gateway::{Answer, Change, Exchange, Gateway, Order, Terms, TransactionQuery};
use till::server_clock::ServerClock;
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use super::books::{FarSide, Reader, Refused};
use super::shape;
use crate::dice::Dice;
use crate::log::Log;
use crate::mix::{self, Mix};

/// What a request for a refund is called.
const REFUND: &str = "refund";

/// What happens to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// No connection: it is known not to have left.
    NotSent,
    /// It never arrives.
    Dropped,
    /// It is carried out, and the answer never arrives.
    AnswerDropped,
    /// It arrives late, or its answer does.
    Delayed,
    /// It is carried out when nobody waits any more.
    Late,
    /// 429 or 503, before or after the effect.
    Busy { is_done: bool },
    /// A gateway's page, before or after the effect.
    Garbage { is_done: bool },
    /// A refusal that says nothing about the effect, before or after it.
    Broken { is_done: bool },
    /// The connection sent it twice: the answer is that of the second copy.
    Duplicated,
    /// The answer is about another tray.
    Swapped,
}

/// The weather on a line.
#[derive(Debug)]
pub(crate) struct Weather {
    dice: Dice,
    mix: Mix,
    faulted: u64,
    /// From - to.
    outages: Vec<(Instant, Instant)>,
}

impl Weather {
    pub(crate) fn new(mut dice: Dice, mix: Mix) -> Self {
        let faulted = dice.below(mix::FAULTED + 1);
        let is_little = dice.chance(50) || mix != Mix::Stress;
        let faulted = if is_little { faulted.min(mix::FAULTED_LITTLE) } else { faulted };
        let mut outages = Vec::new();
        if dice.chance(mix::OUTAGES) && mix != Mix::LatePatch {
            for _ in 0..=dice.below(2) {
                let from = Instant::now() + dice.millis(mix::WHEN_MS);
                outages.push((from, from + dice.millis(mix::OUTAGE_MS)));
            }
        }
        Self { dice, mix, faulted, outages }
    }

    /// Nothing but one outage.
    pub(crate) fn one_outage(dice: Dice, from: Instant, to: Instant) -> Self {
        Self { dice, mix: Mix::Stress, faulted: 0, outages: vec![(from, to)] }
    }

    /// From now on every request gets through.
    pub(crate) fn clear(&mut self) {
        self.faulted = 0;
        self.outages.clear();
    }

    fn is_out(&self) -> bool {
        let now = Instant::now();
        self.outages.iter().any(|(from, to)| (*from..*to).contains(&now))
    }

    fn fault(&mut self, name: &str) -> Option<Fault> {
        if self.is_out() {
            return Some(if self.dice.chance(40) { Fault::NotSent } else { Fault::Dropped });
        }
        if self.mix == Mix::LatePatch && name == "amend" && self.dice.chance(mix::LATE_PATCHES) {
            return Some(Fault::Late);
        }
        if !self.dice.chance(self.faulted) {
            return None;
        }
        let is_done = self.dice.chance(50);
        Some(self.dice.pick(&[
            Fault::NotSent,
            Fault::Dropped,
            Fault::AnswerDropped,
            Fault::AnswerDropped,
            Fault::Delayed,
            Fault::Delayed,
            Fault::Late,
            Fault::Busy { is_done },
            Fault::Garbage { is_done },
            Fault::Broken { is_done },
            Fault::Duplicated,
            Fault::Swapped,
        ]))
    }
}

/// One process's line to the far side.
#[derive(Clone)]
pub(crate) struct Line {
    /// Whose it is, where the far side counts who asks how much.
    pub(crate) till: u32,
    /// What the tags of its shop's tills have in common, where there are many shops; `None` where there is one.
    pub(crate) shop_mark: Option<String>,
    pub(crate) far: FarSide,
    pub(crate) weather: Arc<Mutex<Weather>>,
    pub(crate) clock: Arc<ServerClock>,
    /// What stamps the answers instead of the server's clock, where R8 is broken.
    pub(crate) wrong_date: Option<Arc<dyn till::clock::Clock>>,
    pub(crate) log: Log,
}

impl Line {
    fn weather(&self) -> MutexGuard<'_, Weather> {
        self.weather.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn exchange<T: Subject + Send + 'static>(
        &self,
        name: &'static str,
        effect: impl FnOnce(&FarSide) -> Result<T, Refused> + Send + 'static,
    ) -> Exchange<T> {
        self.exchange_then(name, effect, |_, _| {})
    }

    /// `then` is told whether the till got the answer.
    fn exchange_then<T: Subject + Send + 'static>(
        &self,
        name: &'static str,
        effect: impl FnOnce(&FarSide) -> Result<T, Refused> + Send + 'static,
        then: impl FnOnce(&Self, bool) + Send + 'static,
    ) -> Exchange<T> {
        let line = self.clone();
        Box::pin(async move {
            let (sender, answer) = oneshot::channel();
            let stamp = line.clock.now();
            tokio::spawn(async move {
                let outcome = line.travel(name, stamp, effect).await;
                line.log.note("line", || match &outcome {
                    None => format!("{name}: silence"),
                    Some(Ok(_)) => format!("{name}: answered"),
                    Some(Err(error)) => format!("{name}: {error}"),
                });
                then(&line, matches!(outcome, Some(Ok(_))));
                if let Some(outcome) = outcome {
                    let _ = sender.send(outcome);
                }
            });
            match answer.await {
                Ok(outcome) => outcome,
                Err(_) => std::future::pending().await,
            }
        })
    }

    /// There, the effect, and back. `None` when nothing comes back.
    async fn travel<T: Subject>(
        &self,
        name: &'static str,
        stamp: Timestamp,
        effect: impl FnOnce(&FarSide) -> Result<T, Refused>,
    ) -> Option<Result<Answer<T>, Error>> {
        let sent = Instant::now();
        let (fault, there, back) = self.plan(name);
        self.log.note("till", || match fault {
            None => name.to_owned(),
            Some(fault) => format!("{name} ({fault:?})"),
        });
        sleep(there).await;
        match fault {
            Some(Fault::NotSent) => {
                return Some(Err(Error::NotSent { reason: "no route".to_owned(), kind: NotSent::Unreachable }));
            }
            Some(Fault::Dropped) => return None,
            _ if self.weather().is_out() => return None,
            _ => {}
        }
        self.far.arrive(self.till);
        let date = self.date();
        let outcome = self.carry_out(fault, stamp, date, effect);
        sleep(back).await;
        if matches!(fault, Some(Fault::AnswerDropped | Fault::Late)) || self.weather().is_out() {
            return None;
        }
        let round_trip = Instant::now() - sent;
        Some(outcome.map(|value| Answer { value, server_date: date, round_trip }))
    }

    fn plan(&self, name: &str) -> (Option<Fault>, Duration, Duration) {
        let mut weather = self.weather();
        let fault = weather.fault(name);
        let (mut there, mut back) = (weather.dice.millis(mix::ONE_WAY_MS), weather.dice.millis(mix::ONE_WAY_MS));
        match fault {
            Some(Fault::Delayed) => {
                let delay = weather.dice.millis(mix::DELAYED_MS);
                if weather.dice.chance(50) { there += delay } else { back += delay }
            }
            Some(Fault::Late) if name == REFUND => there += weather.dice.millis(mix::REFUND_LATEST_MS),
            Some(Fault::Late) => there += weather.dice.millis(mix::LATE_MS),
            _ => {}
        }
        (fault, there, back)
    }

    /// The server's `Date`: whole seconds, and sometimes none.
    fn date(&self) -> Option<Timestamp> {
        if self.weather().dice.chance(mix::UNDATED) {
            return None;
        }
        let now = self.wrong_date.as_ref().map_or_else(|| self.far.now(), |clock| clock.wall());
        Timestamp::from_second(now.as_second()).ok()
    }

    fn carry_out<T: Subject>(
        &self,
        fault: Option<Fault>,
        stamp: Timestamp,
        date: Option<Timestamp>,
        effect: impl FnOnce(&FarSide) -> Result<T, Refused>,
    ) -> Result<T, Error> {
        let refused = |(status, kind): Refused| Err(refusal(status, kind, date, None));
        let is_in_window = stamp.duration_since(self.far.now()).abs() <= SignedDuration::from_secs(mix::WINDOW_S);
        if !is_in_window && self.wrong_date.is_none() {
            return refused((400, "partner_request_expired"));
        }
        if let Some(Fault::Busy { is_done } | Fault::Garbage { is_done } | Fault::Broken { is_done }) = fault
            && is_done
        {
            drop(effect(&self.far));
            return Err(self.no_use(fault, date));
        }
        match fault {
            Some(Fault::Busy { .. } | Fault::Garbage { .. } | Fault::Broken { .. }) => Err(self.no_use(fault, date)),
            Some(Fault::Duplicated) => {
                drop(effect(&self.far));
                refused((400, "partner_request_already_done"))
            }
            Some(Fault::Swapped) => effect(&self.far).map(Subject::about_another).or_else(refused),
            _ => effect(&self.far).or_else(refused),
        }
    }

    fn no_use(&self, fault: Option<Fault>, date: Option<Timestamp>) -> Error {
        let mut weather = self.weather();
        let retry_after = weather.dice.chance(40).then(|| weather.dice.millis((1_000, 8_000)));
        match fault {
            // Who is told 429 was not served; a 503 may come from behind the effect.
            Some(Fault::Busy { is_done: false }) if weather.dice.chance(50) => {
                refusal(429, "too_many_requests", date, retry_after)
            }
            Some(Fault::Busy { .. }) => refusal(503, "temporarily_unavailable", date, retry_after),
            Some(Fault::Garbage { .. }) => {
                let status = weather.dice.pick(&[200, 302, 502, 504]);
                Error::Unusable { status, reason: "a page".to_owned(), server_date: date, retry_after: None }
            }
            _ => refusal(500, "internal", date, None),
        }
    }
}

fn refusal(status: u16, kind: &str, server_date: Option<Timestamp>, retry_after: Option<Duration>) -> Error {
    Error::Refused(Box::new(Refusal {
        status,
        kind: kind.to_owned(),
        message: kind.to_owned(),
        parameters: InvalidParameters::default(),
        server_date,
        retry_after,
    }))
}

impl Line {
    /// A tray of which the till knows nothing is read, now and then: by whom, nobody can say.
    fn haunt(&self, id: CashtrayId) {
        let (is_read, after) = {
            let dice = &mut self.weather().dice;
            (dice.chance(mix::HAUNTED), dice.millis(mix::HAUNTED_MS))
        };
        if is_read {
            let (far, log) = (self.far.clone(), self.log.clone());
            tokio::spawn(async move {
                sleep(after).await;
                let reader = Reader {
                    refusal: "",
                    spends: false,
                    has_points: false,
                    shown_after: Duration::ZERO,
                    transaction_after: Duration::ZERO,
                };
                let read = far.haunt(id, reader);
                log.note("nobody", || format!("reads {id}, which was never shown: {read:?}"));
            });
        }
    }
}

/// What an answer is about. Only a question's answer is ever swapped here: for changes the client compares call ids.
trait Subject {
    fn about_another(self) -> Self;
}

impl Subject for () {
    fn about_another(self) -> Self {}
}

impl Subject for Page<Transaction> {
    fn about_another(self) -> Self {
        self
    }
}

impl Subject for Cashtray {
    fn about_another(self) -> Self {
        self
    }
}

impl Subject for CashtrayWithResult {
    fn about_another(self) -> Self {
        Self { id: CashtrayId(Uuid::from_u128(7)), ..self }
    }
}

impl Subject for Transaction {
    fn about_another(self) -> Self {
        Self { id: TransactionId(Uuid::from_u128(7)), ..self }
    }
}

impl Gateway for Line {
    fn terms(&self) -> Terms {
        shape::terms()
    }

    fn create_cashtray(&self, order: Order) -> Exchange<Cashtray> {
        let made = Arc::new(OnceLock::new());
        let making = Arc::clone(&made);
        let effect = move |far: &FarSide| {
            let tray = far.create(&order);
            let _ = making.set(tray.id);
            Ok(tray)
        };
        self.exchange_then("create", effect, move |line, is_answered| {
            if let (Some(id), false) = (made.get(), is_answered) {
                line.haunt(*id);
            }
        })
    }

    fn get_cashtray(&self, id: CashtrayId) -> Exchange<CashtrayWithResult> {
        self.exchange("get", move |far| far.get(id))
    }

    fn update_cashtray(&self, id: CashtrayId, change: Change) -> Exchange<Cashtray> {
        let name = if matches!(change, Change::Amount { .. }) { "amend" } else { "extend" };
        self.exchange(name, move |far| far.update(id, change))
    }

    fn cancel_cashtray(&self, id: CashtrayId) -> Exchange<Cashtray> {
        self.exchange("cancel", move |far| far.cancel(id))
    }

    fn get_transaction(&self, id: TransactionId) -> Exchange<Transaction> {
        self.exchange("read", move |far| far.transaction(id))
    }

    fn refund_transaction(&self, id: TransactionId, description: String) -> Exchange<Transaction> {
        let shown_after = {
            let mut weather = self.weather();
            let is_late = weather.dice.chance(mix::REFUND_SHOWN_LATE);
            if is_late { weather.dice.millis(mix::REFUND_SHOWN_LATE_MS) } else { Duration::ZERO }
        };
        self.exchange(REFUND, move |far| far.refund(id, &description, shown_after))
    }

    fn list_transactions(&self, query: TransactionQuery) -> Exchange<Page<Transaction>> {
        let mark = self.shop_mark.clone().unwrap_or_default();
        self.exchange("list", move |far| Ok(far.list(&query, &mark)))
    }

    fn ping(&self) -> Exchange<()> {
        self.exchange("ping", |_| Ok(()))
    }
}
