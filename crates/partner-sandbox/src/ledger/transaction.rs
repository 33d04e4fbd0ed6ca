//! Movements of money between wallets.

use jiff::Timestamp;
use partner_api::ids::{AccountId, TransactionId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::book::Posting;
use super::{Ledger, Purse};

/// What a movement was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Kind {
    /// The customer paid the shop.
    Payment,
    /// The shop topped the customer up.
    Topup,
}

impl Kind {
    /// `type` of a transaction.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Topup => "topup",
        }
    }

    /// `type` of the transfer that undoes it.
    pub(crate) fn refund_name(self) -> &'static str {
        match self {
            Self::Payment => "refund-payment",
            Self::Topup => "refund-topup",
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
}

impl Ledger {
    /// Moves the money and remembers it. The caller has checked that it may move.
    pub(super) fn record(&mut self, now: Timestamp, new: NewMovement) -> TransactionId {
        let id = TransactionId(self.ids.next());
        if new.kind == Kind::Topup {
            self.issue(id, new.sender_account_id, new.moved);
        }
        self.book.post(Posting {
            from: new.sender_account_id,
            to: new.receiver_account_id,
            moved: new.moved,
            transaction_id: Some(id),
        });
        let movement = Movement {
            id,
            transfer_id: self.ids.next(),
            kind: new.kind,
            sender_account_id: new.sender_account_id,
            receiver_account_id: new.receiver_account_id,
            moved: new.moved,
            done_at: now,
            description: new.description,
            refund: None,
        };
        self.transactions.insert(id, movement);
        self.order.push(id);
        self.changed();
        id
    }

    /// A shop tops up with money that the issuer issues to it for this purpose, against the cash it took. So a top-up
    /// leaves the shop's balance, which counts its payments, as it is.
    fn issue(&mut self, transaction_id: TransactionId, shop: AccountId, moved: Purse) {
        if let Some(issuer) = self.account(shop).and_then(|account| self.issuer_account(account.private_money_id)) {
            self.book.post(Posting { from: issuer, to: shop, moved, transaction_id: Some(transaction_id) });
        }
    }

    /// The other way round, after the refund of a top-up: what the shop got back goes back to the issuer.
    pub(super) fn withdraw(&mut self, transaction_id: TransactionId, shop: AccountId, moved: Purse) {
        if let Some(issuer) = self.account(shop).and_then(|account| self.issuer_account(account.private_money_id)) {
            self.book.post(Posting { from: shop, to: issuer, moved, transaction_id: Some(transaction_id) });
        }
    }
}
