//! Every refusal that this world can give is met, with the documented status, by an operation that documents it.

use serde_json::{Value, json};
use uuid::Uuid;

use super::desk::{Desk, id_of};
use super::documents::documented;
use super::samples::sample;

const NOBODY: Uuid = Uuid::from_u128(9);

/// Asks with a good request in which these parameters are put; the type of the refusal, after a look at the documents.
fn refusal(desk: &mut Desk, operator: &str, put: &Value) -> String {
    let (id, mut parameters) = sample(desk, operator);
    let all = parameters.as_object_mut().expect("an object");
    for (name, value) in put.as_object().expect("an object") {
        all.insert(name.clone(), value.clone());
    }
    refusal_of(desk, operator, id, &parameters)
}

fn refusal_of(desk: &mut Desk, operator: &str, id: Option<Uuid>, parameters: &Value) -> String {
    let (status, kind) = desk.refused(operator, id, parameters);
    let documented = documented(operator).refusals.get(&kind);
    assert_eq!(documented, Some(&status), "{operator} {parameters}: {kind}");
    kind
}

#[test]
fn a_request_about_what_is_not_there_is_refused_as_documented() {
    for (operator, name, expected) in [
        ("CreateCashtray", "shop_id", "shop_user_not_found"),
        ("CreateCashtray", "private_money_id", "account_not_found"),
        ("CreateTransactionWithCashtray", "cashtray_id", "cashtray_not_found"),
        ("CreateTransactionWithCashtray", "customer_id", "customer_account_not_found"),
        ("CreateTransaction", "shop_id", "shop_user_not_found"),
        ("CreateTransaction", "customer_id", "customer_user_not_found"),
        ("CreateTransaction", "private_money_id", "private_money_not_found"),
        ("CreateTopupTransaction", "shop_id", "shop_account_not_found"),
        ("CreateTopupTransaction", "bear_point_shop_id", "shop_account_not_found"),
        ("CreateTopupTransaction", "customer_id", "customer_account_not_found"),
        ("CreateTopupTransaction", "private_money_id", "private_money_not_found"),
        ("CreateTopupTransactionWithCheck", "check_id", "check_not_found"),
        ("CreateTopupTransactionWithCheck", "customer_id", "customer_user_not_found"),
        ("CreatePaymentTransaction", "shop_id", "shop_account_not_found"),
        ("CreatePaymentTransaction", "customer_id", "customer_account_not_found"),
        ("CreatePaymentTransaction", "private_money_id", "private_money_not_found"),
        ("CreatePaymentTransaction", "coupon_id", "coupon_not_found"),
        ("CreateTransferTransaction", "sender_id", "customer_user_not_found"),
        ("CreateTransferTransaction", "receiver_id", "customer_user_not_found"),
        ("CreateTransferTransaction", "private_money_id", "private_money_not_found"),
        ("CreateExchangeTransaction", "user_id", "account_not_found"),
        ("CreateExchangeTransaction", "sender_private_money_id", "account_not_found"),
        ("BulkCreateTransaction", "private_money_id", "private_money_not_found"),
        ("ListCustomerTransactions", "private_money_id", "private_money_not_found"),
        ("ListCustomerTransactions", "sender_customer_id", "customer_user_not_found"),
        ("CreateCustomerAccount", "private_money_id", "private_money_not_found"),
        ("GetCustomerAccounts", "private_money_id", "private_money_not_found"),
        ("GetShopAccounts", "private_money_id", "private_money_not_found"),
        ("CreateBill", "shop_id", "shop_user_not_found"),
        ("CreateBill", "private_money_id", "private_money_not_found"),
        ("CreateCheck", "account_id", "shop_account_not_found"),
        ("CreateCheck", "bear_point_account", "bear_point_account_not_found"),
        ("ListShops", "private_money_id", "private_money_not_found"),
    ] {
        assert_eq!(refusal(&mut Desk::new(), operator, &json!({name: NOBODY})), expected, "{operator}.{name}");
    }
    for (operator, expected) in [
        ("ListUserAccounts", "notfound"),
        ("GetAccount", "notfound"),
        ("UpdateAccount", "notfound"),
        ("DeleteAccount", "account_not_found"),
        ("UpdateCustomerAccount", "account_not_found"),
        ("ListAccountBalances", "notfound"),
        ("ListAccountExpiredBalances", "notfound"),
        ("UpdateBill", "notfound"),
        ("GetBulkTransaction", "notfound"),
        ("RefundTransaction", "transaction_not_found"),
        ("GetShop", "shop_user_not_found"),
        ("UpdateShop", "shop_user_not_found"),
        ("GetCashtray", "notfound"),
        ("UpdateCashtray", "notfound"),
        ("CancelCashtray", "notfound"),
    ] {
        assert_eq!(refusal_of(&mut Desk::new(), operator, Some(NOBODY), &json!({})), expected, "{operator}");
    }
    // The documents give these two a 404 without a type.
    for operator in ["GetTransaction", "GetPrivateMoneyOrganizationSummaries"] {
        assert_eq!(Desk::new().refused(operator, Some(NOBODY), &json!({})), (404, "notfound".to_owned()));
    }
}

