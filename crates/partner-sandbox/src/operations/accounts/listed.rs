//! What the lists of customers' and of shops' wallets are filtered by.

use jiff::Timestamp;
use partner_api::ids::PrivateMoneyId;

use super::standing;
use crate::ledger::{AccountRecord, Ledger, Owner, Standing};
use crate::operations::{Answered, Request, json};
use crate::page::PageWanted;
use crate::parameters::{Parameters, boolean, email, moment, tel, text_up_to, uuid};
use crate::refusal::Refusal;

/// Whose wallets are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::operations) enum Side {
    Customers,
    Shops,
}

/// What a wallet must be to be listed; null lets everything pass.
pub(in crate::operations) struct AccountFilter {
    private_money_id: Option<PrivateMoneyId>,
    created_at_from: Option<Timestamp>,
    created_at_to: Option<Timestamp>,
    is_suspended: Option<bool>,
    status: Option<Standing>,
    external_id: Option<String>,
    tel: Option<String>,
    email: Option<String>,
    page: PageWanted,
}

impl AccountFilter {
    pub(in crate::operations) fn read(sent: &mut Parameters) -> Self {
        Self {
            private_money_id: sent.required("private_money_id", uuid).map(PrivateMoneyId),
            created_at_from: sent.optional("created_at_from", moment),
            created_at_to: sent.optional("created_at_to", moment),
            is_suspended: sent.optional("is_suspended", boolean),
            status: sent.optional("status", standing),
            external_id: sent.optional("external_id", text_up_to(50)),
            tel: sent.optional("tel", tel),
            email: sent.optional("email", email),
            page: PageWanted::read_accounts(sent),
        }
    }

    pub(in crate::operations) fn list(&self, request: &mut Request<'_>, side: Side) -> Answered {
        request.parameters.check()?;
        let ledger = &request.ledger;
        let money = self.private_money_id.and_then(|id| ledger.money(id));
        let money = money.ok_or_else(|| Refusal::of("private_money_not_found"))?.id;
        let is_of_side = |account: &AccountRecord| match account.owner {
            Owner::Customer(_) => side == Side::Customers,
            Owner::Shop(_) => side == Side::Shops,
            Owner::Issuer(_) => false,
        };
        let accounts = ledger.accounts.values().filter(|account| account.private_money_id == money);
        let mut rows: Vec<_> = accounts.filter(|account| is_of_side(account) && self.passes(ledger, account)).collect();
        rows.sort_by_key(|account| (account.created_at, account.id));
        json(&self.page.of(rows.into_iter().map(|account| ledger.account_with_user(account.id)).collect()))
    }

    /// From `created_at_from` on, before `created_at_to`; everything else exactly. Hyphens in numbers do not count.
    fn passes(&self, ledger: &Ledger, account: &AccountRecord) -> bool {
        let person = match account.owner {
            Owner::Customer(id) => ledger.person(id),
            Owner::Shop(_) | Owner::Issuer(_) => None,
        };
        let bare = |tel: &str| tel.replace('-', "");
        let tel = person.and_then(|person| person.tel.as_deref()).map(bare);
        let email = person.and_then(|person| person.email.as_ref());
        account.standing != Standing::Closed
            && self.created_at_from.is_none_or(|from| account.created_at >= from)
            && self.created_at_to.is_none_or(|to| account.created_at < to)
            && self.is_suspended.is_none_or(|wanted| (account.standing == Standing::Suspended) == wanted)
            && self.status.is_none_or(|wanted| account.standing == wanted)
            && self.external_id.as_ref().is_none_or(|wanted| account.external_id.as_ref() == Some(wanted))
            && self.tel.as_deref().is_none_or(|wanted| tel == Some(bare(wanted)))
            && self.email.as_ref().is_none_or(|wanted| email == Some(wanted))
    }
}
