//! What the far side does with a charge that is to be taken back: whole, and once, whoever asks first.

use std::time::Duration;

use jiff::Timestamp;
use partner_api::ids::TransactionId;
use partner_api::schema::Transaction;

use super::books::{Charge, FarSide, Refused, Tray, later};
use super::shape;

/// The description of a refund that the issuer made in its own pages.
const ELSEWHERE: &str = "by the issuer";

/// Money that was taken back.
#[derive(Clone, Debug)]
pub(super) struct Refund {
    pub(super) description: String,
    pub(super) at: Timestamp,
    pub(super) shown_from: Timestamp,
}

/// How a far side treats refunds, for one whole schedule.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Habits {
    /// These keys may not refund.
    pub(crate) forbids: bool,
    /// Answers list the transfers, so that a refund's description can be read.
    pub(crate) tells_by_whom: bool,
}

impl Habits {
    /// Refunds are permitted, and answers say all there is.
    pub(crate) const KIND: Self = Self { forbids: false, tells_by_whom: true };
}

/// Who took a charge back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TakenBack {
    /// The till that charged it.
    ByTheTill,
    /// Somebody else.
    Elsewhere,
}

impl FarSide {
    pub(super) fn transaction(&self, id: TransactionId) -> Result<Transaction, Refused> {
        let trays = self.trays();
        let (tray, charge) = charged(&trays, id).ok_or((404, "notfound"))?;
        Ok(shape::transaction(tray, charge, self.now(), self.habits))
    }

    /// A till asks. Answers show it so much later.
    pub(super) fn refund(
        &self,
        id: TransactionId,
        description: &str,
        shown_after: Duration,
    ) -> Result<Transaction, Refused> {
        let now = self.now();
        let mut trays = self.trays();
        let tray = trays.iter_mut().find(|tray| shape::transaction_id(tray) == id);
        let tray = tray.ok_or((422, "transaction_not_found"))?;
        let has_spent = tray.has_spent && !tray.amount.is_sign_negative();
        let charge = tray.charge.as_mut().ok_or((422, "transaction_not_found"))?;
        charge.asked += 1;
        if self.habits.forbids {
            return Err((403, "unpermitted_admin_user"));
        } else if charge.refund.is_some() {
            return Err((422, "transaction_already_refunded"));
        } else if has_spent {
            return Err((422, "account_balance_not_enough"));
        }
        let refund = Refund { description: description.to_owned(), at: now, shown_from: later(now, shown_after) };
        charge.refund = Some(refund.clone());
        // The answer to the request itself shows what it did.
        let shown = Charge { refund: Some(Refund { shown_from: now, ..refund }), ..charge.clone() };
        Ok(shape::transaction(tray, &shown, now, self.habits))
    }

    /// Another till, or the issuer, takes back what the sale of this label moved.
    pub(crate) fn refund_elsewhere(&self, label: &str, shown_after: Duration) {
        let now = self.now();
        let mark = format!("[{label}-");
        let mut trays = self.trays();
        let charges = trays.iter_mut().filter(|tray| tray.description.contains(&mark));
        if let Some(charge) = charges.filter_map(|tray| tray.charge.as_mut()).find(|charge| charge.refund.is_none()) {
            let shown_from = later(now, shown_after);
            charge.refund = Some(Refund { description: ELSEWHERE.to_owned(), at: now, shown_from });
        }
    }

    /// Who took back what the sale of this label moved; `None` while nobody has.
    pub(crate) fn taken_back(&self, label: &str) -> Option<TakenBack> {
        let mark = format!("[{label}-");
        let trays = self.trays();
        let mut charges =
            trays.iter().filter(|tray| tray.description.contains(&mark)).filter_map(|tray| tray.charge.as_ref());
        let refund = charges.find_map(|charge| charge.refund.as_ref())?;
        Some(if refund.description.starts_with(&mark) { TakenBack::ByTheTill } else { TakenBack::Elsewhere })
    }

    /// Whether answers say by whom a charge was taken back.
    pub(crate) fn tells_by_whom(&self) -> bool {
        self.habits.tells_by_whom
    }

    /// How often the refund of this sale was asked for, copies of one request counted once.
    pub(crate) fn refunds_asked(&self, label: &str) -> u32 {
        let mark = format!("[{label}-");
        let trays = self.trays();
        let charges = trays.iter().filter(|tray| tray.description.contains(&mark));
        charges.filter_map(|tray| Some(tray.charge.as_ref()?.asked)).sum()
    }
}

fn charged(trays: &[Tray], id: TransactionId) -> Option<(&Tray, &Charge)> {
    let tray = trays.iter().find(|tray| shape::transaction_id(tray) == id)?;
    Some((tray, tray.charge.as_ref()?))
}
