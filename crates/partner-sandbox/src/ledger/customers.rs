//! The customers as their phones show them.

use partner_api::ids::{AccountId, UserId};
use rust_decimal::Decimal;
use serde::Serialize;

use super::{Ledger, Owner, Standing};

/// A customer of the sandbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Customer {
    /// The name to scan under: `rich`, `poor`, `nearly_full`, `suspended`, `without_wallet`, `points`, or that of a
    /// customer whom the API made.
    pub key: String,
    /// The customer's user id.
    pub user_id: UserId,
    /// The customer's name.
    pub name: String,
    /// The wallet of the practice money; null for a customer who has none.
    pub wallet: Option<Wallet>,
}

/// A customer's wallet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wallet {
    /// The wallet's id.
    pub account_id: AccountId,
    /// The part that was paid for, in the money's unit.
    #[serde(with = "partner_api::number")]
    pub money_balance: Decimal,
    /// The part that was given as points, in the money's unit.
    #[serde(with = "partner_api::number")]
    pub point_balance: Decimal,
    /// Money and points together, in the money's unit.
    #[serde(with = "partner_api::number")]
    pub balance: Decimal,
    /// The money's unit, for example `円`.
    pub unit: String,
    /// True while the wallet is frozen.
    pub suspended: bool,
}

impl Ledger {
    /// All customers with their wallets of the practice money.
    pub(crate) fn customers(&self) -> Vec<Customer> {
        let money = &self.moneys[0];
        let wallet_of = |id: UserId| {
            let account = self.account_of(Owner::Customer(id), money.id)?;
            let purse = self.book.balance(account.id);
            Some(Wallet {
                account_id: account.id,
                money_balance: purse.money,
                point_balance: purse.points,
                balance: purse.total(),
                unit: money.unit.clone(),
                suspended: account.standing == Standing::Suspended,
            })
        };
        self.customers
            .iter()
            .map(|person| Customer {
                key: person.key.clone(),
                user_id: person.id,
                name: person.name.clone(),
                wallet: wallet_of(person.id),
            })
            .collect()
    }
}
