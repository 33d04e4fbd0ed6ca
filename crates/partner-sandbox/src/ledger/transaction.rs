//! Movements of money between wallets.

use jiff::Timestamp;
use partner_api::ids::{AccountId, TransactionId};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::book::Posting;
use super::{Ledger, Lot, Purse};

/// What a movement was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Kind {
    /// The customer paid the shop.
    Payment,
    /// The shop topped the customer up.
    Topup,
    /// One customer gave to another.
    Transfer,
    /// The first half of an exchange: a customer gave one money back to its issuer.
    ExchangeOutflow,
    /// The second half: the customer got the other money from its issuer.
    ExchangeInflow,
    /// A balance came to its end.
    Expire,
    /// What was left in a wallet that was closed was paid out.
    Cashback,
}

impl Kind {
    /// `type` of a transaction.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Topup => "topup",
            Self::Transfer => "transfer",
            Self::ExchangeOutflow => "exchange_outflow",
            Self::ExchangeInflow => "exchange_inflow",
            Self::Expire => "expire",
            Self::Cashback => "cashback",
        }
    }

    /// `type` of the transfer that does it. Written with a hyphen where the transaction has an underscore (documented).
    pub(crate) fn transfer_name(self) -> &'static str {
        match self {
            Self::ExchangeOutflow => "exchange-outflow",
            Self::ExchangeInflow => "exchange-inflow",
            _ => self.name(),
        }
    }

    /// The word that lists are filtered by, which does not tell the halves of an exchange apart.
    pub(crate) fn family(self) -> &'static str {
        match self {
            Self::ExchangeOutflow | Self::ExchangeInflow => "exchange",
            _ => self.name(),
        }
    }

    /// `type` of the transfer that undoes it. Only payments and top-ups are undone.
    pub(crate) fn refund_name(self) -> &'static str {
        match self {
            Self::Topup => "refund-topup",
            _ => "refund-payment",
        }
    }
}

/// A transaction as the far side keeps it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Movement {
    pub(crate) id: TransactionId,
    pub(crate) transfer_id: Uuid,
    pub(crate) kind: Kind,
    pub(crate) sender_account_id: AccountId,
    pub(crate) receiver_account_id: AccountId,
    pub(crate) moved: Purse,
    pub(crate) done_at: Timestamp,
    pub(crate) description: String,
    /// The shop's wallet that gives the points of a top-up; null for the sender itself.
    #[serde(default)]
    pub(crate) bear_account_id: Option<AccountId>,
    /// The parts of it that had an end when the sender gave them.
    #[serde(default)]
    pub(crate) taken: Vec<Lot>,
    /// The parts of it that have an end with the receiver.
    #[serde(default)]
    pub(crate) given: Vec<Lot>,
    /// Set once the transaction was undone.
    pub(crate) refund: Option<Refund>,
}

/// The undoing of a transaction.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Refund {
    pub(crate) transfer_id: Uuid,
    pub(crate) done_at: Timestamp,
    pub(crate) description: String,
}

/// A movement that is about to be made.
pub(super) struct NewMovement {
    pub(super) kind: Kind,
    pub(super) sender_account_id: AccountId,
    pub(super) receiver_account_id: AccountId,
    pub(super) moved: Purse,
    pub(super) description: String,
    pub(super) bear_account_id: Option<AccountId>,
    /// When the points of a top-up end; null for never.
    pub(super) points_expire_at: Option<Timestamp>,
}

impl Ledger {
    /// Moves the money and remembers it. The caller has checked that it may move.
    pub(super) fn record(&mut self, now: Timestamp, new: NewMovement) -> TransactionId {
        let id = TransactionId(self.ids.next());
        let (sender, receiver) = (new.sender_account_id, new.receiver_account_id);
        let taken = self.lots.take(sender, new.moved, &[]);
        let given = match new.kind {
            Kind::Topup => new
                .points_expire_at
                .filter(|_| new.moved.points > Decimal::ZERO)
                .map(|expires_at| Lot { expires_at, part: Purse { points: new.moved.points, ..Purse::default() } })
                .into_iter()
                .collect(),
            Kind::Transfer => taken.clone(),
            _ => Vec::new(),
        };
        let movement = Movement {
            id,
            transfer_id: self.ids.next(),
            kind: new.kind,
            sender_account_id: sender,
            receiver_account_id: receiver,
            moved: new.moved,
            done_at: now,
            description: new.description,
            bear_account_id: new.bear_account_id,
            taken,
            given,
            refund: None,
        };
        if new.kind == Kind::Topup {
            self.issue(&movement);
        } else {
            self.move_whole(&movement, sender, receiver);
        }
        self.lots.add(receiver, &movement.given);
        self.transactions.insert(id, movement);
        self.order.push(id);
        self.changed();
        id
    }

    fn move_whole(&mut self, movement: &Movement, from: AccountId, to: AccountId) {
        self.book.post(Posting { from, to, moved: movement.moved, transaction_id: Some(movement.id) });
    }

    /// A shop tops up with money that the issuer issues to it for this purpose, against the cash it took. So a top-up
    /// leaves the shop's balance, which counts its payments, as it is. Points may come from another shop.
    fn issue(&mut self, movement: &Movement) {
        for (giver, moved) in Self::givers(movement) {
            if let Some(issuer) = self.issuer_of(giver) {
                self.book.post(Posting { from: issuer, to: giver, moved, transaction_id: Some(movement.id) });
            }
            let to = movement.receiver_account_id;
            self.book.post(Posting { from: giver, to, moved, transaction_id: Some(movement.id) });
        }
    }

    /// The other way round, for the refund of a top-up: what the shops got back goes back to the issuer.
    pub(super) fn withdraw(&mut self, movement: &Movement) {
        self.lots.take(movement.receiver_account_id, movement.moved, &movement.given);
        for (giver, moved) in Self::givers(movement) {
            let from = movement.receiver_account_id;
            self.book.post(Posting { from, to: giver, moved, transaction_id: Some(movement.id) });
            if let Some(issuer) = self.issuer_of(giver) {
                self.book.post(Posting { from: giver, to: issuer, moved, transaction_id: Some(movement.id) });
            }
        }
    }

    /// Who gives what of a top-up.
    fn givers(movement: &Movement) -> Vec<(AccountId, Purse)> {
        let sender = movement.sender_account_id;
        match movement.bear_account_id.filter(|bearer| *bearer != sender) {
            None => vec![(sender, movement.moved)],
            Some(bearer) => vec![
                (sender, Purse { points: Decimal::ZERO, ..movement.moved }),
                (bearer, Purse { money: Decimal::ZERO, ..movement.moved }),
            ],
        }
    }

    fn issuer_of(&self, account: AccountId) -> Option<AccountId> {
        let money = self.account(account)?.private_money_id;
        // What the issuer itself gives needs no issuing.
        self.issuer_account(money).filter(|issuer| *issuer != account)
    }
}
