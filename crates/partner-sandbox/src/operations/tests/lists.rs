//! Every filter of every list lets through what it says and nothing else, and every list comes in pages.

use serde_json::{Value, json};

use super::desk::{Desk, id_of};

/// A world in which every list has several rows.
struct Scene {
    desk: Desk,
    payment: Value,
    refunded: Value,
}

fn scene() -> Scene {
    let mut desk = Desk::new();
    let (money, shop) = (desk.money(0), desk.shop(0));
    let pay = |desk: &mut Desk, customer: &str, amount: i64, description: &str| {
        desk.wait_ms(1_000);
        let customer = desk.customer(customer);
        let payment = json!({"private_money_id": money, "shop_id": shop, "customer_id": customer, "amount": amount,
            "description": description});
        desk.done("CreatePaymentTransaction", None, &payment)
    };
    let payment = pay(&mut desk, "rich", 500, "たい焼き");
    let refunded = pay(&mut desk, "points", 700, "お茶");
    desk.wait_ms(1_000);
    desk.done("RefundTransaction", Some(id_of(&refunded)), &json!({"description": "返金"}));
    let transfer = json!({"sender_id": desk.customer("rich"), "receiver_id": desk.customer("poor"),
        "private_money_id": money, "amount": 100});
    desk.done("CreateTransferTransaction", None, &transfer);
    let topup = json!({"shop_id": shop, "customer_id": desk.customer("poor"), "private_money_id": money,
        "money_amount": 50});
    desk.done("CreateTopupTransaction", None, &topup);
    for (amount, description) in [(json!(500), "入場料"), (json!(null), "おさいせん")] {
        desk.wait_ms(1_000);
        let bill = json!({"private_money_id": money, "shop_id": shop, "amount": amount, "description": description});
        desk.done("CreateBill", None, &bill);
    }
    desk.wait_ms(1_000);
    Scene { desk, payment, refunded }
}

/// How many rows a list has with these filters.
fn count(desk: &mut Desk, operator: &str, filters: &Value) -> u64 {
    desk.done(operator, None, filters)["count"].as_u64().expect("a count")
}

#[test]
fn transactions_are_filtered() {
    let Scene { mut desk, payment, refunded } = scene();
    let (rich, shop) = (desk.customer("rich"), desk.shop(0));
    for (filters, expected) in [
        (json!({}), 4),
        (json!({"from": payment["done_at"]}), 4),
        (json!({"from": refunded["done_at"]}), 3),
        (json!({"to": refunded["done_at"]}), 1),
        (json!({"shop_id": shop}), 3),
        (json!({"customer_id": rich}), 2),
        (json!({"customer_name": "渡辺"}), 1),
        (json!({"terminal_id": rich}), 0),
        (json!({"transaction_id": payment["id"]}), 1),
        (json!({"organization_code": "sakura"}), 4),
        (json!({"organization_code": "komorebi"}), 0),
        (json!({"private_money_id": desk.money(1)}), 0),
        (json!({"is_modified": true}), 1),
        (json!({"types": ["payment"]}), 2),
        (json!({"types": ["payment", "topup"]}), 3),
        (json!({"description": "たい焼き"}), 1),
        (json!({"description": "たい"}), 0),
    ] {
        assert_eq!(count(&mut desk, "ListTransactions", &filters), expected, "{filters}");
    }
}

#[test]
fn transfers_are_filtered() {
    let Scene { mut desk, payment, refunded } = scene();
    let (rich, shop) = (desk.customer("rich"), desk.shop(0));
    for (filters, expected) in [
        (json!({}), 5),
        (json!({"from": refunded["done_at"]}), 4),
        (json!({"to": refunded["done_at"]}), 1),
        (json!({"shop_id": shop}), 4),
        (json!({"shop_name": "本店"}), 4),
        (json!({"shop_name": "開店"}), 0),
        (json!({"customer_id": rich}), 2),
        (json!({"customer_name": "渡辺"}), 2),
        (json!({"transaction_id": refunded["id"]}), 2),
        (json!({"transaction_id": payment["id"]}), 1),
        (json!({"private_money_id": desk.money(1)}), 0),
        (json!({"is_modified": true}), 2),
        (json!({"is_modified": false}), 3),
        (json!({"transaction_types": ["payment"]}), 3),
        (json!({"transfer_types": ["transfer"]}), 1),
        (json!({"transfer_types": ["coupon", "campaign"]}), 0),
        (json!({"description": "返金"}), 1),
    ] {
        assert_eq!(count(&mut desk, "ListTransfers", &filters), expected, "{filters}");
    }
    let kinds = desk.done("ListTransfers", None, &json!({"transaction_id": refunded["id"]}));
    let kinds: Vec<_> = kinds["rows"].as_array().expect("rows").iter().map(|row| row["type"].clone()).collect();
    assert_eq!(kinds, ["refund-payment", "payment"], "the newest first");
}

