//! Bills: payment QRs that any number of customers can pay by.

use jiff::Timestamp;
use partner_api::ids::{AccountId, BillId, PrivateMoneyId, ShopId};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::change::apply;
use super::{Change, Ledger, Owner};
use crate::refusal::Refusal;

const TOKEN_PREFIX: &str = "https://www-sandbox.pokepay.jp/bills/";

/// What a bill's QR carries (wire protocol, section 10).
pub(super) fn token_of(id: BillId) -> String {
    format!("{TOKEN_PREFIX}{id}")
}

/// The bill a QR names.
pub(super) fn bill_id_in(token: &str) -> Option<BillId> {
    token.trim().strip_prefix(TOKEN_PREFIX)?.parse().ok()
}

/// A bill as the far side keeps it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct BillRecord {
    pub(crate) id: BillId,
    /// Null when the customer enters it.
    pub(crate) amount: Option<Decimal>,
    pub(crate) description: String,
    /// The shop's wallet.
    pub(crate) account_id: AccountId,
    pub(crate) is_disabled: bool,
    pub(crate) created_at: Timestamp,
}

/// What `CreateBill` asks for.
#[derive(Clone, Debug)]
pub(crate) struct NewBill {
    pub(crate) private_money_id: PrivateMoneyId,
    pub(crate) shop_id: ShopId,
    pub(crate) amount: Option<Decimal>,
    pub(crate) description: String,
}

/// What `UpdateBill` asks for; null leaves a field as it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct BillChange {
    /// Without an amount the customer enters it.
    pub(crate) amount: Change<Decimal>,
    pub(crate) description: Option<String>,
    pub(crate) is_disabled: Option<bool>,
}

impl Ledger {
    /// The bill with this id.
    pub(crate) fn bill(&self, id: BillId) -> Option<&BillRecord> {
        self.bills.get(&id)
    }

    /// All bills, the newest first.
    pub(crate) fn newest_bills(&self) -> Vec<&BillRecord> {
        let mut bills: Vec<_> = self.bills.values().collect();
        bills.sort_by_key(|bill| std::cmp::Reverse((bill.created_at, bill.id)));
        bills
    }

    /// Makes a bill for a shop whose wallet can be paid into.
    pub(crate) fn create_bill(&mut self, now: Timestamp, new: NewBill) -> Result<BillId, Refusal> {
        self.money(new.private_money_id).ok_or_else(|| Refusal::of("private_money_not_found"))?;
        self.shop(new.shop_id).ok_or_else(|| Refusal::of("shop_user_not_found"))?;
        let account = self.account_of(Owner::Shop(new.shop_id), new.private_money_id);
        let account = account.ok_or_else(|| Refusal::of("shop_account_not_found"))?;
        self.check_standing(account).map_err(Refusal::of)?;
        let account_id = account.id;
        self.check_bill_amount(account_id, new.amount)?;
        let id = BillId(self.ids.next());
        let NewBill { amount, description, .. } = new;
        let bill = BillRecord { id, amount, description, account_id, is_disabled: false, created_at: now };
        self.bills.insert(id, bill);
        self.changed();
        Ok(id)
    }

    /// Changes what is given of a bill.
    pub(crate) fn update_bill(&mut self, id: BillId, change: BillChange) -> Result<(), Refusal> {
        let account_id = self.bill(id).ok_or_else(Refusal::not_found)?.account_id;
        self.check_bill_amount(account_id, change.amount.value().copied())?;
        let bill = self.bills.get_mut(&id).ok_or_else(Refusal::not_found)?;
        apply(change.amount, &mut bill.amount);
        bill.is_disabled = change.is_disabled.unwrap_or(bill.is_disabled);
        if let Some(description) = change.description {
            bill.description = description;
        }
        self.changed();
        Ok(())
    }

    fn check_bill_amount(&self, account: AccountId, amount: Option<Decimal>) -> Result<(), Refusal> {
        let money = self.account(account).and_then(|account| self.money(account.private_money_id));
        let is_too_much = money.zip(amount).is_some_and(|(money, amount)| amount > money.transfer_limit);
        let kind = "invalid_parameter_bill_amount_or_range_exceeding_transfer_limit";
        if is_too_much { Err(Refusal::of(kind)) } else { Ok(()) }
    }
}
