//! Trays with their documented life. Every effect is atomic at its moment; what answers show may come later.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use partner_api::ids::CashtrayId;
use partner_api::schema::{Cashtray, CashtrayWithResult, Page, Transaction};
use rust_decimal::Decimal;
use till::gateway::{Change, Order, TransactionQuery};
use till::money::Direction;
use tokio::time::Instant;
use uuid::Uuid;

use super::refunds::{Habits, Refund};
use super::shape;

/// The id of the first tray.
const FIRST_ID: u128 = 1_000;

/// When the server's clock starts.
pub(crate) fn opening() -> Timestamp {
    Timestamp::from_second(1_795_154_400).expect("a moment in 2026")
}

/// The far side's books. Clones are the same ones.
#[derive(Clone, Debug)]
pub(crate) struct FarSide {
    start: Instant,
    trays: Arc<Mutex<Vec<Tray>>>,
    pub(super) habits: Habits,
    arrivals: Arc<Mutex<BTreeMap<(u64, u32), u32>>>,
}

/// A tray on the server.
#[derive(Clone, Debug)]
pub(super) struct Tray {
    pub(super) id: CashtrayId,
    /// With its sign.
    pub(super) amount: Decimal,
    pub(super) description: String,
    pub(super) expires_at: Timestamp,
    pub(super) canceled_at: Option<Timestamp>,
    pub(super) readings: Vec<Reading>,
    pub(super) charge: Option<Charge>,
    /// Whoever was topped up by it has spent the money since.
    pub(super) has_spent: bool,
    /// Somebody reads it though no till has shown it.
    is_haunted: bool,
}

/// One reading. The newest that can be seen is the one answers show: a later one hides an earlier one.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) error_type: &'static str,
    pub(super) at: Timestamp,
    pub(super) shown_from: Timestamp,
}

/// Money that moved.
#[derive(Clone, Debug)]
pub(super) struct Charge {
    /// Above zero.
    pub(super) amount: Decimal,
    pub(super) points: Decimal,
    pub(super) at: Timestamp,
    pub(super) shown_from: Timestamp,
    /// Who took it back, and when.
    pub(super) refund: Option<Refund>,
    /// How often that was asked for.
    pub(super) asked: u32,
}

/// Who reads a QR, and how late answers show it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader {
    /// Empty for one the server accepts.
    pub(crate) refusal: &'static str,
    /// Pays partly with points.
    pub(crate) has_points: bool,
    /// Spends a top-up at once.
    pub(crate) spends: bool,
    /// Answers show the reading so much later...
    pub(crate) shown_after: Duration,
    /// ...and its transaction so much after that.
    pub(crate) transaction_after: Duration,
}

/// How a reading ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Read {
    /// So much was moved.
    Charged(Decimal),
    /// Nothing was.
    Refused(&'static str),
}

