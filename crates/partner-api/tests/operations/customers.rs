use partner_api::operations::customers::{
    CreateCustomerAccount, CustomerTransactionType, GetCustomerAccounts, ListCustomerTransactions,
    UpdateCustomerAccount,
};
use partner_api::parameters::AccountStatus;

use crate::accounts::STATES;
use crate::probe::Probe;
use crate::{id, moment, text};

pub(crate) fn all(probe: &mut Probe) {
    let full = GetCustomerAccounts {
        private_money_id: id(),
        page: Some(1),
        per_page: Some(30),
        created_at_from: moment(),
        created_at_to: moment(),
        is_suspended: Some(true),
        status: Some(AccountStatus::PreClosed),
        external_id: Some(text()),
        tel: Some("090-1234-5678".to_owned()),
        email: Some("hanako@example.jp".to_owned()),
    };
    probe.list(&full, &GetCustomerAccounts::new(id()), |list, rows| list.per_page = Some(rows));
    probe.text(&full, "external_id", |list, text| list.external_id = Some(text));
    probe.text(&full, "tel", |list, text| list.tel = Some(text));
    probe.choice::<GetCustomerAccounts>("status", &STATES);

    let full = CreateCustomerAccount {
        private_money_id: id(),
        user_name: Some("花子".to_owned()),
        account_name: Some(text()),
        external_id: Some(text()),
    };
    probe.operation(&full, &CreateCustomerAccount::new(id()));
    probe.text(&full, "user_name", |create, text| create.user_name = Some(text));
    probe.text(&full, "account_name", |create, text| create.account_name = Some(text));
    probe.text(&full, "external_id", |create, text| create.external_id = Some(text));

    let full = UpdateCustomerAccount {
        account_id: id(),
        status: Some(AccountStatus::Active),
        account_name: Some(text()),
        external_id: Some(text()),
        metadata: Some([("table", "7")].into_iter().collect()),
    };
    probe.operation(&full, &UpdateCustomerAccount::new(id()));
    probe.text(&full, "account_name", |update, text| update.account_name = Some(text));
    probe.text(&full, "external_id", |update, text| update.external_id = Some(text));
    probe.choice::<UpdateCustomerAccount>("status", &STATES);
    transactions(probe);
}

fn transactions(probe: &mut Probe) {
    let full = ListCustomerTransactions {
        private_money_id: id(),
        sender_customer_id: Some(id()),
        receiver_customer_id: Some(id()),
        kind: Some(CustomerTransactionType::Payment),
        is_modified: Some(false),
        from: moment(),
        to: moment(),
        page: Some(1),
        per_page: Some(50),
    };
    probe.list(&full, &ListCustomerTransactions::new(id()), |list, rows| list.per_page = Some(rows));
    probe.choice::<ListCustomerTransactions>(
        "type",
        &[
            CustomerTransactionType::Topup,
            CustomerTransactionType::Payment,
            CustomerTransactionType::Exchange,
            CustomerTransactionType::Transfer,
            CustomerTransactionType::Cashback,
            CustomerTransactionType::Expire,
        ],
    );
}
