//! What happens when a customer's phone reads a QR: the transaction, at once, or the reason why not.

use jiff::Timestamp;
use partner_api::WireTime;
use partner_api::ids::{CashtrayId, TransactionId, UserId};
use rust_decimal::Decimal;
use serde::Serialize;

use super::cashtray::Attempt;
use super::transaction::NewMovement;
use super::{AccountRecord, Kind, Ledger, Life, Owner, Purse, Strategy, Tray};
use crate::refusal::{Language, documented, message};

/// What the phone shows after a scan that moved money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScanResult {
    /// The transaction that was made.
    pub transaction_id: TransactionId,
    /// `payment` (the customer paid) or `topup` (the customer was topped up).
    #[serde(rename = "type")]
    pub kind: String,
    /// Money and points together, never negative, in the money's unit.
    #[serde(with = "partner_api::number")]
    pub amount: Decimal,
    /// The part moved as money.
    #[serde(with = "partner_api::number")]
    pub money_amount: Decimal,
    /// The part moved as points.
    #[serde(with = "partner_api::number")]
    pub point_amount: Decimal,
    /// The customer's balance after it, money and points together.
    #[serde(with = "partner_api::number")]
    pub balance_after: Decimal,
    /// The money's unit, for example `円`.
    pub unit: String,
    /// The shop's name.
    pub shop_name: String,
    /// When it happened, by the sandbox's clock.
    pub done_at: WireTime,
}

/// What the phone shows after a scan that moved nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{kind}: {message}")]
pub struct ScanRefused {
    /// The HTTP status the phone was given.
    pub status: u16,
    /// The machine name, for example `account_balance_not_enough`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The sentence in English.
    pub message: String,
    /// The sentence in Japanese.
    pub message_ja: String,
}

impl ScanRefused {
    pub(crate) fn of(kind: &str) -> Self {
        Self {
            status: documented(kind).map_or(422, |text| text.status),
            kind: kind.to_owned(),
            message: message(kind, Language::English).to_owned(),
            message_ja: message(kind, Language::Japanese).to_owned(),
        }
    }
}

impl Ledger {
    /// A customer's phone scans a tray.
    ///
    /// `forced` makes a scan that is let through end with this error type, for the refusals that this sandbox has no
    /// customer for.
    pub(crate) fn scan(
        &mut self,
        now: Timestamp,
        id: CashtrayId,
        customer: &str,
        forced: Option<&str>,
    ) -> Result<ScanResult, ScanRefused> {
        self.cashtray(id).ok_or_else(|| ScanRefused::of("cashtray_not_found"))?;
        let customer_id = self.customer_named(customer)?;
        let made = self.read_cashtray(now, id, customer_id, Strategy::default(), forced);
        made.map(|transaction_id| self.result_of(transaction_id)).map_err(ScanRefused::of)
    }

    /// The customer with this key.
    pub(super) fn customer_named(&self, key: &str) -> Result<UserId, ScanRefused> {
        let person = self.customers.iter().find(|person| person.key == key);
        person.map(|person| person.id).ok_or_else(|| ScanRefused::of("customer_account_not_found"))
    }

    /// A tray is read, by a phone or by a server in its place. Every reading of a tray that exists, by a customer who
    /// exists, leaves an attempt.
    pub(super) fn read_cashtray<'kind>(
        &mut self,
        now: Timestamp,
        id: CashtrayId,
        customer_id: UserId,
        strategy: Strategy,
        forced: Option<&'kind str>,
    ) -> Result<TransactionId, &'kind str> {
        let tray = self.cashtray(id).ok_or("cashtray_not_found")?.clone();
        self.person(customer_id).ok_or("customer_account_not_found")?;
        let owner = Owner::Customer(customer_id);
        let money = self.accounts.get(&tray.account_id).map(|shop| shop.private_money_id);
        let wallet = money.and_then(|money| self.account_of(owner, money)).cloned();

        let allowed = match (tray.life(now).refusal(), forced) {
            (Some(kind), _) | (None, Some(kind)) => Err(kind),
            (None, None) => self.check(&tray, wallet.as_ref(), strategy),
        };
        let made = allowed.map(|movement| self.record(now, movement));
        let attempt = Attempt {
            account_id: wallet.map(|wallet| wallet.id),
            error_type: made.as_ref().err().map(|kind| (*kind).to_owned()),
            created_at: now,
        };
        self.changed();
        let was_open = tray.life(now) == Life::Open;
        if let Ok(kept) = self.tray_mut(id) {
            kept.attempts.push(attempt);
            kept.is_spent |= was_open;
            if let Ok(transaction_id) = &made {
                kept.transaction_id = Some(*transaction_id);
            }
        }
        made
    }

    /// Whether this wallet may pay or receive what the tray says, and the movement it would be.
    fn check(
        &self,
        tray: &Tray,
        wallet: Option<&AccountRecord>,
        strategy: Strategy,
    ) -> Result<NewMovement, &'static str> {
        let wallet = wallet.ok_or("account_not_found")?;
        let shop = self.account(tray.account_id).ok_or("shop_account_not_found")?;
        let amount = tray.amount.abs();
        if tray.amount.is_sign_negative() {
            self.payment(wallet, shop, amount, strategy, &tray.description)
        } else {
            self.topup(shop, wallet, Purse::of_money(amount), &tray.description)
        }
    }

    /// What the phone shows of a payment or a top-up.
    pub(super) fn result_of(&self, transaction_id: TransactionId) -> ScanResult {
        let movement = &self.transactions[&transaction_id];
        let (customer, shop) = match movement.kind {
            Kind::Topup => (movement.receiver_account_id, movement.sender_account_id),
            _ => (movement.sender_account_id, movement.receiver_account_id),
        };
        let shop = &self.accounts[&shop];
        ScanResult {
            transaction_id,
            kind: movement.kind.name().to_owned(),
            amount: movement.moved.total(),
            money_amount: movement.moved.money,
            point_amount: movement.moved.points,
            balance_after: self.book.balance(customer).total(),
            unit: self.money(shop.private_money_id).map(|money| money.unit.clone()).unwrap_or_default(),
            shop_name: self.user_of(shop).name,
            done_at: movement.done_at.into(),
        }
    }
}