/// A documented refusal.
pub(super) type Refused = (u16, &'static str);

impl FarSide {
    pub(crate) fn new(habits: Habits) -> Self {
        Self { start: Instant::now(), trays: Arc::default(), arrivals: Arc::default(), habits }
    }

    /// The server's time.
    pub(crate) fn now(&self) -> Timestamp {
        self.at(Instant::now())
    }

    fn at(&self, moment: Instant) -> Timestamp {
        opening() + SignedDuration::try_from(moment - self.start).expect("a schedule is short")
    }

    /// A request has got through.
    pub(super) fn arrive(&self, till: u32) {
        let second = self.start.elapsed().as_secs();
        *self.arrivals.lock().unwrap_or_else(PoisonError::into_inner).entry((second, till)).or_default() += 1;
    }

    /// How many requests of each till have got through in each second since the start.
    pub(crate) fn arrivals(&self) -> BTreeMap<(u64, u32), u32> {
        self.arrivals.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A tray that no till can have shown is read all the same.
    pub(super) fn haunt(&self, id: CashtrayId, reader: Reader) -> Read {
        if let Some(tray) = by_id(&mut self.trays(), id) {
            tray.is_haunted = true;
        }
        self.read(&shape::token(id), reader)
    }

    /// Whether what the sale of this label has moved was read from no screen.
    pub(crate) fn is_haunted(&self, label: &str) -> bool {
        let mark = format!("[{label}-");
        self.trays().iter().any(|tray| tray.description.contains(&mark) && tray.is_haunted)
    }

    /// The same of the tray with this description.
    pub(crate) fn is_haunted_by(&self, description: &str) -> bool {
        self.trays().iter().any(|tray| tray.description == description && tray.is_haunted)
    }

    /// A customer's phone sends what it read.
    pub(crate) fn read(&self, token: &str, reader: Reader) -> Read {
        let now = self.now();
        let mut trays = self.trays();
        let Some(tray) = by_token(&mut trays, token) else {
            return Read::Refused("cashtray_not_found");
        };
        let error_type = tray.refusal(now).map_or(reader.refusal, |(_, error_type)| error_type);
        let shown_from = later(now, reader.shown_after);
        tray.readings.push(Reading { error_type, at: now, shown_from });
        if !error_type.is_empty() {
            return Read::Refused(error_type);
        }
        let amount = tray.amount.abs();
        let points = if reader.has_points { (amount / Decimal::from(3)).floor() } else { Decimal::ZERO };
        let shown_from = later(shown_from, reader.transaction_after);
        tray.charge = Some(Charge { amount, points, at: now, shown_from, refund: None, asked: 0 });
        tray.has_spent = reader.spends;
        Read::Charged(amount)
    }

    pub(super) fn create(&self, order: &Order) -> Cashtray {
        let now = self.now();
        let mut trays = self.trays();
        let amount = signed(order.direction, order.amount.value());
        let id = CashtrayId(Uuid::from_u128(FIRST_ID + trays.len() as u128));
        trays.push(Tray {
            id,
            amount,
            description: order.description.clone(),
            expires_at: later(now, order.life),
            canceled_at: None,
            readings: Vec::new(),
            charge: None,
            has_spent: false,
            is_haunted: false,
        });
        shape::cashtray(trays.last().expect("it was just made"))
    }

    pub(super) fn get(&self, id: CashtrayId) -> Result<CashtrayWithResult, Refused> {
        let mut trays = self.trays();
        let tray = by_id(&mut trays, id).ok_or((404, "notfound"))?;
        Ok(shape::cashtray_with_result(tray, self.now(), self.habits))
    }

    /// A page of what has moved and can be seen where the description has this mark, the newest first.
    pub(super) fn list(&self, query: &TransactionQuery, mark: &str) -> Page<Transaction> {
        let now = self.now();
        let trays = self.trays();
        let fits = |tray: &&Tray| {
            let charge = tray.charge.as_ref().filter(|charge| charge.shown_from <= now);
            charge.is_some_and(|charge| {
                query.from.is_none_or(|from| charge.at >= from)
                    && query.to.is_none_or(|to| charge.at < to)
                    && query.description.as_ref().is_none_or(|description| *description == tray.description)
                    && tray.description.contains(mark)
            })
        };
        let mut rows: Vec<&Tray> = trays.iter().filter(fits).collect();
        rows.sort_by_key(|tray| Reverse(tray.charge.as_ref().map(|charge| charge.at)));
        shape::page(&rows, query, now, self.habits)
    }

    pub(super) fn update(&self, id: CashtrayId, change: Change) -> Result<Cashtray, Refused> {
        self.change(id, |tray, now| match change {
            Change::Amount { direction, to } => tray.amount = signed(direction, to.value()),
            Change::Life(life) => tray.expires_at = later(now, life),
        })
    }

    pub(super) fn cancel(&self, id: CashtrayId) -> Result<Cashtray, Refused> {
        self.change(id, |tray, now| tray.canceled_at = Some(now))
    }

    fn change(&self, id: CashtrayId, change: impl FnOnce(&mut Tray, Timestamp)) -> Result<Cashtray, Refused> {
        let now = self.now();
        let mut trays = self.trays();
        let tray = by_id(&mut trays, id).ok_or((404, "notfound"))?;
        if let Some(refused) = tray.refusal(now) {
            return Err(refused);
        }
        change(tray, now);
        Ok(shape::cashtray(tray))
    }

    /// What every charged tray moved, by its description.
    pub(crate) fn charges(&self) -> Vec<(String, Decimal)> {
        let charged = |tray: &Tray| tray.charge.as_ref().map(|charge| (tray.description.clone(), charge.amount));
        self.trays().iter().filter_map(charged).collect()
    }

    /// Whether a tray was made with this tag.
    pub(crate) fn knows(&self, tag: &str) -> bool {
        self.trays().iter().any(|tray| tray.description.ends_with(tag))
    }

    /// What the sale of this label has moved.
    pub(crate) fn charge_of(&self, label: &str) -> Option<Decimal> {
        let mark = format!("[{label}-");
        let trays = self.trays();
        trays.iter().filter(|tray| tray.description.contains(&mark)).find_map(|tray| Some(tray.charge.as_ref()?.amount))
    }

    /// The moment at which the server's clock shows this.
    pub(crate) fn moment(&self, time: Timestamp) -> Instant {
        self.start + Duration::try_from(time.duration_since(opening())).unwrap_or_default()
    }

    /// When the last tray ends whose description has this mark.
    pub(crate) fn last_end(&self, mark: &str) -> Option<Instant> {
        let trays = self.trays();
        let last = trays.iter().filter(|tray| tray.description.contains(mark)).map(|tray| tray.expires_at).max()?;
        Some(self.moment(last))
    }

    pub(super) fn trays(&self) -> MutexGuard<'_, Vec<Tray>> {
        self.trays.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tray {
    /// Why it can be neither read nor changed now. A failed reading has spent it too.
    fn refusal(&self, now: Timestamp) -> Option<Refused> {
        let was_read =
            |reading: &Reading| !matches!(reading.error_type, "cashtray_expired" | "cashtray_already_canceled");
        if self.readings.iter().any(was_read) {
            Some((422, "cashtray_already_proceed"))
        } else if self.canceled_at.is_some() {
            Some((422, "cashtray_already_canceled"))
        } else if self.expires_at < now {
            Some((422, "cashtray_expired"))
        } else {
            None
        }
    }
}

/// Trays are numbered in the order in which they were made, so that a day of 500 tills finds each at once.
fn by_id(trays: &mut [Tray], id: CashtrayId) -> Option<&mut Tray> {
    let index = id.0.as_u128().checked_sub(FIRST_ID)?;
    trays.get_mut(usize::try_from(index).ok()?)
}

fn by_token<'a>(trays: &'a mut [Tray], token: &str) -> Option<&'a mut Tray> {
    by_id(trays, token.rsplit('/').next()?.parse().ok().map(CashtrayId)?)
}

pub(super) fn later(at: Timestamp, by: Duration) -> Timestamp {
    at + SignedDuration::try_from(by).expect("a schedule is short")
}

fn signed(direction: Direction, amount: Decimal) -> Decimal {
    match direction {
        Direction::Payment => -amount,
        Direction::Topup => amount,
    }
}
