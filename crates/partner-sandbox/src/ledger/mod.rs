//! What the far side remembers: who holds how much of which money, every tray and every movement.
//!
//! Pure: time and requests come in as arguments, nothing here reads a clock, a socket or a file, so that the same calls
//! give the same books. It must not know the envelope, HTTP or faults.
//!
//! **Invariant**: money moves only through [`book`], which takes from one wallet what it gives to another. The issuer's
//! wallet goes below zero by what it has issued, so all wallets of a money together always hold zero.

mod book;
mod cashtray;
mod customers;
mod fresh_ids;
mod population;
mod refund;
mod report;
mod scan;
mod shape;
mod soundness;
mod transaction;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use partner_api::ids::{AccountId, CashtrayId, PrivateMoneyId, ShopId, TransactionId, UserId};
use partner_api::schema::PrivateMoney;
use serde::{Deserialize, Serialize};

pub(crate) use book::{Book, Purse};
pub(crate) use cashtray::{Life, NewCashtray, Tray, TrayChange, token_of, tray_id_in};
pub use customers::{Customer, Wallet};
pub(crate) use fresh_ids::FreshIds;
pub use report::{LedgerReport, OpenCashtray, WalletReport};
pub use scan::{ScanRefused, ScanResult};
pub(crate) use shape::shop_with_metadata;
pub(crate) use transaction::{Kind, Movement};

/// The whole far side.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Ledger {
    /// The house moneys; the first is the one the practice shop takes.
    pub(crate) moneys: Vec<PrivateMoney>,
    /// The shops; the first is the practice shop.
    pub(crate) shops: Vec<Shop>,
    /// The customers, in the order a list shows them.
    pub(crate) customers: Vec<Person>,
    /// All wallets, the issuer's included.
    pub(crate) accounts: BTreeMap<AccountId, AccountRecord>,
    /// What the wallets hold.
    pub(crate) book: Book,
    cashtrays: BTreeMap<CashtrayId, Tray>,
    transactions: BTreeMap<TransactionId, Movement>,
    /// Transactions in the order they happened.
    order: Vec<TransactionId>,
    ids: FreshIds,
    /// Counts changes, so that a saver knows when there is something to save.
    #[serde(default)]
    revision: u64,
}

/// A shop.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Shop {
    pub(crate) id: ShopId,
    pub(crate) name: String,
    pub(crate) organization_code: String,
    pub(crate) postal_code: Option<String>,
    pub(crate) address: Option<String>,
    pub(crate) tel: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) external_id: Option<String>,
}

/// A person with a phone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Person {
    /// The name by which engineers and tests call this customer, for example `rich`.
    pub(crate) key: String,
    pub(crate) id: UserId,
    pub(crate) name: String,
}

/// Whose wallet it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Owner {
    Issuer(UserId),
    Shop(ShopId),
    Customer(UserId),
}

/// A wallet without its balance, which the [`Book`] keeps.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct AccountRecord {
    pub(crate) id: AccountId,
    pub(crate) owner: Owner,
    pub(crate) private_money_id: PrivateMoneyId,
    pub(crate) name: String,
    pub(crate) external_id: String,
    pub(crate) is_suspended: bool,
    /// For a shop's wallet: whether it may top up customers.
    pub(crate) can_transfer_topup: bool,
}

impl Ledger {
    /// How often the ledger was changed.
    pub(crate) fn revision(&self) -> u64 {
        self.revision
    }

    fn changed(&mut self) {
        self.revision += 1;
    }

    /// The wallet with this id.
    pub(crate) fn account(&self, id: AccountId) -> Option<&AccountRecord> {
        self.accounts.get(&id)
    }

    /// The wallet that an owner has of a money.
    pub(crate) fn account_of(&self, owner: Owner, money: PrivateMoneyId) -> Option<&AccountRecord> {
        self.accounts.values().find(|account| account.owner == owner && account.private_money_id == money)
    }

    /// The money with this id.
    pub(crate) fn money(&self, id: PrivateMoneyId) -> Option<&PrivateMoney> {
        self.moneys.iter().find(|money| money.id == id)
    }

    /// The shop with this id.
    pub(crate) fn shop(&self, id: ShopId) -> Option<&Shop> {
        self.shops.iter().find(|shop| shop.id == id)
    }

    /// Whether any shop or money belongs to an organisation of this code.
    pub(crate) fn has_organization(&self, code: &str) -> bool {
        self.shops.iter().any(|shop| shop.organization_code == code)
            || self.moneys.iter().any(|money| money.organization.code == code)
    }

    /// The tray with this id.
    pub(crate) fn cashtray(&self, id: CashtrayId) -> Option<&Tray> {
        self.cashtrays.get(&id)
    }

    /// The transaction with this id.
    pub(crate) fn transaction(&self, id: TransactionId) -> Option<&Movement> {
        self.transactions.get(&id)
    }

    /// All transactions, the newest first.
    pub(crate) fn newest_transactions(&self) -> impl Iterator<Item = &Movement> {
        self.order.iter().rev().filter_map(|id| self.transactions.get(id))
    }

    /// The issuer's wallet of a money.
    fn issuer_account(&self, money: PrivateMoneyId) -> Option<AccountId> {
        self.accounts
            .values()
            .find(|account| account.private_money_id == money && matches!(account.owner, Owner::Issuer(_)))
            .map(|account| account.id)
    }
}