#[test]
fn the_transactions_of_customers_are_filtered() {
    let Scene { mut desk, refunded, .. } = scene();
    let (money, rich, poor) = (desk.money(0), desk.customer("rich"), desk.customer("poor"));
    for (filters, expected) in [
        (json!({}), 4),
        (json!({"sender_customer_id": rich}), 2),
        (json!({"receiver_customer_id": poor}), 2),
        (json!({"sender_customer_id": rich, "receiver_customer_id": poor}), 1),
        (json!({"type": "transfer"}), 1),
        (json!({"type": "exchange"}), 0),
        (json!({"is_modified": true}), 1),
        (json!({"is_modified": false}), 3),
        (json!({"from": refunded["done_at"]}), 3),
        (json!({"to": refunded["done_at"]}), 1),
    ] {
        let mut all = filters.clone();
        all["private_money_id"] = json!(money);
        assert_eq!(count(&mut desk, "ListCustomerTransactions", &all), expected, "{filters}");
    }
}

#[test]
fn bills_are_filtered() {
    let Scene { mut desk, .. } = scene();
    let bills = desk.done("ListBills", None, &json!({}));
    let newest = bills["rows"][0].clone();
    assert_eq!(newest["description"], "おさいせん");
    let id = newest["id"].as_str().expect("an id").to_owned();
    let (shop, idle) = (desk.shop(0), desk.shop(1));
    for (filters, expected) in [
        (json!({}), 2),
        (json!({"bill_id": id}), 1),
        (json!({"bill_id": id[..13]}), 1),
        (json!({"private_money_id": desk.money(0)}), 2),
        (json!({"private_money_id": desk.money(1)}), 0),
        (json!({"organization_code": "sakura"}), 2),
        (json!({"organization_code": "komorebi"}), 0),
        (json!({"description": "場"}), 1),
        (json!({"created_from": "2026-11-20T06:00:05Z"}), 1),
        (json!({"created_to": "2026-11-20T06:00:05Z"}), 1),
        (json!({"shop_name": "本店"}), 2),
        (json!({"shop_id": shop}), 2),
        (json!({"shop_id": idle}), 0),
        (json!({"lower_limit_amount": 500}), 1),
        (json!({"lower_limit_amount": 501}), 0),
        (json!({"upper_limit_amount": 499}), 0),
        (json!({"upper_limit_amount": 500}), 1),
        (json!({"is_disabled": true}), 0),
    ] {
        assert_eq!(count(&mut desk, "ListBills", &filters), expected, "{filters}");
    }
    desk.done("UpdateBill", Some(id_of(&newest)), &json!({"is_disabled": true}));
    assert_eq!(count(&mut desk, "ListBills", &json!({})), 1);
    assert_eq!(count(&mut desk, "ListBills", &json!({"is_disabled": true})), 1);
}

#[test]
fn wallets_are_filtered() {
    let Scene { mut desk, .. } = scene();
    let money = desk.money(0);
    let new = json!({"private_money_id": money, "user_name": "山田 花", "external_id": "E-1"});
    desk.done("CreateCustomerAccount", None, &new);
    for (operator, filters, expected) in [
        ("GetCustomerAccounts", json!({}), 6),
        ("GetCustomerAccounts", json!({"created_at_from": "2026-11-20T00:00:00Z"}), 1),
        ("GetCustomerAccounts", json!({"created_at_to": "2026-11-20T00:00:00Z"}), 5),
        ("GetCustomerAccounts", json!({"is_suspended": true}), 1),
        ("GetCustomerAccounts", json!({"is_suspended": false}), 5),
        ("GetCustomerAccounts", json!({"status": "suspended"}), 1),
        ("GetCustomerAccounts", json!({"status": "pre-closed"}), 0),
        ("GetCustomerAccounts", json!({"external_id": "E-1"}), 1),
        ("GetCustomerAccounts", json!({"tel": "09000000001"}), 1),
        ("GetCustomerAccounts", json!({"email": "poor@example.com"}), 1),
        ("GetCustomerAccounts", json!({"email": "nobody@example.com"}), 0),
        ("GetShopAccounts", json!({}), 1),
        ("GetShopAccounts", json!({"created_at_from": "2026-11-20T00:00:00Z"}), 0),
        ("GetShopAccounts", json!({"created_at_to": "2026-11-20T00:00:00Z"}), 1),
        ("GetShopAccounts", json!({"is_suspended": true}), 0),
    ] {
        let mut all = filters.clone();
        all["private_money_id"] = json!(money);
        assert_eq!(count(&mut desk, operator, &all), expected, "{operator} {filters}");
    }
}

