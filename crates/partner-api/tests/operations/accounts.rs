use partner_api::operations::accounts::{
    DeleteAccount, GetAccount, GetShopAccounts, ListAccountBalances, ListAccountExpiredBalances, ListUserAccounts,
    UpdateAccount,
};
use partner_api::parameters::{AccountStatus, Direction};

use crate::probe::Probe;
use crate::{id, moment};

pub(crate) const STATES: [AccountStatus; 3] =
    [AccountStatus::Active, AccountStatus::Suspended, AccountStatus::PreClosed];

pub(crate) fn all(probe: &mut Probe) {
    let get = GetAccount { account_id: id() };
    probe.operation(&get, &get);

    let bare = UpdateAccount::new(id());
    let full = UpdateAccount {
        account_id: id(),
        is_suspended: Some(true),
        status: Some(AccountStatus::Suspended),
        can_transfer_topup: Some(false),
    };
    probe.operation(&full, &bare);
    probe.choice::<UpdateAccount>("status", &STATES);

    let bare = DeleteAccount { account_id: id(), cashback: None };
    probe.operation(&DeleteAccount { cashback: Some(true), ..bare.clone() }, &bare);

    let bare = ListUserAccounts { user_id: id(), page: None, per_page: None };
    let full = ListUserAccounts { page: Some(1), per_page: Some(50), ..bare.clone() };
    probe.list(&full, &bare, |list, rows| list.per_page = Some(rows));

    let full = GetShopAccounts {
        private_money_id: id(),
        page: Some(1),
        per_page: Some(30),
        created_at_from: moment(),
        created_at_to: moment(),
        is_suspended: Some(false),
    };
    probe.list(&full, &GetShopAccounts::new(id()), |list, rows| list.per_page = Some(rows));
    balances(probe);
}

fn balances(probe: &mut Probe) {
    let full = ListAccountBalances {
        account_id: id(),
        page: Some(1),
        per_page: Some(30),
        expires_at_from: moment(),
        expires_at_to: moment(),
        direction: Some(Direction::Ascending),
    };
    probe.list(&full, &ListAccountBalances::new(id()), |list, rows| list.per_page = Some(rows));
    probe.choice::<ListAccountBalances>("direction", &[Direction::Ascending, Direction::Descending]);

    let full = ListAccountExpiredBalances {
        account_id: id(),
        page: Some(1),
        per_page: Some(30),
        expires_at_from: moment(),
        expires_at_to: moment(),
        direction: Some(Direction::Descending),
    };
    probe.list(&full, &ListAccountExpiredBalances::new(id()), |list, rows| list.per_page = Some(rows));
    probe.choice::<ListAccountExpiredBalances>("direction", &[Direction::Ascending, Direction::Descending]);
}
