//! Payments, top-ups and transfers that a partner's server asks for, without a phone.

use jiff::Timestamp;
use partner_api::ids::{CashtrayId, PrivateMoneyId, ShopId, TransactionId, UserId};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{AccountRecord, Ledger, Owner, Purse};
use crate::refusal::Refusal;

/// Which part of a balance goes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Strategy {
    /// Points, and money for the rest.
    #[default]
    PointPreferred,
    /// Money only.
    MoneyOnly,
}

impl Strategy {
    /// What of a balance an amount is paid with.
    pub(super) fn split(self, held: Purse, amount: Decimal) -> Result<Purse, &'static str> {
        let points = match self {
            Self::PointPreferred => held.points.min(amount),
            Self::MoneyOnly => Decimal::ZERO,
        };
        let moved = Purse { money: amount - points, points };
        if held.covers(moved) { Ok(moved) } else { Err("account_balance_not_enough") }
    }
}

/// What `CreatePaymentTransaction` asks for.
#[derive(Clone, Debug)]
pub(crate) struct NewPayment {
    pub(crate) shop_id: ShopId,
    pub(crate) customer_id: UserId,
    pub(crate) private_money_id: PrivateMoneyId,
    pub(crate) amount: Decimal,
    pub(crate) description: String,
    pub(crate) strategy: Strategy,
    pub(crate) request_id: Option<Uuid>,
}

/// What `CreateTopupTransaction` asks for.
#[derive(Clone, Debug)]
pub(crate) struct NewTopup {
    pub(crate) shop_id: ShopId,
    pub(crate) customer_id: UserId,
    pub(crate) private_money_id: PrivateMoneyId,
    pub(crate) moved: Purse,
    /// The shop that gives the points; null for the same shop.
    pub(crate) bear_point_shop_id: Option<ShopId>,
    pub(crate) points_expire_at: Option<Timestamp>,
    pub(crate) description: String,
    pub(crate) request_id: Option<Uuid>,
}

/// What `CreateTransferTransaction` asks for.
#[derive(Clone, Debug)]
pub(crate) struct NewTransfer {
    pub(crate) sender_id: UserId,
    pub(crate) receiver_id: UserId,
    pub(crate) private_money_id: PrivateMoneyId,
    pub(crate) amount: Decimal,
    pub(crate) description: String,
    pub(crate) request_id: Option<Uuid>,
}

impl Ledger {
    /// A customer pays a shop.
    pub(crate) fn create_payment(&mut self, now: Timestamp, new: &NewPayment) -> Result<TransactionId, Refusal> {
        let call = || {
            let NewPayment { shop_id, customer_id, private_money_id, amount, .. } = new;
            format!("payment {shop_id} {customer_id} {private_money_id} {}", amount.normalize())
        };
        self.once(new.request_id, call, |ledger| {
            let customer = ledger.customer_wallet(new.customer_id, new.private_money_id)?;
            let shop = ledger.shop_wallet(new.shop_id, new.private_money_id)?;
            let payment = ledger.payment(customer, shop, new.amount, new.strategy, &new.description);
            Ok(ledger.record(now, payment.map_err(Refusal::of)?))
        })
    }

    /// A shop tops a customer up with money, points or both.
    pub(crate) fn create_topup(&mut self, now: Timestamp, new: &NewTopup) -> Result<TransactionId, Refusal> {
        let call = || {
            let NewTopup { shop_id, customer_id, private_money_id, moved, .. } = new;
            let (money, points) = (moved.money.normalize(), moved.points.normalize());
            format!("topup {shop_id} {customer_id} {private_money_id} {money} {points}")
        };
        self.once(new.request_id, call, |ledger| {
            let customer = ledger.customer_wallet(new.customer_id, new.private_money_id)?;
            let shop = ledger.shop_wallet(new.shop_id, new.private_money_id)?;
            let bearer = match new.bear_point_shop_id {
                None => None,
                Some(id) => Some(ledger.shop_wallet(id, new.private_money_id)?.id),
            };
            let mut topup = ledger.topup(shop, customer, new.moved, &new.description).map_err(Refusal::of)?;
            topup.bear_account_id = bearer;
            topup.points_expire_at = new.points_expire_at;
            Ok(ledger.record(now, topup))
        })
    }

    /// A customer gives to another. Points go first and keep their end.
    pub(crate) fn create_transfer(&mut self, now: Timestamp, new: &NewTransfer) -> Result<TransactionId, Refusal> {
        let call = || {
            let NewTransfer { sender_id, receiver_id, private_money_id, amount, .. } = new;
            format!("transfer {sender_id} {receiver_id} {private_money_id} {}", amount.normalize())
        };
        self.once(new.request_id, call, |ledger| {
            for id in [new.sender_id, new.receiver_id] {
                ledger.person(id).ok_or_else(|| Refusal::of("customer_user_not_found"))?;
            }
            let sender = ledger.customer_wallet(new.sender_id, new.private_money_id)?;
            let receiver = ledger.customer_wallet(new.receiver_id, new.private_money_id)?;
            let transfer = ledger.transfer(sender, receiver, new.amount, &new.description).map_err(Refusal::of)?;
            Ok(ledger.record(now, transfer))
        })
    }

    /// A customer reads a tray, as the phone would.
    pub(crate) fn create_transaction_with_cashtray(
        &mut self,
        now: Timestamp,
        id: CashtrayId,
        customer_id: UserId,
        strategy: Strategy,
        request_id: Option<Uuid>,
    ) -> Result<TransactionId, Refusal> {
        self.once(
            request_id,
            || format!("cashtray {id} {customer_id}"),
            |ledger| ledger.read_cashtray(now, id, customer_id, strategy, None).map_err(Refusal::of),
        )
    }

    /// A customer's wallet of a money that exists.
    pub(super) fn customer_wallet(&self, id: UserId, money: PrivateMoneyId) -> Result<&AccountRecord, Refusal> {
        self.money(money).ok_or_else(|| Refusal::of("private_money_not_found"))?;
        self.account_of(Owner::Customer(id), money).ok_or_else(|| Refusal::of("customer_account_not_found"))
    }

    /// A shop's wallet of a money that exists.
    pub(super) fn shop_wallet(&self, id: ShopId, money: PrivateMoneyId) -> Result<&AccountRecord, Refusal> {
        self.money(money).ok_or_else(|| Refusal::of("private_money_not_found"))?;
        self.account_of(Owner::Shop(id), money).ok_or_else(|| Refusal::of("shop_account_not_found"))
    }
}
