//! A far side in memory and in virtual time: trays with the documented life, and faults on demand.

use std::collections::VecDeque;
use std::future::pending;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use partner_api::ids::{CashtrayId, PrivateMoneyId, ShopId, TransactionId};
use partner_api::schema::{Cashtray, CashtrayWithResult, Page, Pagination, Transaction};
use partner_api::{Error, InvalidParameters, NotSent, Refusal};
use rust_decimal::Decimal;
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use super::print::{self, json, transaction_id};
use crate::gateway::{Answer, Change, Exchange, Gateway, Order, Terms, TransactionQuery};
use crate::money::Direction;

/// Half a round trip.
const ONE_WAY: Duration = Duration::from_millis(30);

/// What goes wrong with the next request of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It never arrives, and nothing comes back.
    Lost,
    /// It is carried out, and nothing comes back.
    AnswerLost,
    /// It is carried out so much later, and nothing comes back in time.
    Late(Duration),
    /// It arrives, and the answer takes so long.
    Slow(Duration),
    /// No connection.
    Unreachable,
    /// 503.
    Busy,
    /// A refusal with this status and machine name, before anything is done.
    Refused(u16, &'static str),
    /// The answer is for one yen more, in the same direction.
    WrongAmount,
    /// The answer is for the other direction.
    WrongDirection,
    /// The answer is another shop's.
    WrongShop,
    /// The dates of the answer cannot be read.
    OddDates,
    /// The answer is an older server's: it says that a transaction was taken back, and not by whom.
    WithoutTransfers,
    /// The answer is about another transaction.
    AnotherTransaction,
}

/// The kinds of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    Create,
    Get,
    Update,
    Cancel,
    Read,
    Refund,
    List,
    Ping,
}

/// How a reading of the QR is shown by the server.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) error_type: String,
}

#[derive(Clone, Debug)]
pub(super) struct TrayOnServer {
    pub(super) id: CashtrayId,
    pub(super) amount: Decimal,
    pub(super) description: String,
    pub(super) expires_at: Timestamp,
    pub(super) canceled_at: Option<Timestamp>,
    pub(super) reading: Option<Reading>,
    /// The amount that was moved.
    pub(super) moved: Option<Decimal>,
    /// When it was.
    pub(super) done_at: Timestamp,
    /// Who took it back, and when.
    pub(super) refund: Option<RefundOnServer>,
}

/// A refund as the server remembers it.
#[derive(Clone, Debug)]
pub(super) struct RefundOnServer {
    pub(super) description: String,
    pub(super) at: Timestamp,
}

#[derive(Default)]
struct State {
    trays: Vec<TrayOnServer>,
    faults: Vec<(Kind, VecDeque<Fault>)>,
    always: Vec<(Kind, Fault)>,
    log: Vec<Kind>,
    tills: u64,
    /// Trays whose QR was on the screen once, so that a photo of it may exist.
    shown: Vec<usize>,
}

/// The far side. Clones are the same one.
#[derive(Clone)]
pub(super) struct FarSide {
    state: Arc<Mutex<State>>,
    start: Instant,
}

/// When the server's clock started.
pub(super) fn opening() -> Timestamp {
    "2026-11-20T06:00:00Z".parse().expect("a moment")
}

impl FarSide {
    pub(super) fn new() -> Self {
        Self { state: Arc::default(), start: Instant::now() }
    }

    /// The server's time.
    pub(super) fn now(&self) -> Timestamp {
        opening() + SignedDuration::try_from(self.start.elapsed()).expect("short")
    }

    /// The next request of a kind meets this; several are met in turn.
    pub(super) fn next_fault(&self, kind: Kind, fault: Fault) {
        let mut state = self.state();
        if let Some((_, faults)) = state.faults.iter_mut().find(|(of, _)| *of == kind) {
            faults.push_back(fault);
        } else {
            state.faults.push((kind, VecDeque::from([fault])));
        }
    }

    /// Every request of a kind meets this until it is mended.
    pub(super) fn always(&self, kind: Kind, fault: Fault) {
        self.state().always.push((kind, fault));
    }

    /// Nothing gets through any more.
    pub(super) fn cut(&self) {
        for kind in
            [Kind::Create, Kind::Get, Kind::Update, Kind::Cancel, Kind::Read, Kind::Refund, Kind::List, Kind::Ping]
        {
            self.always(kind, Fault::Lost);
        }
    }

    /// Everything works again.
    pub(super) fn mend(&self) {
        self.state().always.clear();
    }

