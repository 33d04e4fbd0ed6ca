//! Whether a ledger that came from a file hangs together.

use super::{Ledger, Purse};

impl Ledger {
    /// The first thing that cannot be; null for a sound ledger. Code that reads a ledger relies on this.
    pub(crate) fn find_flaw(&self) -> Option<&'static str> {
        let has_account = |id| self.accounts.contains_key(&id);
        if self.moneys.is_empty() || self.shops.is_empty() {
            return Some("there is no money or no shop");
        }
        if self.accounts.iter().any(|(id, account)| *id != account.id || self.money(account.private_money_id).is_none())
        {
            return Some("a wallet is of an unknown money");
        }
        if !self.book.is_of(has_account) {
            return Some("a posting names an unknown wallet");
        }
        if !self.each_money_balances() || !self.book.adds_up() {
            return Some("the books do not balance");
        }
        if self.lots.accounts().any(|id| !self.book.balance(id).covers(self.lots.sum_of(id))) {
            return Some("more of a balance ends than there is");
        }
        if !self.knows_its_requests() || !self.has_accounts_of_bills_and_checks() {
            return Some("a request names an unknown transaction, or a bill or check an unknown wallet");
        }
        if self.cashtrays().any(|tray| !has_account(tray.account_id) || !self.knows_results_of(tray)) {
            return Some("a cashtray names an unknown wallet or transaction");
        }
        let is_known = |movement: &super::Movement| {
            has_account(movement.sender_account_id) && has_account(movement.receiver_account_id)
        };
        if self.order.len() != self.transactions.len() || !self.transactions.values().all(is_known) {
            return Some("a transaction names an unknown wallet, or is missing");
        }
        None
    }

    fn has_accounts_of_bills_and_checks(&self) -> bool {
        let of_bills = self.bills.values().map(|bill| bill.account_id);
        let of_checks = self.checks.values().flat_map(|check| [Some(check.account_id), check.bear_account_id]);
        of_bills.chain(of_checks.flatten()).all(|id| self.accounts.contains_key(&id))
    }

    /// The wallets of each money together hold nothing.
    pub(super) fn each_money_balances(&self) -> bool {
        self.moneys.iter().all(|money| {
            let accounts = self.accounts.values().filter(|account| account.private_money_id == money.id);
            let sum = accounts.fold(Purse::default(), |sum, account| sum.plus(self.book.balance(account.id)));
            sum == Purse::default()
        })
    }

    fn knows_results_of(&self, tray: &super::Tray) -> bool {
        tray.transaction_id.is_none_or(|id| self.transaction(id).is_some())
            && tray.attempts.iter().filter_map(|attempt| attempt.account_id).all(|id| self.accounts.contains_key(&id))
    }
}