#[test]
fn balances_are_filtered_and_turned_round() {
    let Scene { mut desk, .. } = scene();
    let (money, shop, rich) = (desk.money(0), desk.shop(0), desk.customer("rich"));
    for end in ["2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z"] {
        let topup = json!({"shop_id": shop, "customer_id": rich, "private_money_id": money, "point_amount": 5,
            "point_expires_at": end});
        desk.done("CreateTopupTransaction", None, &topup);
    }
    let wallet = Some(desk.wallet("rich"));
    let ends = |desk: &mut Desk, operator: &str, filters: Value| -> Vec<String> {
        let list = desk.done(operator, wallet, &filters);
        let rows = list["rows"].as_array().expect("rows").iter();
        rows.map(|row| row["expires_at"].as_str().expect("a moment")[..10].to_owned()).collect()
    };
    let (first, second, never) = ("2026-11-21", "2026-11-22", "2999-12-31");
    assert_eq!(ends(&mut desk, "ListAccountBalances", json!({})), [first, second, never]);
    assert_eq!(ends(&mut desk, "ListAccountBalances", json!({"direction": "desc"})), [never, second, first]);
    let from = json!({"expires_at_from": "2026-11-22T00:00:00Z"});
    assert_eq!(ends(&mut desk, "ListAccountBalances", from), [second, never]);
    let to = json!({"expires_at_to": "2026-11-22T00:00:00Z"});
    assert_eq!(ends(&mut desk, "ListAccountBalances", to.clone()), [first]);
    desk.wait_ms(3 * 86_400_000);
    assert_eq!(ends(&mut desk, "ListAccountExpiredBalances", json!({})), [second, first]);
    assert_eq!(ends(&mut desk, "ListAccountExpiredBalances", json!({"direction": "asc"})), [first, second]);
    assert_eq!(ends(&mut desk, "ListAccountExpiredBalances", to), [first]);
}

#[test]
fn shops_and_their_sums_are_filtered() {
    let Scene { mut desk, payment, .. } = scene();
    let branch = desk.done("CreateShopV2", None, &json!({"name": "支店", "tel": "06-1111-2222"}));
    desk.done("UpdateShop", Some(id_of(&branch)), &json!({"status": "disabled"}));
    assert_eq!(count(&mut desk, "ListShops", &json!({})), 2);
    assert_eq!(count(&mut desk, "ListShops", &json!({"with_disabled": true})), 3);
    assert_eq!(count(&mut desk, "ListShops", &json!({"with_disabled": true, "tel": "0611112222"})), 1);
    let money = Some(desk.money(0));
    let sums = desk.done("GetPrivateMoneyOrganizationSummaries", money, &json!({}));
    let sakura = &sums["rows"][0];
    assert_eq!(sakura["organization_code"], "sakura");
    assert_eq!((sakura["payment"]["count"].as_i64(), sakura["payment"]["money_amount"].as_i64()), (Some(1), Some(500)));
    assert_eq!((sakura["topup"]["count"].as_i64(), sakura["topup"]["money_amount"].as_i64()), (Some(1), Some(50)));
    let span = json!({"from": "2026-11-20T05:00:00Z", "to": payment["done_at"]});
    let sums = desk.done("GetPrivateMoneyOrganizationSummaries", money, &span);
    assert_eq!(sums["rows"][0]["payment"]["count"], 0);
}

#[test]
fn every_list_comes_in_pages() {
    let Scene { mut desk, .. } = scene();
    let money = desk.money(0);
    let rich = desk.customer("rich");
    for (operator, id, parameters, most) in [
        ("ListTransactions", None, json!({}), 50),
        ("ListTransfers", None, json!({}), 50),
        ("ListBills", None, json!({}), 50),
        ("ListShops", None, json!({}), 50),
        ("GetPrivateMoneys", None, json!({}), 50),
        ("ListCustomerTransactions", None, json!({"private_money_id": money}), 50),
        ("GetCustomerAccounts", None, json!({"private_money_id": money}), 30),
        ("GetPrivateMoneyOrganizationSummaries", Some(money), json!({}), 50),
        ("ListUserAccounts", Some(rich), json!({}), 30),
    ] {
        let whole = desk.done(operator, id, &parameters);
        assert_eq!(whole["pagination"]["per_page"], most, "{operator}");
        let rows = whole["rows"].as_array().expect("rows");
        assert!(rows.len() > 1, "{operator} has several rows");
        for (at, row) in rows.iter().enumerate() {
            let mut wanted = parameters.clone();
            wanted["page"] = json!(at + 1);
            wanted["per_page"] = json!(1);
            let page = desk.done(operator, id, &wanted);
            assert_eq!((&page["rows"][0], &page["count"]), (row, &whole["count"]), "{operator} {at}");
            assert_eq!(page["pagination"]["has_next"], at + 1 < rows.len(), "{operator} {at}");
        }
    }
}
