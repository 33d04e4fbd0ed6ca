//! Double-entry book-keeping: every posting takes from one wallet what it gives to another.

use std::collections::BTreeMap;

use partner_api::ids::{AccountId, TransactionId};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Money and points, in the money's unit. As a balance of an issuer it is negative by what was issued.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Purse {
    /// The part that was paid for.
    pub(crate) money: Decimal,
    /// The part that was given as points.
    pub(crate) points: Decimal,
}

impl Purse {
    /// Only money.
    pub(crate) fn of_money(money: Decimal) -> Self {
        Self { money, points: Decimal::ZERO }
    }

    /// Money and points together.
    pub(crate) fn total(self) -> Decimal {
        self.money + self.points
    }

    /// Whether this purse can give the other.
    pub(crate) fn covers(self, other: Self) -> bool {
        self.money >= other.money && self.points >= other.points
    }

    /// The part of this purse that the other wants, money and points each.
    pub(crate) fn at_most(self, other: Self) -> Self {
        Self { money: self.money.min(other.money), points: self.points.min(other.points) }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self { money: self.money + other.money, points: self.points + other.points }
    }

    pub(super) fn minus(self, other: Self) -> Self {
        Self { money: self.money - other.money, points: self.points - other.points }
    }
}

/// One posting.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Posting {
    pub(crate) from: AccountId,
    pub(crate) to: AccountId,
    pub(crate) moved: Purse,
    /// The transaction it belongs to; null for an opening balance.
    pub(crate) transaction_id: Option<TransactionId>,
}

/// The postings and the balances they add up to.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Book {
    postings: Vec<Posting>,
    balances: BTreeMap<AccountId, Purse>,
}

impl Book {
    /// What a wallet holds; nothing for one that never moved.
    pub(crate) fn balance(&self, account: AccountId) -> Purse {
        self.balances.get(&account).copied().unwrap_or_default()
    }

    /// Moves money and points from one wallet to another. Whether they may move is the caller's question.
    pub(crate) fn post(&mut self, posting: Posting) {
        let from = self.balances.entry(posting.from).or_default();
        *from = from.minus(posting.moved);
        let to = self.balances.entry(posting.to).or_default();
        *to = to.plus(posting.moved);
        self.postings.push(posting);
    }

    /// All wallets together; always zero.
    pub(crate) fn sum(&self) -> Purse {
        self.balances.values().fold(Purse::default(), |sum, balance| sum.plus(*balance))
    }

    /// Whether the balances are what the postings add up to.
    pub(crate) fn adds_up(&self) -> bool {
        let mut again = Self::default();
        for posting in &self.postings {
            again.post(posting.clone());
        }
        again.balances == self.balances
    }

    /// Whether all postings and balances are of wallets that exist.
    pub(crate) fn is_of(&self, exists: impl Fn(AccountId) -> bool) -> bool {
        self.postings.iter().all(|posting| exists(posting.from) && exists(posting.to))
            && self.balances.keys().all(|id| exists(*id))
    }

    /// The balances as they are kept.
    #[cfg(test)]
    pub(crate) fn balances(&self) -> &BTreeMap<AccountId, Purse> {
        &self.balances
    }
}
