//! The parts of balances that end at a moment: points with a date.
//!
//! The [`Book`](super::Book) knows what a wallet holds; this knows which parts of it have an end. What is in no lot ends
//! never. A wallet gives away first what ends first.

use std::collections::BTreeMap;

use jiff::Timestamp;
use partner_api::ids::AccountId;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::transaction::NewMovement;
use super::{Kind, Ledger, Purse};

/// The end, on the wire, of what ends never: the documents call `expires_at` of a balance never null.
pub(crate) const NO_END: &str = "2999-12-31T23:59:59.000000Z";

/// A part of a balance that ends at a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Lot {
    pub(crate) expires_at: Timestamp,
    pub(crate) part: Purse,
}

/// All lots of all wallets, those that end first at the front.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Lots(BTreeMap<AccountId, Vec<Lot>>);

impl Lots {
    /// The lots of a wallet.
    pub(crate) fn of(&self, account: AccountId) -> &[Lot] {
        self.0.get(&account).map_or(&[], Vec::as_slice)
    }

    /// All lots of a wallet together.
    pub(crate) fn sum_of(&self, account: AccountId) -> Purse {
        self.of(account).iter().fold(Purse::default(), |sum, lot| sum.plus(lot.part))
    }

    /// The wallets that have any.
    pub(super) fn accounts(&self) -> impl Iterator<Item = AccountId> {
        self.0.keys().copied()
    }

    /// Puts lots into a wallet. Lots of one moment become one.
    pub(super) fn add(&mut self, account: AccountId, lots: &[Lot]) {
        for lot in lots.iter().filter(|lot| lot.part.total() > Decimal::ZERO) {
            let kept = self.0.entry(account).or_default();
            match kept.binary_search_by_key(&lot.expires_at, |kept| kept.expires_at) {
                Ok(at) => kept[at].part = kept[at].part.plus(lot.part),
                Err(at) => kept.insert(at, lot.clone()),
            }
        }
    }

    /// Takes what is given away out of the lots: those of the preferred moments first, then what ends first. What the
    /// lots do not cover comes from the part without end.
    pub(super) fn take(&mut self, account: AccountId, wanted: Purse, preferred: &[Lot]) -> Vec<Lot> {
        let Some(lots) = self.0.get_mut(&account) else { return Vec::new() };
        let mut left = wanted;
        let mut taken: Vec<Lot> = Vec::new();
        let is_preferred = |lot: &Lot| preferred.iter().any(|one| one.expires_at == lot.expires_at);
        for turn in [true, false] {
            for lot in lots.iter_mut().filter(|lot| is_preferred(lot) == turn) {
                let part = lot.part.at_most(left);
                lot.part = lot.part.minus(part);
                left = left.minus(part);
                if part != Purse::default() {
                    taken.push(Lot { expires_at: lot.expires_at, part });
                }
            }
        }
        lots.retain(|lot| lot.part != Purse::default());
        if lots.is_empty() {
            self.0.remove(&account);
        }
        taken
    }
}

impl Ledger {
    /// The parts of a wallet's balance by the moment they end; `None` ends never.
    pub(crate) fn balances_by_end(&self, account: AccountId) -> Vec<(Option<Timestamp>, Purse)> {
        let without_end = self.book.balance(account).minus(self.lots.sum_of(account));
        let ending = self.lots.of(account).iter().map(|lot| (Some(lot.expires_at), lot.part));
        ending.chain((without_end != Purse::default()).then_some((None, without_end))).collect()
    }

    /// What has ended in a wallet.
    pub(crate) fn ended_balances(&self, account: AccountId) -> Vec<(Timestamp, Purse)> {
        let ended = |kind: Kind| kind == Kind::Expire;
        let movements = self.newest_transactions();
        let of_account = movements.filter(|one| ended(one.kind) && one.sender_account_id == account);
        of_account.map(|movement| (movement.done_at, movement.moved)).collect()
    }

    /// Gives back to the issuer what has ended by now.
    pub(super) fn end_lots(&mut self, now: Timestamp) {
        let is_over = |account: &AccountId| self.lots.of(*account).first().is_some_and(|lot| lot.expires_at <= now);
        let accounts: Vec<_> = self.lots.accounts().filter(is_over).collect();
        for account in accounts {
            while let Some(lot) = self.lots.of(account).first().filter(|lot| lot.expires_at <= now).cloned() {
                let money = self.accounts[&account].private_money_id;
                let Some(issuer) = self.issuer_account(money) else { break };
                let expired = NewMovement {
                    kind: Kind::Expire,
                    sender_account_id: account,
                    receiver_account_id: issuer,
                    moved: lot.part,
                    description: String::new(),
                    bear_account_id: None,
                    points_expire_at: None,
                };
                self.record(lot.expires_at, expired);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use partner_api::ids::AccountId;
    use rust_decimal::Decimal;
    use uuid::Uuid;

    use super::{Lot, Lots, Purse};

    fn points(points: u32, at: i64) -> Lot {
        let expires_at = Timestamp::from_second(at).expect("a moment");
        Lot { expires_at, part: Purse { money: Decimal::ZERO, points: points.into() } }
    }

    #[test]
    fn what_ends_first_is_given_first() {
        let (mut lots, account) = (Lots::default(), AccountId(Uuid::from_u128(1)));
        lots.add(account, &[points(10, 200), points(20, 100), points(5, 200)]);
        assert_eq!(lots.of(account), [points(20, 100), points(15, 200)]);
        assert_eq!(lots.take(account, points(25, 0).part, &[]), [points(20, 100), points(5, 200)]);
        assert_eq!(lots.take(account, points(25, 0).part, &[]), [points(10, 200)]);
        assert!(lots.accounts().next().is_none(), "nothing is left");
    }

    #[test]
    fn a_refund_takes_back_the_very_points_it_gave() {
        let (mut lots, account) = (Lots::default(), AccountId(Uuid::from_u128(1)));
        lots.add(account, &[points(20, 100), points(10, 200)]);
        assert_eq!(lots.take(account, points(10, 0).part, &[points(10, 200)]), [points(10, 200)]);
        assert_eq!(lots.of(account), [points(20, 100)]);
    }
}
