//! What counts in a shift, as plain sums. Everything that is shown of a shift is derived from these.

use std::ops::AddAssign;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::money::Direction;
use crate::sale::{SaleState, Success};

/// The lines of a shift.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Payments that succeeded, refunded ones among them.
    pub payments: Sum,
    /// Top-ups that succeeded, refunded ones among them.
    pub topups: Sum,
    /// Refunds of payments by this till.
    #[serde(default)]
    pub payment_refunds: Sum,
    /// Refunds of top-ups by this till.
    #[serde(default)]
    pub topup_refunds: Sum,
    /// Scanned and refused.
    pub failed: Count,
    /// Cancelled.
    pub canceled: Count,
    /// Expired.
    pub expired: Count,
    /// No QR was ever shown.
    pub not_created: Count,
}

/// Transactions of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// How many.
    pub count: u32,
    /// Money and points together.
    pub amount: Decimal,
    /// The part moved as money.
    pub money: Decimal,
    /// The part moved as points.
    pub points: Decimal,
}

/// Sales that ended without moving anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Payments.
    pub payments: u32,
    /// Top-ups.
    pub topups: u32,
}

impl Sum {
    /// One transaction.
    pub fn one(success: &Success) -> Self {
        Self { count: 1, amount: success.amount, money: success.money_amount, points: success.point_amount }
    }

    /// The same transaction so many times.
    #[must_use]
    pub fn times(self, count: u32) -> Self {
        let factor = Decimal::from(count);
        Self {
            count: self.count * count,
            amount: self.amount * factor,
            money: self.money * factor,
            points: self.points * factor,
        }
    }
}

impl AddAssign for Sum {
    fn add_assign(&mut self, other: Self) {
        self.count += other.count;
        self.amount += other.amount;
        self.money += other.money;
        self.points += other.points;
    }
}

impl Count {
    /// Counts so many more.
    pub fn add(&mut self, direction: Direction, count: u32) {
        match direction {
            Direction::Payment => self.payments += count,
            Direction::Topup => self.topups += count,
        }
    }
}

impl Figures {
    /// Counts a sale as it stands; one that has not ended counts nowhere.
    pub fn add(&mut self, direction: Direction, state: &SaleState) {
        match state {
            SaleState::Succeeded { success, .. } => *self.sum_mut(direction) += Sum::one(success),
            SaleState::Failed { .. } => self.failed.add(direction, 1),
            SaleState::Canceled { .. } => self.canceled.add(direction, 1),
            SaleState::Expired { .. } => self.expired.add(direction, 1),
            SaleState::NotCreated { .. } => self.not_created.add(direction, 1),
            SaleState::Creating
            | SaleState::Abandoned
            | SaleState::Open { .. }
            | SaleState::Canceling { .. }
            | SaleState::Amending { .. }
            | SaleState::Extending { .. }
            | SaleState::Undecided { .. } => {}
        }
    }

    /// The line of what succeeded in a direction.
    pub fn sum_mut(&mut self, direction: Direction) -> &mut Sum {
        match direction {
            Direction::Payment => &mut self.payments,
            Direction::Topup => &mut self.topups,
        }
    }

    /// The line of what was refunded of a direction.
    pub fn refund_mut(&mut self, direction: Direction) -> &mut Sum {
        match direction {
            Direction::Payment => &mut self.payment_refunds,
            Direction::Topup => &mut self.topup_refunds,
        }
    }

    /// The cash taken for top-ups that succeeded. Customers hand over what becomes money; points are a gift. For a
    /// top-up that did not succeed cash was given back, so that it does not count.
    pub fn cash_taken(&self) -> Decimal {
        self.topups.money
    }

    /// The cash handed back for refunds of top-ups. A refund of a payment goes back into the wallet.
    pub fn cash_handed_back(&self) -> Decimal {
        self.topup_refunds.money
    }

    /// What the drawer should hold; a float that nobody counted is zero.
    pub fn cash_expected(&self, float: Option<Decimal>) -> Decimal {
        float.unwrap_or_default() + self.cash_taken() - self.cash_handed_back()
    }
}
