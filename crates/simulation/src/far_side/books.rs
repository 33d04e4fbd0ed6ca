//! Trays with their documented life. Every effect is atomic at its moment; what answers show may come later.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use partner_api::ids::CashtrayId;
use partner_api::schema::{Cashtray, CashtrayWithResult};
use rust_decimal::Decimal;
use till::gateway::{Change, Order};
use till::money::Direction;
use tokio::time::Instant;
use uuid::Uuid;

use super::refunds::{Habits, Refund};
use super::shape;

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
        Self { start: Instant::now(), trays: Arc::default(), habits }
    }

    /// The server's time.
    pub(crate) fn now(&self) -> Timestamp {
        self.at(Instant::now())
    }

    fn at(&self, moment: Instant) -> Timestamp {
        opening() + SignedDuration::try_from(moment - self.start).expect("a schedule is short")
    }

    /// A customer's phone sends what it read.
    pub(crate) fn read(&self, token: &str, reader: Reader) -> Read {
        let now = self.now();
        let mut trays = self.trays();
        let Some(tray) = trays.iter_mut().find(|tray| shape::token(tray.id) == token) else {
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
        let id = CashtrayId(Uuid::from_u128(1_000 + trays.len() as u128));
        trays.push(Tray {
            id,
            amount,
            description: order.description.clone(),
            expires_at: later(now, order.life),
            canceled_at: None,
            readings: Vec::new(),
            charge: None,
            has_spent: false,
        });
        shape::cashtray(trays.last().expect("it was just made"))
    }

    pub(super) fn get(&self, id: CashtrayId) -> Result<CashtrayWithResult, Refused> {
        let trays = self.trays();
        let tray = trays.iter().find(|tray| tray.id == id).ok_or((404, "notfound"))?;
        Ok(shape::cashtray_with_result(tray, self.now(), self.habits))
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
        let tray = trays.iter_mut().find(|tray| tray.id == id).ok_or((404, "notfound"))?;
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

pub(super) fn later(at: Timestamp, by: Duration) -> Timestamp {
    at + SignedDuration::try_from(by).expect("a schedule is short")
}

fn signed(direction: Direction, amount: Decimal) -> Decimal {
    match direction {
        Direction::Payment => -amount,
        Direction::Topup => amount,
    }
}