    /// How many requests of a kind have arrived or were lost on the way.
    pub(super) fn count(&self, kind: Kind) -> usize {
        self.state().log.iter().filter(|of| **of == kind).count()
    }

    /// How many tills have been started on it so far.
    pub(super) fn next_till(&self) -> u64 {
        let mut state = self.state();
        state.tills += 1_000;
        state.tills
    }

    /// How many trays there are.
    pub(super) fn trays(&self) -> usize {
        self.state().trays.len()
    }

    /// The descriptions of all trays.
    pub(super) fn descriptions(&self) -> Vec<String> {
        self.state().trays.iter().map(|tray| tray.description.clone()).collect()
    }

    /// A customer reads the newest tray's QR. Answers whether money moved.
    pub(super) fn scan(&self) -> bool {
        self.scan_tray(self.trays() - 1, "")
    }

    /// A customer whom the server refuses reads the newest tray's QR.
    pub(super) fn scan_refused(&self, error_type: &str) {
        assert!(!self.scan_tray(self.trays() - 1, error_type));
    }

    /// A customer reads the QR of the tray that was made as the `index`th.
    pub(super) fn scan_tray(&self, index: usize, refusal: &str) -> bool {
        let now = self.now();
        let mut state = self.state();
        let tray = &mut state.trays[index];
        let error_type = if tray.reading.is_some() {
            "cashtray_already_proceed"
        } else if tray.canceled_at.is_some() {
            "cashtray_already_canceled"
        } else if tray.expires_at < now {
            "cashtray_expired"
        } else {
            refusal
        };
        tray.reading = Some(Reading { error_type: error_type.to_owned() });
        if error_type.is_empty() {
            (tray.moved, tray.done_at) = (Some(tray.amount.abs()), now);
        }
        error_type.is_empty()
    }

    /// The newest tray's reading claims success before its transaction can be seen, as if it were still under way.
    pub(super) fn read_without_result(&self, error_type: &str) {
        let mut state = self.state();
        let tray = state.trays.last_mut().expect("a tray");
        tray.reading = Some(Reading { error_type: error_type.to_owned() });
    }

    /// The newest tray's transaction can be seen now.
    pub(super) fn show_transaction(&self) {
        let mut state = self.state();
        let tray = state.trays.last_mut().expect("a tray");
        tray.moved = Some(tray.amount.abs());
    }

    /// Somebody else changes the newest tray's amount.
    pub(super) fn meddle(&self, amount: i64) {
        self.state().trays.last_mut().expect("a tray").amount = Decimal::from(amount);
    }

    /// The newest tray has another description.
    pub(super) fn describe(&self, description: &str) {
        description.clone_into(&mut self.state().trays.last_mut().expect("a tray").description);
    }

    /// Forgets the newest tray.
    pub(super) fn forget(&self) {
        self.state().trays.pop();
    }

    /// Somebody else takes back what the newest tray moved: another till, or the issuer.
    pub(super) fn refund_elsewhere(&self) {
        let refund = RefundOnServer { description: "by the issuer".to_owned(), at: self.now() };
        self.state().trays.last_mut().expect("a tray").refund = Some(refund);
    }

    /// The descriptions of all refunds.
    pub(super) fn refunds(&self) -> Vec<String> {
        self.state().trays.iter().filter_map(|tray| Some(tray.refund.as_ref()?.description.clone())).collect()
    }

    /// Which tray a QR belongs to.
    pub(super) fn tray_of(&self, token: &str) -> usize {
        let state = self.state();
        state.trays.iter().position(|tray| token.ends_with(&tray.id.to_string())).expect("a token of ours")
    }

    /// The QR on the screen was seen by a camera.
    pub(super) fn note_shown(&self, token: Option<&str>) {
        let Some(index) = token.map(|token| self.tray_of(token)) else { return };
        let mut state = self.state();
        if !state.shown.contains(&index) {
            state.shown.push(index);
        }
    }

    /// How many QRs were seen by a camera.
    pub(super) fn photos(&self) -> usize {
        self.state().shown.len()
    }

    /// Somebody reads a QR from a photo.
    pub(super) fn scan_photo(&self, photo: usize) {
        let index = self.state().shown[photo];
        self.scan_tray(index, "");
    }

    /// The faults that have not been met yet are not met any more.
    pub(super) fn forget_faults(&self) {
        self.state().faults.clear();
    }

    /// What every tray moved, by its description.
    pub(super) fn moved(&self) -> Vec<(String, Option<Decimal>)> {
        self.state().trays.iter().map(|tray| (tray.description.clone(), tray.moved)).collect()
    }

