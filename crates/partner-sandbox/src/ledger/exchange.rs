//! One customer's money turned into another, one for one.
//!
//! Two transactions: the one money goes back to its issuer, the other comes from its issuer. So each money's books
//! balance for themselves. No document names a rate; this sandbox takes 1.

use jiff::Timestamp;
use partner_api::ids::{PrivateMoneyId, ShopId, TransactionId, UserId};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::rules::movement;
use super::{Kind, Ledger, Owner, Strategy};
use crate::refusal::Refusal;

/// What `CreateExchangeTransaction` asks for.
#[derive(Clone, Debug)]
pub(crate) struct NewExchange {
    pub(crate) user_id: UserId,
    pub(crate) sender_private_money_id: PrivateMoneyId,
    pub(crate) receiver_private_money_id: PrivateMoneyId,
    pub(crate) amount: Decimal,
    pub(crate) description: String,
    pub(crate) request_id: Option<Uuid>,
}

impl Ledger {
    /// Exchanges; answers the outflow, which the inflow follows.
    pub(crate) fn create_exchange(&mut self, now: Timestamp, new: &NewExchange) -> Result<TransactionId, Refusal> {
        let call = || {
            let NewExchange { user_id, sender_private_money_id: from, receiver_private_money_id: to, amount, .. } = new;
            format!("exchange {user_id} {from} {to} {}", amount.normalize())
        };
        self.once(new.request_id, call, |ledger| ledger.exchange(now, new).map_err(Refusal::of))
    }

    fn exchange(&mut self, now: Timestamp, new: &NewExchange) -> Result<TransactionId, &'static str> {
        let (from, to) = (new.sender_private_money_id, new.receiver_private_money_id);
        if from == to {
            return Err("can_not_exchange_between_same_private_money");
        }
        if self.shop(ShopId(new.user_id.0)).is_some() {
            return Err("transaction_restricted");
        }
        let owner = Owner::Customer(new.user_id);
        let giving = self.account_of(owner, from).ok_or("account_not_found")?;
        let getting = self.account_of(owner, to).ok_or("account_not_found")?;
        let issuer_of = |money| self.issuer_account(money).and_then(|id| self.account(id)).ok_or("account_not_found");
        let (taker, giver) = (issuer_of(from)?, issuer_of(to)?);
        self.check_standing(giving)?;
        self.check_standing(getting)?;
        self.check_amount(giving, new.amount)?;
        self.check_amount(getting, new.amount)?;
        let moved = Strategy::default().split(self.book.balance(giving.id), new.amount)?;
        self.check_room(getting, moved)?;
        let outflow = movement(Kind::ExchangeOutflow, giving, taker, moved, &new.description);
        let inflow = movement(Kind::ExchangeInflow, giver, getting, moved, &new.description);
        let id = self.record(now, outflow);
        self.record(now, inflow);
        Ok(id)
    }
}
