//! From what the far side keeps to what the wire shows. Superset of old and new schema: whoever reads either is served.

use partner_api::ids::{AccountId, UserId};
use partner_api::schema::{
    Account, AccountDetail, AccountWithUser, AccountWithoutPrivateMoneyDetail, Cashtray, CashtrayAttempt,
    CashtrayWithResult, PrivateMoney, ShopAccount, ShopWithAccounts, ShopWithMetadata, Transaction, Transfer, User,
};
use rust_decimal::Decimal;

use super::cashtray::Attempt;
use super::{AccountRecord, Ledger, Movement, Owner, Shop, Standing, Tray, token_of};
use crate::refusal::{Language, documented, message};
use crate::switches::ShownAttempt;

impl Ledger {
    /// The owner of a wallet.
    pub(crate) fn user_of(&self, account: &AccountRecord) -> User {
        match account.owner {
            Owner::Issuer(id) => User { id, name: account.name.clone(), is_merchant: true },
            Owner::Shop(id) => {
                let name = self.shop(id).map(|shop| shop.name.clone()).unwrap_or_default();
                User { id: UserId(id.0), name, is_merchant: true }
            }
            Owner::Customer(id) => {
                let name = self.customers.iter().find(|person| person.id == id).map(|person| person.name.clone());
                User { id, name: name.unwrap_or_default(), is_merchant: false }
            }
        }
    }

    /// A wallet with its balance.
    pub(crate) fn account_detail(&self, account: &AccountRecord) -> AccountDetail {
        let purse = self.book.balance(account.id);
        AccountDetail {
            id: account.id,
            name: account.name.clone(),
            is_suspended: account.standing == Standing::Suspended,
            status: Some(account.standing.name().to_owned()),
            balance: purse.total(),
            money_balance: purse.money,
            point_balance: purse.points,
            point_debt: Some(Decimal::ZERO),
            private_money: self.money_of(account),
            user: Some(self.user_of(account)),
            external_id: account.external_id.clone(),
        }
    }

    /// A tray as create, update and cancel answer it.
    pub(crate) fn cashtray_shape(&self, tray: &Tray) -> Cashtray {
        Cashtray {
            id: tray.id,
            amount: tray.amount,
            description: tray.description.clone(),
            account: self.account_with_user(tray.account_id),
            expires_at: tray.expires_at.into(),
            canceled_at: tray.canceled_at.map(Into::into),
            token: token_of(tray.id),
        }
    }

    /// A tray as `GetCashtray` answers it. The attempt's sentence is in the language of whoever asks.
    pub(crate) fn cashtray_with_result(
        &self,
        tray: &Tray,
        shown: ShownAttempt,
        language: Language,
    ) -> CashtrayWithResult {
        let plain = self.cashtray_shape(tray);
        CashtrayWithResult {
            id: plain.id,
            amount: plain.amount,
            description: plain.description,
            account: plain.account,
            expires_at: plain.expires_at,
            canceled_at: plain.canceled_at,
            token: plain.token,
            attempt: tray.shown_attempt(shown).map(|attempt| self.attempt_shape(attempt, language)),
            transaction: tray
                .transaction_id
                .and_then(|id| self.transaction(id))
                .map(|movement| self.transaction_shape(movement)),
        }
    }

    fn attempt_shape(&self, attempt: &Attempt, language: Language) -> CashtrayAttempt {
        let status = match &attempt.error_type {
            None => 200,
            Some(kind) => documented(kind).map_or(422, |text| text.status),
        };
        let error_type = attempt.error_type.clone().unwrap_or_default();
        CashtrayAttempt {
            account: attempt.account_id.map(|id| self.account_with_user(id)),
            status_code: status.into(),
            error_message: message(&error_type, language).to_owned(),
            error_type,
            created_at: attempt.created_at.into(),
        }
    }

    /// A transaction as lists and trays show it.
    pub(crate) fn transaction_shape(&self, movement: &Movement) -> Transaction {
        let (sender, receiver) =
            (self.account_with_user(movement.sender_account_id), self.account_with_user(movement.receiver_account_id));
        Transaction {
            id: movement.id,
            kind: movement.kind.name().to_owned(),
            is_modified: movement.refund.is_some(),
            sender: sender.user.clone(),
            sender_account: without_user(sender),
            receiver: receiver.user.clone(),
            receiver_account: without_user(receiver),
            amount: movement.moved.total(),
            money_amount: movement.moved.money,
            point_amount: movement.moved.points,
            // There are no campaigns here.
            raw_point_amount: Some(movement.moved.points),
            campaign_point_amount: Some(Decimal::ZERO),
            done_at: movement.done_at.into(),
            description: movement.description.clone(),
            transfers: None,
        }
    }

