use partner_api::operations::transfers::{ListTransfers, TransactionType, TransferType};

use crate::probe::Probe;
use crate::{id, moment, text};

pub(crate) fn all(probe: &mut Probe) {
    let full = ListTransfers {
        from: moment(),
        to: moment(),
        page: Some(1),
        per_page: Some(50),
        shop_id: Some(id()),
        shop_name: Some(text()),
        customer_id: Some(id()),
        customer_name: Some(text()),
        transaction_id: Some(id()),
        private_money_id: Some(id()),
        is_modified: Some(true),
        transaction_types: vec![TransactionType::Topup],
        transfer_types: vec![TransferType::Campaign, TransferType::Topup],
        description: Some(text()),
    };
    probe.list(&full, &ListTransfers::default(), |list, rows| list.per_page = Some(rows));
    probe.text(&full, "shop_name", |list, text| list.shop_name = Some(text));
    probe.text(&full, "customer_name", |list, text| list.customer_name = Some(text));
    probe.text(&full, "description", |list, text| list.description = Some(text));
    probe.choice::<ListTransfers>(
        "transaction_types",
        &[TransactionType::Topup, TransactionType::Payment, TransactionType::Transfer, TransactionType::Exchange],
    );
    probe.choice::<ListTransfers>(
        "transfer_types",
        &[
            TransferType::Topup,
            TransferType::Payment,
            TransferType::Exchange,
            TransferType::Transfer,
            TransferType::Coupon,
            TransferType::Campaign,
        ],
    );
}
