use partner_api::operations::bills::{CreateBill, ListBills, UpdateBill};
use partner_api::parameters::Change;

use crate::probe::Probe;
use crate::{id, moment, text};

pub(crate) fn all(probe: &mut Probe) {
    let full = ListBills {
        page: Some(1),
        per_page: Some(50),
        bill_id: Some("5ca2".to_owned()),
        private_money_id: Some(id()),
        organization_code: Some(text()),
        description: Some(text()),
        created_from: moment(),
        created_to: moment(),
        shop_name: Some(text()),
        shop_id: Some(id()),
        lower_limit_amount: Some(1.into()),
        upper_limit_amount: Some(9999.into()),
        is_disabled: Some(false),
    };
    probe.list(&full, &ListBills::default(), |list, rows| list.per_page = Some(rows));
    probe.text(&full, "organization_code", |list, text| list.organization_code = Some(text));
    probe.text(&full, "description", |list, text| list.description = Some(text));
    probe.text(&full, "shop_name", |list, text| list.shop_name = Some(text));
    probe.amount(&full, "lower_limit_amount", |list, amount| list.lower_limit_amount = Some(amount));
    probe.amount(&full, "upper_limit_amount", |list, amount| list.upper_limit_amount = Some(amount));

    let bare = CreateBill { amount: None, private_money_id: id(), shop_id: id(), description: None };
    let full = CreateBill { amount: Some(1100.into()), description: Some(text()), ..bare.clone() };
    probe.operation(&full, &bare);
    probe.amount(&full, "amount", |bill, amount| bill.amount = Some(amount));
    probe.text(&full, "description", |bill, text| bill.description = Some(text));

    let full = UpdateBill {
        bill_id: id(),
        amount: Change::Set(1500.into()),
        description: Some(text()),
        is_disabled: Some(true),
    };
    probe.operation(&full, &UpdateBill::new(id()));
    probe.amount(&full, "amount", |bill, amount| bill.amount = Change::Set(amount));
    probe.text(&full, "description", |bill, text| bill.description = Some(text));
}