    /// A transaction with the transfers it consists of: the movement itself, and its undoing.
    pub(crate) fn transaction_detail(&self, movement: &Movement) -> Transaction {
        Transaction { transfers: Some(self.transfers_of(movement)), ..self.transaction_shape(movement) }
    }

    /// The single movements of a transaction, the oldest first.
    pub(crate) fn transfers_of(&self, movement: &Movement) -> Vec<Transfer> {
        let (sender, receiver) = (movement.sender_account_id, movement.receiver_account_id);
        let made = Transfer {
            id: movement.transfer_id,
            sender_account: self.party(sender),
            receiver_account: self.party(receiver),
            amount: movement.moved.total(),
            money_amount: movement.moved.money,
            point_amount: movement.moved.points,
            done_at: movement.done_at.into(),
            kind: movement.kind.transfer_name().to_owned(),
            description: movement.description.clone(),
            transaction_id: movement.id,
        };
        let undone = movement.refund.as_ref().map(|refund| Transfer {
            id: refund.transfer_id,
            sender_account: self.party(receiver),
            receiver_account: self.party(sender),
            done_at: refund.done_at.into(),
            kind: movement.kind.refund_name().to_owned(),
            description: refund.description.clone(),
            ..made.clone()
        });
        std::iter::once(made).chain(undone).collect()
    }

    /// A wallet as a single transfer names it.
    fn party(&self, id: AccountId) -> AccountWithoutPrivateMoneyDetail {
        let account = self.account_with_user(id);
        AccountWithoutPrivateMoneyDetail {
            id,
            name: account.name,
            is_suspended: account.is_suspended,
            status: account.status,
            private_money_id: account.private_money.id,
            user: account.user,
        }
    }

    pub(crate) fn account_with_user(&self, id: AccountId) -> AccountWithUser {
        let account = self.accounts.get(&id).expect("a wallet that trays and transactions name is never removed");
        AccountWithUser {
            id,
            name: account.name.clone(),
            is_suspended: account.standing == Standing::Suspended,
            status: Some(account.standing.name().to_owned()),
            private_money: self.money_of(account),
            user: self.user_of(account),
        }
    }

    pub(super) fn money_of(&self, account: &AccountRecord) -> PrivateMoney {
        self.money(account.private_money_id).expect("a money with wallets is never removed").clone()
    }

    /// A shop with its wallets.
    pub(crate) fn shop_with_accounts(&self, shop: &Shop) -> ShopWithAccounts {
        let plain = shop_with_metadata(shop);
        let accounts = self.accounts.values().filter(|account| account.owner == Owner::Shop(shop.id));
        ShopWithAccounts {
            id: plain.id,
            name: plain.name,
            organization_code: plain.organization_code,
            status: plain.status,
            postal_code: plain.postal_code,
            address: plain.address,
            tel: plain.tel,
            email: plain.email,
            external_id: plain.external_id,
            accounts: accounts
                .map(|account| ShopAccount {
                    id: account.id,
                    name: account.name.clone(),
                    is_suspended: account.standing == Standing::Suspended,
                    can_transfer_topup: account.can_transfer_topup,
                    private_money: self.money_of(account),
                })
                .collect(),
        }
    }
}

/// A shop as lists answer it.
pub(crate) fn shop_with_metadata(shop: &Shop) -> ShopWithMetadata {
    ShopWithMetadata {
        id: shop.id,
        name: shop.name.clone(),
        organization_code: shop.organization_code.clone(),
        status: Some(if shop.is_disabled { "disabled" } else { "active" }.to_owned()),
        postal_code: shop.postal_code.clone(),
        address: shop.address.clone(),
        tel: shop.tel.clone(),
        email: shop.email.clone(),
        external_id: shop.external_id.clone(),
    }
}

fn without_user(account: AccountWithUser) -> Account {
    Account {
        id: account.id,
        name: account.name,
        is_suspended: account.is_suspended,
        status: account.status,
        private_money: account.private_money,
    }
}