#[test]
fn a_request_that_breaks_a_rule_is_refused_as_documented() {
    let (money, second) = (Desk::new().money(0), Desk::new().money(1));
    let (shop, idle_shop) = (Desk::new().shop(0), Desk::new().shop(1));
    let customer = |key: &str| Desk::new().customer(key);
    let (poor_wallet, idle) = (Desk::new().wallet("poor"), Desk::new().wallet("suspended"));
    let past = "2026-11-20T05:59:59Z";
    for (operator, put, expected) in [
        ("CreatePaymentTransaction", json!({"customer_id": customer("poor")}), "account_balance_not_enough"),
        ("CreatePaymentTransaction", json!({"customer_id": customer("suspended")}), "account_suspended"),
        ("CreatePaymentTransaction", json!({"customer_id": customer("without_wallet")}), "customer_account_not_found"),
        ("CreatePaymentTransaction", json!({"shop_id": idle_shop}), "shop_account_not_found"),
        ("CreatePaymentTransaction", json!({"amount": 50_001}), "account_transfer_limit_exceeded"),
        ("CreatePaymentTransaction", json!({"amount": 0}), "transaction_invalid_amount"),
        ("CreatePaymentTransaction", json!({"amount": 0.5}), "transaction_invalid_amount"),
        ("CreatePaymentTransaction", json!({"metadata": "{\"a\":5}"}), "invalid_metadata"),
        ("CreateTopupTransaction", json!({"money_amount": 0}), "invalid_parameter_both_point_and_money_are_zero"),
        ("CreateTopupTransaction", json!({"customer_id": customer("nearly_full")}), "account_balance_exceeded"),
        ("CreateTopupTransaction", json!({"customer_id": customer("suspended")}), "account_suspended"),
        (
            "CreateTopupTransaction",
            json!({"money_amount": 40_000, "point_amount": 10_001}),
            "account_transfer_limit_exceeded",
        ),
        ("CreateTopupTransaction", json!({"metadata": "nonsense"}), "invalid_metadata"),
        ("CreateTransaction", json!({"money_amount": 0}), "invalid_parameter_both_point_and_money_are_zero"),
        ("CreateTransaction", json!({"shop_id": idle_shop}), "shop_account_not_found"),
        ("CreateTransferTransaction", json!({"receiver_id": customer("rich")}), "same_account_transaction"),
        ("CreateTransferTransaction", json!({"receiver_id": customer("without_wallet")}), "customer_account_not_found"),
        (
            "CreateTransferTransaction",
            json!({"receiver_id": customer("nearly_full"), "amount": 501}),
            "account_balance_exceeded",
        ),
        (
            "CreateTransferTransaction",
            json!({"sender_id": customer("poor"), "receiver_id": customer("rich"), "amount": 301}),
            "account_balance_not_enough",
        ),
        ("CreateTransferTransaction", json!({"metadata": "[]"}), "invalid_metadata"),
        (
            "CreateExchangeTransaction",
            json!({"receiver_private_money_id": second}),
            "can_not_exchange_between_same_private_money",
        ),
        ("CreateExchangeTransaction", json!({"user_id": shop}), "transaction_restricted"),
        ("CreateExchangeTransaction", json!({"amount": 5_001}), "account_balance_not_enough"),
        ("CreateExchangeTransaction", json!({"amount": 50_001}), "account_transfer_limit_exceeded"),
        ("BulkCreateTransaction", json!({"private_money_id": second}), "organization_not_issuer"),
        ("BulkCreateTransaction", json!({"content": "type,amount\ntopup,5\n"}), "bulk_transaction_invalid_csv_format"),
        ("BulkCreateTransaction", json!({"content": ""}), "bulk_transaction_invalid_csv_format"),
        ("UpdateCustomerAccount", json!({"metadata": "{\"a\":{}}"}), "invalid_metadata"),
        ("CreateBill", json!({"shop_id": idle_shop}), "shop_account_not_found"),
        ("CreateBill", json!({"amount": 50_001}), "invalid_parameter_bill_amount_or_range_exceeding_transfer_limit"),
        ("UpdateBill", json!({"amount": 50_001}), "invalid_parameter_bill_amount_or_range_exceeding_transfer_limit"),
        (
            "CreateCheck",
            json!({"money_amount": 0, "point_amount": 0}),
            "invalid_parameter_both_point_and_money_are_zero",
        ),
        (
            "CreateCheck",
            json!({"account_id": poor_wallet}),
            "invalid_parameter_only_merchants_can_attach_points_to_check",
        ),
        ("CreateCheck", json!({"account_id": poor_wallet, "point_amount": 0}), "account_can_not_topup"),
        ("CreateCheck", json!({"usage_limit": 3}), "invalid_parameter_combination_usage_limit_and_is_onetime"),
        ("CreateCheck", json!({"expires_at": past}), "invalid_parameter_expires_at"),
        ("CreateCheck", json!({"money_amount": 50_001}), "account_money_topup_transfer_limit_exceeded"),
        ("CreateCheck", json!({"bear_point_account": idle}), "bear_point_account_not_found"),
        ("CreateOrganization", json!({"code": "sakura"}), "organization_conflict"),
        ("CreateOrganization", json!({"private_money_ids": [NOBODY]}), "unavailable_private_money"),
        ("CreateShop", json!({"shop_name": "さくら商店 本店"}), "shop_name_conflict"),
        ("CreateShop", json!({"shop_email": "honten@example.com"}), "email_conflict"),
        ("CreateShop", json!({"organization_code": "nobody"}), "organization_not_found"),
        ("CreateShop", json!({"organization_code": "komorebi"}), "organization_not_member_organization"),
        ("CreateShopV2", json!({"organization_code": "komorebi"}), "organization_not_member_organization"),
        ("CreateShopV2", json!({"name": "さくら商店 本店"}), "shop_name_conflict"),
        ("CreateShopV2", json!({"organization_code": "nobody"}), "organization_not_found"),
        ("CreateShopV2", json!({"private_money_ids": [NOBODY]}), "unavailable_private_money"),
        (
            "CreateShopV2",
            json!({"private_money_ids": [money], "can_topup_private_money_ids": [second]}),
            "unpermitted_private_money",
        ),
        ("UpdateShop", json!({"name": "さくら商店 開店準備中"}), "shop_name_conflict"),
        ("UpdateShop", json!({"status": "disabled"}), "head_office_can_not_be_disabled"),
        ("UpdateShop", json!({"private_money_ids": [NOBODY]}), "unavailable_private_money"),
        ("ListShops", json!({"organization_code": "nobody"}), "organization_not_found"),
        ("GetPrivateMoneys", json!({"organization_code": "nobody"}), "organization_not_found"),
        ("GetPrivateMoneyOrganizationSummaries", json!({"from": past}), "invalid_parameters"),
        ("GetPrivateMoneyOrganizationSummaries", json!({"to": past}), "invalid_parameters"),
    ] {
        assert_eq!(refusal(&mut Desk::new(), operator, &put), expected, "{operator} {put}");
    }
}

