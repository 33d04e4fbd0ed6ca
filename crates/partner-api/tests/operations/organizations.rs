use partner_api::operations::organizations::{BankAccount, BankAccountType, CreateOrganization};

use crate::probe::Probe;
use crate::{id, text};

pub(crate) fn all(probe: &mut Probe) {
    let bare = CreateOrganization {
        code: text(),
        name: "鯛焼き".to_owned(),
        private_money_ids: vec![id()],
        issuer_admin_user_email: "issuer@example.jp".to_owned(),
        member_admin_user_email: "member@example.jp".to_owned(),
        bank: BankAccount::default(),
        contact_name: None,
    };
    let full = CreateOrganization {
        bank: BankAccount {
            bank_name: Some("たい銀行".to_owned()),
            bank_code: Some("0001".to_owned()),
            bank_branch_name: Some("本店".to_owned()),
            bank_branch_code: Some("001".to_owned()),
            bank_account_type: Some(BankAccountType::Current),
            bank_account: Some("0012345".to_owned()),
            bank_account_holder_name: Some("ﾀｲﾔｷ(ｶ".to_owned()),
        },
        contact_name: Some("花子".to_owned()),
        ..bare.clone()
    };
    probe.operation(&full, &bare);
    probe.text(&full, "code", |create, text| create.code = text);
    probe.text(&full, "name", |create, text| create.name = text);
    probe.not_empty(&full, "private_money_ids", |create| create.private_money_ids.clear());
    probe.text(&full, "bank_name", |create, text| create.bank.bank_name = Some(text));
    probe.text(&full, "bank_code", |create, text| create.bank.bank_code = Some(text));
    probe.text(&full, "bank_branch_name", |create, text| create.bank.bank_branch_name = Some(text));
    probe.text(&full, "bank_branch_code", |create, text| create.bank.bank_branch_code = Some(text));
    probe.choice::<CreateOrganization>(
        "bank_account_type",
        &[BankAccountType::Saving, BankAccountType::Current, BankAccountType::Other],
    );
    probe.text(&full, "bank_account", |create, text| create.bank.bank_account = Some(text));
    probe.text(&full, "bank_account_holder_name", |create, text| create.bank.bank_account_holder_name = Some(text));
    probe.text(&full, "contact_name", |create, text| create.contact_name = Some(text));
}
