//! Wallets: made for a new customer, changed, closed.

use std::collections::BTreeMap;

use jiff::Timestamp;
use partner_api::ids::{AccountId, PrivateMoneyId, UserId};

use super::rules::movement;
use super::{AccountRecord, Kind, Ledger, Owner, Person, Purse, Standing};
use crate::refusal::Refusal;

/// What `CreateCustomerAccount` asks for.
#[derive(Clone, Debug)]
pub(crate) struct NewCustomer {
    pub(crate) private_money_id: PrivateMoneyId,
    pub(crate) user_name: String,
    pub(crate) account_name: String,
    pub(crate) external_id: Option<String>,
}

/// What an update of a wallet asks for; null leaves a field as it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct WalletChange {
    pub(crate) standing: Option<Standing>,
    pub(crate) can_transfer_topup: Option<bool>,
    pub(crate) name: Option<String>,
    pub(crate) external_id: Option<String>,
    /// Takes the place of everything that was there.
    pub(crate) metadata: Option<BTreeMap<String, String>>,
}

impl Ledger {
    /// The customer with this id.
    pub(crate) fn person(&self, id: UserId) -> Option<&Person> {
        self.customers.iter().find(|person| person.id == id)
    }

    /// The wallet with this id, unless its owner has left.
    pub(crate) fn living_account(&self, id: AccountId) -> Option<&AccountRecord> {
        self.account(id).filter(|account| account.standing != Standing::Closed)
    }

    /// The same for a customer's wallet.
    pub(crate) fn living_customer_account(&self, id: AccountId) -> Option<&AccountRecord> {
        self.living_account(id).filter(|account| matches!(account.owner, Owner::Customer(_)))
    }

    /// A new customer with an empty wallet. The phone of the control side can scan as this customer at once.
    pub(crate) fn create_customer(&mut self, now: Timestamp, new: NewCustomer) -> Result<AccountId, Refusal> {
        self.money(new.private_money_id).ok_or_else(|| Refusal::of("private_money_not_found"))?;
        let id = UserId(self.ids.next());
        let key = format!("customer-{}", &id.0.simple().to_string()[..12]);
        self.customers.push(Person { key, id, name: new.user_name, tel: None, email: None });
        let account = self.open_wallet(now, Owner::Customer(id), new.private_money_id, &new.account_name);
        self.change_wallet(account, WalletChange { external_id: new.external_id, ..WalletChange::default() })?;
        Ok(account)
    }

    /// An empty wallet. A shop's wallet may top up.
    pub(super) fn open_wallet(
        &mut self,
        now: Timestamp,
        owner: Owner,
        private_money_id: PrivateMoneyId,
        name: &str,
    ) -> AccountId {
        let id = AccountId(self.ids.next());
        let record = AccountRecord {
            id,
            owner,
            private_money_id,
            name: name.to_owned(),
            external_id: None,
            standing: Standing::Active,
            can_transfer_topup: matches!(owner, Owner::Shop(_)),
            created_at: now,
            metadata: BTreeMap::new(),
        };
        self.accounts.insert(id, record);
        self.changed();
        id
    }

    /// Changes what is given of a wallet.
    pub(crate) fn change_wallet(&mut self, id: AccountId, change: WalletChange) -> Result<(), Refusal> {
        let account = self.accounts.get_mut(&id).ok_or_else(Refusal::not_found)?;
        account.standing = change.standing.unwrap_or(account.standing);
        account.can_transfer_topup = change.can_transfer_topup.unwrap_or(account.can_transfer_topup);
        account.name = change.name.unwrap_or_else(|| account.name.clone());
        account.metadata = change.metadata.unwrap_or_else(|| account.metadata.clone());
        if change.external_id.is_some() {
            account.external_id = change.external_id;
        }
        self.changed();
        Ok(())
    }

    /// Closes a customer's wallet that is about to be left. With `cashback` what is in it goes back to the issuer, who
    /// has paid it out; without, it stays where nobody can use it.
    pub(crate) fn close_wallet(&mut self, now: Timestamp, id: AccountId, cashback: bool) -> Result<(), Refusal> {
        let account = self.living_customer_account(id).ok_or_else(|| Refusal::of("account_not_found"))?;
        if account.standing != Standing::PreClosed {
            return Err(Refusal::of("account_not_pre_closed"));
        }
        let held = self.book.balance(id);
        let issuer = self.issuer_account(account.private_money_id).and_then(|issuer| self.account(issuer));
        let rest = match issuer {
            Some(issuer) if cashback && held != Purse::default() => {
                Some(movement(Kind::Cashback, account, issuer, held, ""))
            }
            _ => None,
        };
        if let Some(rest) = rest {
            self.record(now, rest);
        }
        self.change_wallet(id, WalletChange { standing: Some(Standing::Closed), ..WalletChange::default() })
    }
}