#[test]
fn a_wallet_neither_pays_nor_receives_on_its_way_out() {
    let mut desk = Desk::new();
    let wallet = desk.wallet("rich");
    assert_eq!(refusal_of(&mut desk, "DeleteAccount", Some(wallet), &json!({})), "account_not_pre_closed");
    let (_, payment) = sample(&mut desk, "CreatePaymentTransaction");
    let paid = id_of(&desk.done("CreatePaymentTransaction", None, &payment));
    for (status, expected) in [("suspended", "account_suspended"), ("pre-closed", "account_pre_closed")] {
        desk.done("UpdateAccount", Some(wallet), &json!({"status": status}));
        for operator in [
            "CreatePaymentTransaction",
            "CreateTopupTransaction",
            "CreateTransferTransaction",
            "CreateExchangeTransaction",
        ] {
            assert_eq!(refusal(&mut desk, operator, &json!({})), expected, "{operator}");
        }
    }
    assert_eq!(refusal_of(&mut desk, "RefundTransaction", Some(paid), &json!({})), "account_pre_closed");
    desk.done("DeleteAccount", Some(wallet), &json!({}));
    assert_eq!(refusal(&mut desk, "CreatePaymentTransaction", &json!({})), "account_closed");
    assert_eq!(refusal_of(&mut desk, "RefundTransaction", Some(paid), &json!({})), "account_closed");
    assert_eq!(refusal_of(&mut desk, "GetAccount", Some(wallet), &json!({})), "notfound");
    assert_eq!(refusal_of(&mut desk, "DeleteAccount", Some(wallet), &json!({})), "account_not_found");
    let seen = desk.done("GetTransaction", Some(paid), &json!({}));
    assert_eq!(seen["sender_account"]["status"], "closed", "what happened stays on record");
}

