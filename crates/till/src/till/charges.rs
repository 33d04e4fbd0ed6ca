//! The same customer and the same amount twice within minutes: likely a mistake, so staff are told before they hand
//! anything over (reliability, C10). The parts of a bill are meant to be alike and are none.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rust_decimal::Decimal;

use super::actor::Actor;
use crate::bill::BillNumber;
use crate::money::Direction;
use crate::refund::RefundState;
use crate::sale::{Sale, SaleState};
use crate::server_clock::signed;
use crate::tag::SaleNumber;

/// What is kept in mind of a sale that moved money.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Charge {
    direction: Direction,
    amount: Decimal,
    customer_mark: String,
    at: Timestamp,
    bill: Option<BillNumber>,
}

/// The newest sales that moved money, by number. As many as the list of results holds.
#[derive(Debug, Default)]
pub(super) struct Charges(BTreeMap<SaleNumber, Charge>);

impl Charges {
    /// Keeps a sale in mind, when it moved money and its customer is known.
    pub(super) fn note(&mut self, sale: &Sale, ended_at: Option<Timestamp>, limit: usize) {
        let SaleState::Succeeded { success, .. } = &sale.state else { return };
        let Some(customer_mark) = success.customer_mark.clone() else { return };
        let done_at = success.done_at.parse().ok();
        let Some(at) = done_at.or(ended_at) else { return };
        let Sale { intent, .. } = sale;
        let charge =
            Charge { direction: intent.direction, amount: success.amount, customer_mark, at, bill: intent.bill };
        self.0.insert(intent.number, charge);
        while self.0.len() > limit {
            self.0.pop_first();
        }
    }

    fn before(&self, number: SaleNumber, within: jiff::SignedDuration) -> impl Iterator<Item = SaleNumber> {
        let charge = self.0.get(&number);
        self.0.range(..number).rev().filter_map(move |(earlier, it)| {
            let charge = charge?;
            let is_alike = it.direction == charge.direction
                && it.amount == charge.amount
                && it.customer_mark == charge.customer_mark
                && charge.at.duration_since(it.at).abs() <= within;
            let is_meant = it.bill.is_some() && it.bill == charge.bill;
            (is_alike && !is_meant).then_some(*earlier)
        })
    }
}

impl Actor {
    /// The label of the sale that this one looks like the repetition of, unless that one is being taken back.
    pub(super) fn twice_of(&self, number: SaleNumber) -> Option<String> {
        let within = signed(self.settings().twice_within);
        let is_taken_back = |sale: &SaleNumber| {
            self.refunds.get(sale).is_some_and(|followed| match followed.refund.state {
                RefundState::Intended
                | RefundState::Asking { .. }
                | RefundState::Unanswered { .. }
                | RefundState::Refunded { .. }
                | RefundState::RefundedElsewhere { .. } => true,
                RefundState::Refused { .. } | RefundState::NotCarriedOut { .. } => false,
            })
        };
        let mut earlier = self.charges.before(number, within);
        earlier.find(|sale| !is_taken_back(sale)).map(|sale| self.setup.till_code.label(sale))
    }
}