    pub(super) fn is_canceled(&self, index: usize) -> bool {
        self.state().trays[index].canceled_at.is_some()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no test panics while it holds the far side")
    }

    /// Notes a request and says what happens to it.
    fn arrive(&self, kind: Kind) -> Option<Fault> {
        let mut state = self.state();
        state.log.push(kind);
        let next = state.faults.iter_mut().find(|(of, _)| *of == kind).and_then(|(_, faults)| faults.pop_front());
        next.or_else(|| state.always.iter().find(|(of, _)| *of == kind).map(|(_, fault)| *fault))
    }

    /// One exchange: there, the effect, back, with whatever goes wrong on the way.
    fn exchange<T: Send + 'static>(
        &self,
        kind: Kind,
        effect: impl FnOnce(&Self, Option<Fault>) -> Result<T, Error> + Send + 'static,
    ) -> Exchange<T> {
        let far = self.clone();
        Box::pin(async move {
            let fault = far.arrive(kind);
            match fault {
                Some(Fault::Lost) => return pending().await,
                Some(Fault::Unreachable) => {
                    let reason = "no route".to_owned();
                    return Err(Error::NotSent { reason, kind: NotSent::Unreachable });
                }
                Some(Fault::Late(delay)) => {
                    #[expect(clippy::disallowed_methods, reason = "carried out whether or not anybody still waits")]
                    tokio::spawn(async move {
                        sleep(delay).await;
                        drop(effect(&far, fault));
                    });
                    return pending().await;
                }
                Some(_) | None => sleep(ONE_WAY).await,
            }
            match fault {
                Some(Fault::Busy) => return Err(far.refused(503, "temporarily_unavailable")),
                Some(Fault::Refused(status, kind)) => return Err(far.refused(status, kind)),
                Some(_) | None => {}
            }
            let value = effect(&far, fault);
            let server_date = Some(whole_second(far.now()));
            match fault {
                Some(Fault::AnswerLost) => return pending().await,
                Some(Fault::Slow(delay)) => sleep(delay).await,
                Some(_) | None => sleep(ONE_WAY).await,
            }
            Ok(Answer { value: value?, server_date, round_trip: ONE_WAY * 2 })
        })
    }

    fn refused(&self, status: u16, kind: &str) -> Error {
        Error::Refused(Box::new(Refusal {
            status,
            kind: kind.to_owned(),
            message: format!("{kind} in words"),
            parameters: InvalidParameters::default(),
            server_date: Some(whole_second(self.now())),
            retry_after: None,
        }))
    }

    /// A change of a tray that is still open, or the documented refusal.
    fn change(&self, id: CashtrayId, change: impl FnOnce(&mut TrayOnServer, Timestamp)) -> Result<Cashtray, Error> {
        let now = self.now();
        let refusal = {
            let mut state = self.state();
            match state.trays.iter_mut().find(|tray| tray.id == id) {
                None => Some((404, "notfound")),
                Some(tray) if tray.reading.is_some() => Some((422, "cashtray_already_proceed")),
                Some(tray) if tray.canceled_at.is_some() => Some((422, "cashtray_already_canceled")),
                Some(tray) if tray.expires_at < now => Some((422, "cashtray_expired")),
                Some(tray) => {
                    change(tray, now);
                    None
                }
            }
        };
        match refusal {
            Some((status, kind)) => Err(self.refused(status, kind)),
            None => Ok(self.tray(id, None)),
        }
    }

    fn transaction(&self, id: TransactionId, fault: Option<Fault>) -> Result<Transaction, Error> {
        let state = self.state();
        let text = state
            .trays
            .iter()
            .find(|tray| transaction_id(tray) == id)
            .and_then(|tray| print::transaction(tray, fault != Some(Fault::WithoutTransfers)));
        drop(state);
        let text = text.ok_or_else(|| self.refused(404, "notfound"))?;
        let transaction: Transaction = serde_json::from_str(&text).expect("the documented shape");
        Ok(match fault {
            Some(Fault::AnotherTransaction) => Transaction { id: TransactionId(Uuid::from_u128(7)), ..transaction },
            _ => transaction,
        })
    }

    fn tray(&self, id: CashtrayId, fault: Option<Fault>) -> Cashtray {
        let state = self.state();
        let tray = state.trays.iter().find(|tray| tray.id == id).expect("it was just there");
        serde_json::from_str(&json(tray, false, fault)).expect("the documented shape")
    }
}