#[test]
fn a_frozen_or_disabled_shop_takes_nothing() {
    let mut desk = Desk::new();
    let wallet = desk.shop_wallet();
    desk.done("UpdateAccount", Some(wallet), &json!({"can_transfer_topup": false}));
    assert_eq!(refusal(&mut desk, "CreateTopupTransaction", &json!({})), "account_can_not_topup");
    for (status, expected) in [("suspended", "account_suspended"), ("pre-closed", "account_pre_closed")] {
        desk.done("UpdateAccount", Some(wallet), &json!({"status": status}));
        assert_eq!(refusal(&mut desk, "CreatePaymentTransaction", &json!({})), expected);
        assert_eq!(refusal(&mut desk, "CreateBill", &json!({})), expected);
    }
    desk.done("UpdateAccount", Some(wallet), &json!({"status": "active"}));
    let branch = desk.done("CreateShopV2", None, &json!({"name": "支店"}));
    desk.done("UpdateShop", Some(id_of(&branch)), &json!({"status": "disabled"}));
    let at_branch = json!({"shop_id": id_of(&branch)});
    assert_eq!(refusal(&mut desk, "CreatePaymentTransaction", &at_branch), "account_suspended");
}

#[test]
fn a_check_of_a_foreign_money_is_not_made() {
    let mut desk = Desk::new();
    let second = desk.money(1);
    let shop = desk.done("CreateShopV2", None, &json!({"name": "両替所", "private_money_ids": [second]}));
    let wallet = shop["accounts"][0]["id"].clone();
    let kind = refusal(&mut desk, "CreateCheck", &json!({"account_id": wallet}));
    assert_eq!(kind, "account_private_money_is_not_issued_by_organization");
}

#[test]
fn a_tray_that_is_over_refuses_a_server_as_it_refuses_a_phone() {
    for (past, expected) in [
        ("paid", "cashtray_already_proceed"),
        ("cancelled", "cashtray_already_canceled"),
        ("expired", "cashtray_expired"),
    ] {
        let mut desk = Desk::new();
        let (_, reading) = sample(&mut desk, "CreateTransactionWithCashtray");
        let tray = reading["cashtray_id"].as_str().expect("an id").parse().ok();
        match past {
            "paid" => desk.done("CreateTransactionWithCashtray", None, &reading),
            "cancelled" => desk.done("CancelCashtray", tray, &json!({})),
            _ => {
                desk.wait_ms(1_801_000);
                json!({})
            }
        };
        assert_eq!(refusal_of(&mut desk, "CreateTransactionWithCashtray", None, &reading), expected);
        let shown = desk.done("GetCashtray", tray, &json!({}));
        assert!(!shown["attempt"].is_null(), "{past}: the attempt is on record");
    }
}

#[test]
fn what_was_undone_or_cannot_be_undone_is_not_refunded() {
    let mut desk = Desk::new();
    let (id, _) = sample(&mut desk, "RefundTransaction");
    desk.done("RefundTransaction", id, &json!({}));
    assert_eq!(refusal_of(&mut desk, "RefundTransaction", id, &json!({})), "transaction_already_refunded");
    for operator in ["CreateTransferTransaction", "CreateExchangeTransaction"] {
        let (_, parameters) = sample(&mut desk, operator);
        let id = id_of(&desk.done(operator, None, &parameters));
        assert_eq!(refusal_of(&mut desk, "RefundTransaction", Some(id), &json!({})), "not_refundable_transaction_type");
    }
}

#[test]
fn a_check_is_read_once_by_each_and_not_longer_than_it_lasts() {
    let mut desk = Desk::new();
    let (_, first) = sample(&mut desk, "CreateTopupTransactionWithCheck");
    desk.done("CreateTopupTransactionWithCheck", None, &first);
    let again = refusal_of(&mut desk, "CreateTopupTransactionWithCheck", None, &first);
    assert_eq!(again, "check_already_received");
    let other = json!({"check_id": first["check_id"], "customer_id": desk.customer("poor")});
    assert_eq!(refusal_of(&mut desk, "CreateTopupTransactionWithCheck", None, &other), "check_unavailable");
    let (_, late) = sample(&mut desk, "CreateTopupTransactionWithCheck");
    desk.wait_ms(91 * 86_400_000);
    assert_eq!(refusal_of(&mut desk, "CreateTopupTransactionWithCheck", None, &late), "check_unavailable");
}

#[test]
fn a_bulk_list_with_a_known_request_id_is_a_conflict() {
    let mut desk = Desk::new();
    let (_, list) = sample(&mut desk, "BulkCreateTransaction");
    desk.done("BulkCreateTransaction", None, &list);
    assert_eq!(desk.refused("BulkCreateTransaction", None, &list).0, 409);
}
