//! Whether money may move: the rules that a scan and every transaction of the API share.
//!
//! Each rule answers the movement it would be, or the documented type of the refusal.

use rust_decimal::Decimal;

use super::transaction::NewMovement;
use super::{AccountRecord, Kind, Ledger, Owner, Purse, Strategy};

impl Ledger {
    /// A customer pays a shop.
    pub(super) fn payment(
        &self,
        customer: &AccountRecord,
        shop: &AccountRecord,
        amount: Decimal,
        strategy: Strategy,
        description: &str,
    ) -> Result<NewMovement, &'static str> {
        self.check_both(customer, shop)?;
        self.check_amount(customer, amount)?;
        let moved = strategy.split(self.book.balance(customer.id), amount)?;
        Ok(movement(Kind::Payment, customer, shop, moved, description))
    }

    /// A shop tops a customer up.
    pub(super) fn topup(
        &self,
        shop: &AccountRecord,
        customer: &AccountRecord,
        moved: Purse,
        description: &str,
    ) -> Result<NewMovement, &'static str> {
        self.check_both(customer, shop)?;
        self.check_purse(customer, moved)?;
        if !shop.can_transfer_topup {
            return Err("account_can_not_topup");
        }
        self.check_room(customer, moved)?;
        Ok(movement(Kind::Topup, shop, customer, moved, description))
    }

    /// A customer gives to another.
    pub(super) fn transfer(
        &self,
        sender: &AccountRecord,
        receiver: &AccountRecord,
        amount: Decimal,
        description: &str,
    ) -> Result<NewMovement, &'static str> {
        if sender.id == receiver.id {
            return Err("same_account_transaction");
        }
        self.check_both(sender, receiver)?;
        self.check_amount(sender, amount)?;
        let moved = Strategy::default().split(self.book.balance(sender.id), amount)?;
        self.check_room(receiver, moved)?;
        Ok(movement(Kind::Transfer, sender, receiver, moved, description))
    }

    /// Neither wallet is frozen, leaving or left.
    pub(super) fn check_both(&self, one: &AccountRecord, other: &AccountRecord) -> Result<(), &'static str> {
        if one.private_money_id != other.private_money_id {
            return Err("account_currency_mismatch");
        }
        self.check_standing(one)?;
        self.check_standing(other)
    }

    /// The wallet may be used. The wallets of a disabled shop are as frozen.
    pub(crate) fn check_standing(&self, account: &AccountRecord) -> Result<(), &'static str> {
        let is_disabled = match account.owner {
            Owner::Shop(id) => self.shop(id).is_some_and(|shop| shop.is_disabled),
            Owner::Issuer(_) | Owner::Customer(_) => false,
        };
        match account.standing.refusal() {
            Some(kind) => Err(kind),
            None if is_disabled => Err("account_suspended"),
            None => Ok(()),
        }
    }

    /// Whole, more than nothing, and not more than one transaction may move.
    pub(super) fn check_amount(&self, account: &AccountRecord, amount: Decimal) -> Result<(), &'static str> {
        if amount <= Decimal::ZERO || !amount.fract().is_zero() {
            return Err("transaction_invalid_amount");
        }
        let limit = self.money(account.private_money_id).map(|money| money.transfer_limit).unwrap_or_default();
        if amount > limit { Err("account_transfer_limit_exceeded") } else { Ok(()) }
    }

    fn check_purse(&self, account: &AccountRecord, moved: Purse) -> Result<(), &'static str> {
        let is_whole = |part: Decimal| part >= Decimal::ZERO && part.fract().is_zero();
        if !is_whole(moved.money) || !is_whole(moved.points) {
            return Err("transaction_invalid_amount");
        }
        let total = moved.money.checked_add(moved.points).ok_or("account_transfer_limit_exceeded")?;
        self.check_amount(account, total)
    }

    /// The wallet can hold that much more.
    pub(super) fn check_room(&self, account: &AccountRecord, more: Purse) -> Result<(), &'static str> {
        let room = self.money(account.private_money_id).map(|money| money.max_balance).unwrap_or_default();
        if self.book.balance(account.id).total() + more.total() > room {
            return Err("account_balance_exceeded");
        }
        Ok(())
    }
}

/// A movement of which nothing more is to be said.
pub(super) fn movement(
    kind: Kind,
    sender: &AccountRecord,
    receiver: &AccountRecord,
    moved: Purse,
    description: &str,
) -> NewMovement {
    NewMovement {
        kind,
        sender_account_id: sender.id,
        receiver_account_id: receiver.id,
        moved,
        description: description.to_owned(),
        bear_account_id: None,
        points_expire_at: None,
    }
}
