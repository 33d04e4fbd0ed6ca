//! What the far side remembers: who holds how much of which money, every tray and every movement.
//!
//! Pure: time and requests come in as arguments, nothing here reads a clock, a socket or a file, so that the same calls
//! give the same books. It must not know the envelope, HTTP or faults.
//!
//! **Invariant**: money moves only through [`book`], which takes from one wallet what it gives to another. The issuer's
//! wallet goes below zero by what it has issued, so all wallets of a money together always hold zero.

mod bill;
mod book;
mod bulk;
mod cashtray;
mod change;
mod check;
mod customers;
mod exchange;
mod fresh_ids;
mod lots;
mod organization;
mod phone;
mod population;
mod refund;
mod report;
mod request_ids;
mod rules;
mod scan;
mod shape;
mod shape_lists;
mod shop;
mod soundness;
mod standing;
mod trade;
mod transaction;
mod wallet;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::Timestamp;
use partner_api::ids::{
    AccountId, BillId, BulkTransactionId, CashtrayId, CheckId, PrivateMoneyId, ShopId, TransactionId, UserId,
};
use partner_api::schema::{Organization, PrivateMoney};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use bill::BillRecord;
pub(crate) use bill::{BillChange, NewBill};
pub(crate) use book::{Book, Purse};
use bulk::BulkJob;
pub(crate) use bulk::NewBulk;
pub(crate) use cashtray::{Life, NewCashtray, Tray, TrayChange, token_of, tray_id_in};
pub(crate) use change::Change;
use check::CheckRecord;
pub(crate) use check::NewCheck;
pub use customers::{Customer, Wallet};
pub(crate) use exchange::NewExchange;
pub(crate) use fresh_ids::FreshIds;
pub(crate) use lots::{Lot, Lots, NO_END};
pub use report::{LedgerReport, OpenCashtray, WalletReport};
use request_ids::Remembered;
pub use scan::{ScanRefused, ScanResult};
pub(crate) use shape::shop_with_metadata;
pub(crate) use shape_lists::{balance_shape, bulk_shape};
pub(crate) use shop::{NewShop, ShopChange};
pub(crate) use standing::Standing;
pub(crate) use trade::{NewPayment, NewTopup, NewTransfer, Strategy};
pub(crate) use transaction::{Kind, Movement};
pub(crate) use wallet::{NewCustomer, WalletChange};

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
    /// Organisations beside the issuers of the moneys, in the order they were made.
    #[serde(default)]
    organizations: Vec<Organization>,
    cashtrays: BTreeMap<CashtrayId, Tray>,
    #[serde(default)]
    bills: BTreeMap<BillId, BillRecord>,
    #[serde(default)]
    checks: BTreeMap<CheckId, CheckRecord>,
    #[serde(default)]
    bulk_jobs: BTreeMap<BulkTransactionId, BulkJob>,
    /// The parts of balances that end at a moment.
    #[serde(default)]
    lots: Lots,
    /// What each `request_id` was used for.
    #[serde(default)]
    requests: BTreeMap<Uuid, Remembered>,
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
    /// The first shop of its organisation, which cannot be disabled.
    #[serde(default)]
    pub(crate) is_head_office: bool,
    #[serde(default)]
    pub(crate) is_disabled: bool,
}

/// A person with a phone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Person {
    /// The name by which engineers and tests call this customer, for example `rich`.
    pub(crate) key: String,
    pub(crate) id: UserId,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) tel: Option<String>,
    #[serde(default)]
    pub(crate) email: Option<String>,
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
    /// The issuer's own id for it.
    pub(crate) external_id: Option<String>,
    pub(crate) standing: Standing,
    /// For a shop's wallet: whether it may top up customers.
    pub(crate) can_transfer_topup: bool,
    pub(crate) created_at: Timestamp,
    /// Texts that the issuer keeps with it.
    #[serde(default)]
    pub(crate) metadata: BTreeMap<String, String>,
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

    /// What falls due until now: balances end, bulk jobs go on. Called before anything else is asked of the ledger.
    pub(crate) fn pass_time(&mut self, now: Timestamp) {
        self.end_lots(now);
        self.work_on_bulk_jobs(now);
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