impl Gateway for FarSide {
    fn terms(&self) -> Terms {
        Terms { shop_id: ShopId(Uuid::from_u128(1)), private_money_id: PrivateMoneyId(Uuid::from_u128(2)) }
    }

    fn create_cashtray(&self, order: Order) -> Exchange<Cashtray> {
        self.exchange(Kind::Create, move |far, fault| {
            let id = {
                let now = far.now();
                let mut state = far.state();
                let id = CashtrayId(Uuid::from_u128(1_000 + state.trays.len() as u128));
                let amount = order.amount.value();
                state.trays.push(TrayOnServer {
                    id,
                    amount: if order.direction == Direction::Payment { -amount } else { amount },
                    description: order.description,
                    expires_at: now + SignedDuration::try_from(order.life).expect("short"),
                    canceled_at: None,
                    reading: None,
                    moved: None,
                    refund: None,
                    done_at: now,
                });
                id
            };
            Ok(far.tray(id, fault))
        })
    }

    fn get_cashtray(&self, id: CashtrayId) -> Exchange<CashtrayWithResult> {
        self.exchange(Kind::Get, move |far, fault| {
            let text = far.state().trays.iter().find(|tray| tray.id == id).map(|tray| json(tray, true, fault));
            match text {
                Some(text) => Ok(serde_json::from_str(&text).expect("the documented shape")),
                None => Err(far.refused(404, "notfound")),
            }
        })
    }

    fn update_cashtray(&self, id: CashtrayId, change: Change) -> Exchange<Cashtray> {
        self.exchange(Kind::Update, move |far, _| {
            far.change(id, |tray, now| match change {
                Change::Amount { direction: Direction::Payment, to } => tray.amount = -to.value(),
                Change::Amount { direction: Direction::Topup, to } => tray.amount = to.value(),
                Change::Life(life) => tray.expires_at = now + SignedDuration::try_from(life).expect("short"),
            })
        })
    }

    fn cancel_cashtray(&self, id: CashtrayId) -> Exchange<Cashtray> {
        self.exchange(Kind::Cancel, move |far, _| far.change(id, |tray, now| tray.canceled_at = Some(now)))
    }

    fn get_transaction(&self, id: TransactionId) -> Exchange<Transaction> {
        self.exchange(Kind::Read, move |far, fault| far.transaction(id, fault))
    }

    fn refund_transaction(&self, id: TransactionId, description: String) -> Exchange<Transaction> {
        self.exchange(Kind::Refund, move |far, fault| {
            let at = far.now();
            let is_refunded = {
                let mut state = far.state();
                let tray = state.trays.iter_mut().find(|tray| transaction_id(tray) == id && tray.moved.is_some());
                let Some(tray) = tray else { return Err(far.refused(422, "transaction_not_found")) };
                let is_refunded = tray.refund.is_some();
                tray.refund.get_or_insert(RefundOnServer { description, at });
                is_refunded
            };
            if is_refunded {
                return Err(far.refused(422, "transaction_already_refunded"));
            }
            far.transaction(id, fault)
        })
    }

    fn list_transactions(&self, query: TransactionQuery) -> Exchange<Page<Transaction>> {
        self.exchange(Kind::List, move |far, _| {
            let state = far.state();
            let fits = |tray: &&TrayOnServer| {
                query.from.is_none_or(|from| tray.done_at >= from)
                    && query.to.is_none_or(|to| tray.done_at < to)
                    && query.description.as_ref().is_none_or(|description| *description == tray.description)
            };
            let newest_first = state.trays.iter().rev().filter(fits).filter_map(|tray| print::transaction(tray, true));
            let rows: Vec<Transaction> =
                newest_first.map(|text| serde_json::from_str(&text).expect("the documented shape")).collect();
            let (count, per_page) = (rows.len(), usize::try_from(query.per_page).expect("small"));
            let (current, most) = (usize::try_from(query.page).expect("small"), count.div_ceil(per_page).max(1));
            let pagination = Pagination {
                current: current as u64,
                per_page: per_page as u64,
                max_page: most as u64,
                has_prev: current > 1,
                has_next: current < most,
            };
            let rows = rows.into_iter().skip((current - 1) * per_page).take(per_page).collect();
            Ok(Page { rows, count: count as u64, pagination })
        })
    }

    fn ping(&self) -> Exchange<()> {
        self.exchange(Kind::Ping, |_, _| Ok(()))
    }
}

fn whole_second(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).expect("in range")
}
