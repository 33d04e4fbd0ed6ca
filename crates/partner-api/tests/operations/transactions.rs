use partner_api::operations::transactions::{
    BulkCreateTransaction, CreateExchangeTransaction, CreatePaymentTransaction, CreateTopupTransaction,
    CreateTopupTransactionWithCheck, CreateTransaction, CreateTransactionWithCashtray, CreateTransferTransaction,
    GetBulkTransaction, GetTransaction, ListTransactions, Product, RefundTransaction,
};
use partner_api::parameters::{MoneyOrPoints, PaymentStrategy};
use partner_api::schema::Transfer;

use crate::probe::{Probe, reads_whole};
use crate::{id, moment, text};

const BOTH: MoneyOrPoints =
    MoneyOrPoints::MoneyAndPoints { money: rust_decimal::Decimal::ONE_THOUSAND, points: rust_decimal::Decimal::TEN };

pub(crate) fn all(probe: &mut Probe) {
    read(probe);
    refund(probe);
    top_up(probe);
    pay(probe);
    transfer(probe);
    scan(probe);
    bulk(probe);
}

fn read(probe: &mut Probe) {
    let get = GetTransaction { transaction_id: id() };
    probe.operation(&get, &get);
    let full = ListTransactions {
        from: moment(),
        to: moment(),
        page: Some(1),
        per_page: Some(50),
        shop_id: Some(id()),
        customer_id: Some(id()),
        customer_name: Some(text()),
        terminal_id: Some(id()),
        transaction_id: Some(id()),
        organization_code: Some(text()),
        private_money_id: Some(id()),
        is_modified: Some(true),
        types: vec!["payment".to_owned()],
        description: Some(text()),
    };
    probe.list(&full, &ListTransactions::default(), |list, rows| list.per_page = Some(rows));
    probe.text(&full, "customer_name", |list, text| list.customer_name = Some(text));
    probe.text(&full, "organization_code", |list, text| list.organization_code = Some(text));
    probe.text(&full, "description", |list, text| list.description = Some(text));
    reads_whole::<Transfer>(&probe.documents, "Transfer");
}

fn refund(probe: &mut Probe) {
    let bare = RefundTransaction { transaction_id: id(), description: None, returning_point_expires_at: None };
    let full = RefundTransaction { description: Some(text()), returning_point_expires_at: moment(), ..bare.clone() };
    probe.operation(&full, &bare);
    probe.text(&full, "description", |refund, text| refund.description = Some(text));
}

fn top_up(probe: &mut Probe) {
    let bare = CreateTransaction {
        shop_id: id(),
        customer_id: id(),
        private_money_id: id(),
        amount: MoneyOrPoints::Money(1000.into()),
        point_expires_at: None,
        description: None,
    };
    let full =
        CreateTransaction { amount: BOTH, point_expires_at: moment(), description: Some(text()), ..bare.clone() };
    probe.operation(&full, &bare);
    probe.amount(&full, "money_amount", |create, money| {
        create.amount = MoneyOrPoints::MoneyAndPoints { money, points: 10.into() };
    });
    probe.amount(&full, "point_amount", |create, points| {
        create.amount = MoneyOrPoints::MoneyAndPoints { money: 10.into(), points };
    });
    probe.text(&full, "description", |create, text| create.description = Some(text));

    let money = MoneyOrPoints::Money(1000.into());
    let bare = CreateTopupTransaction::new(id(), id(), id(), money, id());
    let full = CreateTopupTransaction {
        bear_point_shop_id: Some(id()),
        amount: BOTH,
        point_expires_at: moment(),
        description: Some(text()),
        metadata: Some([("table", "7")].into_iter().collect()),
        ..bare.clone()
    };
    probe.operation(&full, &bare);
    probe.amount(&full, "money_amount", |create, money| {
        create.amount = MoneyOrPoints::MoneyAndPoints { money, points: 10.into() };
    });
    probe.amount(&full, "point_amount", |create, points| {
        create.amount = MoneyOrPoints::MoneyAndPoints { money: 10.into(), points };
    });
    probe.text(&full, "description", |create, text| create.description = Some(text));

    let use_check = CreateTopupTransactionWithCheck { check_id: id(), customer_id: id(), request_id: id() };
    probe.operation(&use_check, &use_check);
}

fn pay(probe: &mut Probe) {
    let bare = CreatePaymentTransaction::new(id(), id(), id(), 1100.into(), id());
    let full = CreatePaymentTransaction {
        description: Some(text()),
        metadata: Some([("table", "7")].into_iter().collect()),
        products: vec![Product { name: Some(text()), price: Some(1100.into()), ..Product::default() }],
        strategy: Some(PaymentStrategy::MoneyOnly),
        coupon_id: Some(id()),
        ..bare.clone()
    };
    probe.operation(&full, &bare);
    probe.amount(&full, "amount", |pay, amount| pay.amount = amount);
    probe.text(&full, "description", |pay, text| pay.description = Some(text));
}

fn transfer(probe: &mut Probe) {
    let bare = CreateTransferTransaction {
        sender_id: id(),
        receiver_id: id(),
        private_money_id: id(),
        amount: 1100.into(),
        description: None,
        metadata: None,
        request_id: id(),
    };
    let full = CreateTransferTransaction {
        description: Some(text()),
        metadata: Some([("for", "lunch")].into_iter().collect()),
        ..bare.clone()
    };
    probe.operation(&full, &bare);
    probe.amount(&full, "amount", |transfer, amount| transfer.amount = amount);
    probe.text(&full, "description", |transfer, text| transfer.description = Some(text));

    let bare = CreateExchangeTransaction {
        user_id: id(),
        sender_private_money_id: id(),
        receiver_private_money_id: id(),
        amount: 1.into(),
        description: None,
        request_id: id(),
    };
    let full = CreateExchangeTransaction { description: Some(text()), ..bare.clone() };
    probe.operation(&full, &bare);
    probe.amount(&full, "amount", |exchange, amount| exchange.amount = amount);
    probe.text(&full, "description", |exchange, text| exchange.description = Some(text));
}

fn scan(probe: &mut Probe) {
    let bare = CreateTransactionWithCashtray { cashtray_id: id(), customer_id: id(), strategy: None, request_id: id() };
    let full = CreateTransactionWithCashtray { strategy: Some(PaymentStrategy::PointPreferred), ..bare.clone() };
    probe.operation(&full, &bare);
}

fn bulk(probe: &mut Probe) {
    let bare = BulkCreateTransaction::new("November", "type,sender_id", id());
    let full = BulkCreateTransaction {
        description: Some(text()),
        private_money_id: Some(id()),
        callback_url: Some("https://shop.example.jp/done".to_owned()),
        ..bare.clone()
    };
    probe.operation(&full, &bare);
    probe.text(&full, "name", |bulk, text| bulk.name = text);
    probe.text(&full, "description", |bulk, text| bulk.description = Some(text));
    // A UUID is always written in the 36 characters that are wanted.
    probe.kept_by_type::<BulkCreateTransaction>("request_id");
    let get = GetBulkTransaction { bulk_transaction_id: id() };
    probe.operation(&get, &get);
}
