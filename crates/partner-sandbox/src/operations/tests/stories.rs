//! What operations do to each other: money that ends, goes back, is given on, or is moved once though asked for twice.

use serde_json::{Value, json};
use uuid::Uuid;

use super::desk::{Desk, id_of};
use super::samples::sample;

const REQUEST: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";

/// An operation that must go well, with these parameters put into a good request.
fn done(desk: &mut Desk, operator: &str, put: &Value) -> Value {
    let (id, mut parameters) = sample(desk, operator);
    let all = parameters.as_object_mut().expect("an object");
    for (name, value) in put.as_object().expect("an object") {
        all.insert(name.clone(), value.clone());
    }
    desk.done(operator, id, &parameters)
}

#[test]
fn one_request_id_moves_money_once() {
    for operator in [
        "CreatePaymentTransaction",
        "CreateTopupTransaction",
        "CreateTransferTransaction",
        "CreateExchangeTransaction",
        "CreateTransactionWithCashtray",
        "CreateTopupTransactionWithCheck",
    ] {
        let mut desk = Desk::new();
        let (id, mut parameters) = sample(&mut desk, operator);
        parameters["request_id"] = json!(REQUEST);
        let first = desk.done(operator, id, &parameters);
        let holds = desk.holds("rich");
        assert_eq!(desk.done(operator, id, &parameters), first, "{operator}");
        assert_eq!(desk.holds("rich"), holds, "{operator}");
        let other =
            if operator == "CreatePaymentTransaction" { "CreateTopupTransaction" } else { "CreatePaymentTransaction" };
        let (_, mut stranger) = sample(&mut desk, other);
        stranger["request_id"] = json!(REQUEST);
        assert_eq!(desk.refused(other, None, &stranger), (422, "request_id_conflict".to_owned()), "{operator}");
    }
}

#[test]
fn a_refused_call_leaves_its_request_id_free() {
    let mut desk = Desk::new();
    let poor = desk.customer("poor");
    let put = json!({"customer_id": poor, "request_id": REQUEST});
    let (_, mut payment) = sample(&mut desk, "CreatePaymentTransaction");
    payment.as_object_mut().expect("an object").extend(put.as_object().expect("an object").clone());
    assert_eq!(desk.refused("CreatePaymentTransaction", None, &payment).1, "account_balance_not_enough");
    done(&mut desk, "CreateTopupTransaction", &json!({"customer_id": poor}));
    desk.done("CreatePaymentTransaction", None, &payment);
    assert_eq!(desk.holds("poor"), (200, 0));
}

#[test]
fn a_server_that_reads_a_tray_leaves_what_a_phone_leaves() {
    let mut desk = Desk::new();
    let (_, reading) = sample(&mut desk, "CreateTransactionWithCashtray");
    let made = desk.done("CreateTransactionWithCashtray", None, &reading);
    assert_eq!((made["type"].as_str(), made["amount"].as_i64()), (Some("payment"), Some(1_100)));
    let tray = reading["cashtray_id"].as_str().expect("an id").parse().ok();
    let shown = desk.done("GetCashtray", tray, &json!({}));
    assert_eq!(shown["transaction"]["id"], made["id"]);
    assert_eq!(shown["attempt"]["status_code"], 200);
    assert_eq!(desk.holds("rich"), (78_900, 0));
}

#[test]
fn money_only_leaves_the_points() {
    let mut desk = Desk::new();
    let customer = desk.customer("points");
    done(&mut desk, "CreatePaymentTransaction", &json!({"customer_id": customer, "strategy": "money-only"}));
    assert_eq!(desk.holds("points"), (28_900, 500));
    done(&mut desk, "CreatePaymentTransaction", &json!({"customer_id": customer, "amount": 600}));
    assert_eq!(desk.holds("points"), (28_800, 0));
}

#[test]
fn points_end_and_go_back_to_the_issuer() {
    let mut desk = Desk::new();
    let soon = json!({"point_amount": 50, "point_expires_at": "2026-11-20T06:01:00Z"});
    done(&mut desk, "CreateTopupTransaction", &soon);
    let wallet = Some(desk.wallet("rich"));
    let balances = desk.done("ListAccountBalances", wallet, &json!({}));
    assert_eq!(
        balances["rows"][0],
        json!({"expires_at": "2026-11-20T06:01:00.000000Z", "money_amount": 0, "point_amount": 50})
    );
    assert_eq!(balances["rows"][1]["money_amount"], 81_000);
    assert_eq!(desk.holds("rich"), (81_000, 50));
    desk.wait_ms(60_000);
    assert_eq!(desk.holds("rich"), (81_000, 0));
    let ended = desk.done("ListAccountExpiredBalances", wallet, &json!({}));
    assert_eq!((ended["count"].as_i64(), ended["rows"][0]["point_amount"].as_i64()), (Some(1), Some(50)));
    let of_money = json!({"private_money_id": desk.money(0), "type": "expire"});
    let listed = desk.done("ListCustomerTransactions", None, &of_money);
    assert_eq!((listed["count"].as_i64(), listed["rows"][0]["amount"].as_i64()), (Some(1), Some(50)));
}

#[test]
fn points_keep_their_end_when_they_are_given_on_and_when_they_come_back() {
    let mut desk = Desk::new();
    let end = "2026-11-20T06:10:00.000000Z";
    done(&mut desk, "CreateTopupTransaction", &json!({"point_amount": 50, "point_expires_at": end}));
    done(&mut desk, "CreateTransferTransaction", &json!({"amount": 50}));
    let poor = Some(desk.wallet("poor"));
    let balances = desk.done("ListAccountBalances", poor, &json!({"direction": "asc"}));
    assert_eq!(balances["rows"][0], json!({"expires_at": end, "money_amount": 0, "point_amount": 50}));
    let poor_pays = json!({"customer_id": desk.customer("poor"), "amount": 60});
    let paid = id_of(&done(&mut desk, "CreatePaymentTransaction", &poor_pays));
    desk.done("RefundTransaction", Some(paid), &json!({}));
    let back = desk.done("ListAccountBalances", poor, &json!({}));
    assert_eq!(back["rows"], balances["rows"]);
    let paid = id_of(&done(&mut desk, "CreatePaymentTransaction", &poor_pays));
    let later = "2026-11-20T07:00:00.000000Z";
    desk.done("RefundTransaction", Some(paid), &json!({"returning_point_expires_at": later}));
    let back = desk.done("ListAccountBalances", poor, &json!({}));
    assert_eq!(back["rows"][0], json!({"expires_at": later, "money_amount": 0, "point_amount": 50}));
}

#[test]
fn points_that_another_shop_gives_go_back_to_it() {
    let mut desk = Desk::new();
    let branch = id_of(&desk.done("CreateShopV2", None, &json!({"name": "支店"})));
    let before = serde_json::to_string(desk.ledger.book.balances()).expect("JSON");
    let topup = done(&mut desk, "CreateTopupTransaction", &json!({"point_amount": 30, "bear_point_shop_id": branch}));
    assert_eq!(desk.holds("rich"), (81_000, 30));
    desk.done("RefundTransaction", Some(id_of(&topup)), &json!({}));
    let mut after = desk.ledger.book.balances().clone();
    after.retain(|_, purse| *purse != crate::ledger::Purse::default());
    let mut known: std::collections::BTreeMap<_, _> = serde_json::from_str(&before).expect("JSON");
    known.retain(|_, purse: &mut crate::ledger::Purse| *purse != crate::ledger::Purse::default());
    assert_eq!(after, known);
}

#[test]
fn an_exchange_moves_both_moneys_and_each_has_its_books() {
    let mut desk = Desk::new();
    let made = done(&mut desk, "CreateExchangeTransaction", &json!({"amount": 700}));
    assert_eq!(made["type"], "exchange_outflow");
    assert_eq!(made["transfers"][0]["type"], "exchange-outflow");
    assert_eq!(desk.holds("rich"), (80_700, 0));
    let listed = desk.done("ListTransactions", None, &json!({"types": ["exchange_inflow", "exchange_outflow"]}));
    assert_eq!(listed["count"], 2);
    assert_eq!(desk.ledger.find_flaw(), None);
}

#[test]
fn a_bulk_job_goes_through_its_states_and_moves_its_lines() {
    let mut desk = Desk::new();
    let (id, _) = sample(&mut desk, "GetBulkTransaction");
    let mut seen = Vec::new();
    for _ in 0..6 {
        let job = desk.done("GetBulkTransaction", id, &json!({}));
        seen.push(job["status"].as_str().expect("a status").to_owned());
        assert!(job["error"].is_null() && job["error_lineno"].is_null());
        desk.wait_ms(500);
    }
    assert_eq!(seen, ["submitted", "examining", "queued", "processing", "done", "done"]);
    assert_eq!(desk.holds("rich"), (80_100, 10));
}

#[test]
fn a_bulk_job_names_the_line_that_ends_it() {
    let mut desk = Desk::new();
    let (money, shop, rich, poor) = (desk.money(0), desk.shop(0), desk.customer("rich"), desk.customer("poor"));
    let header = "type,sender_id,receiver_id,private_money_id,money_amount";
    let good = format!("topup,{shop},{rich},{money},100");
    let too_much = format!("payment,{poor},{shop},{money},301");
    for (lines, kind, line, holds) in [
        ([&good, &too_much, &good], "account_balance_not_enough", 3, 80_100),
        ([&good, &good, &"gift,a,b,c,5".to_owned()], "bulk_transaction_invalid_csv_format", 4, 80_100),
    ] {
        let content = format!("{header}\n{}\n{}\n{}\n", lines[0], lines[1], lines[2]);
        let list = json!({"name": "冬", "content": content, "request_id": Uuid::from_u128(line).to_string()});
        let id = id_of(&desk.done("BulkCreateTransaction", None, &list));
        desk.wait_ms(10_000);
        let job = desk.done("GetBulkTransaction", Some(id), &json!({}));
        assert_eq!(job["status"], "error");
        assert_eq!((job["error"].as_str(), job["error_lineno"].as_u64()), (Some(kind), u64::try_from(line).ok()));
        assert_eq!(desk.holds("rich"), (holds, 0), "what was examined and is wrong moves nothing");
    }
}

#[test]
fn a_bulk_job_for_one_money_moves_no_other() {
    let mut desk = Desk::new();
    let (money, second, shop, rich) = (desk.money(0), desk.money(1), desk.shop(0), desk.customer("rich"));
    let header = "type,sender_id,receiver_id,private_money_id,money_amount";
    let content = format!("{header}\ntopup,{shop},{rich},{money},100\ntopup,{shop},{rich},{second},100\n");
    let list = json!({"name": "冬", "content": content, "request_id": REQUEST, "private_money_id": money});
    let id = id_of(&desk.done("BulkCreateTransaction", None, &list));
    desk.wait_ms(10_000);
    let job = desk.done("GetBulkTransaction", Some(id), &json!({}));
    assert_eq!((job["error"].as_str(), job["error_lineno"].as_u64()), (Some("account_currency_mismatch"), Some(3)));
    assert_eq!(desk.holds("rich"), (80_000, 0));
}

#[test]
fn a_new_customer_is_topped_up_pays_and_leaves() {
    let mut desk = Desk::new();
    let (money, shop) = (desk.money(0), desk.shop(0));
    let new = json!({"private_money_id": money, "user_name": "山田 花", "account_name": "はな", "external_id": "E-1"});
    let account = desk.done("CreateCustomerAccount", None, &new);
    let (wallet, customer) = (id_of(&account), id_of(&account["user"]));
    let both = json!({"private_money_id": money, "shop_id": shop, "customer_id": customer});
    let mut topup = both.clone();
    topup["money_amount"] = json!(1_000);
    desk.done("CreateTopupTransaction", None, &topup);
    let mut payment = both;
    payment["amount"] = json!(300);
    let paid = id_of(&desk.done("CreatePaymentTransaction", None, &payment));
    desk.done("RefundTransaction", Some(paid), &json!({"description": "まちがい"}));
    let detail = desk.done("GetAccount", Some(wallet), &json!({}));
    assert_eq!((detail["balance"].as_i64(), detail["external_id"].as_str()), (Some(1_000), Some("E-1")));
    desk.done("UpdateCustomerAccount", Some(wallet), &json!({"status": "pre-closed", "metadata": "{\"k\":\"v\"}"}));
    desk.done("DeleteAccount", Some(wallet), &json!({"cashback": true}));
    let of_customer = json!({"private_money_id": money, "sender_customer_id": customer, "type": "cashback"});
    let cashback = desk.done("ListCustomerTransactions", None, &of_customer);
    assert_eq!((cashback["count"].as_i64(), cashback["rows"][0]["amount"].as_i64()), (Some(1), Some(1_000)));
    let wallets = desk.done("ListUserAccounts", Some(customer), &json!({}));
    assert_eq!(wallets["count"], 0);
}

#[test]
fn a_phone_pays_by_a_bill_and_is_topped_up_by_a_check() {
    let mut desk = Desk::new();
    let open = done(&mut desk, "CreateBill", &json!({"amount": null}));
    let check = done(&mut desk, "CreateCheck", &json!({}));
    let now = desk.now;
    let token = |answer: &Value| answer["token"].as_str().expect("a token").to_owned();
    let paid = desk.ledger.read_token(now, &token(&open), "rich", Some(700.into()), None).expect("paid");
    assert_eq!((paid.kind.as_str(), paid.amount, paid.shop_name.as_str()), ("payment", 700.into(), "さくら商店 本店"));
    let given = desk.ledger.read_token(now, &token(&check), "rich", None, None).expect("topped up");
    assert_eq!((given.kind.as_str(), given.balance_after), ("topup", 79_410.into()));
    desk.done("UpdateBill", Some(id_of(&open)), &json!({"is_disabled": true, "amount": 5}));
    assert_eq!(desk.ledger.read_token(now, &token(&open), "rich", None, None).expect_err("off").kind, "notfound");
    let nothing = "https://www-sandbox.pokepay.jp/pd/5";
    assert_eq!(desk.ledger.read_token(now, nothing, "rich", None, None).expect_err("no QR").kind, "cashtray_not_found");
}

#[test]
fn a_shop_takes_and_gives_what_it_is_set_to() {
    let mut desk = Desk::new();
    let (money, second) = (desk.money(0), desk.money(1));
    let put = json!({"name": "両替所", "private_money_ids": [money, second], "can_topup_private_money_ids": [second]});
    let shop = desk.done("CreateShopV2", None, &put);
    let takes = |shop: &Value| -> Vec<(String, bool, bool)> {
        let accounts = shop["accounts"].as_array().expect("wallets").iter();
        let mut all: Vec<_> = accounts
            .map(|one| {
                let name = one["private_money"]["name"].as_str().expect("a name").to_owned();
                (name, one["can_transfer_topup"] == true, one["is_suspended"] == true)
            })
            .collect();
        all.sort();
        all
    };
    let (first_name, second_name) = ("さくらマネー".to_owned(), "こもれびコイン".to_owned());
    assert_eq!(takes(&shop), [(second_name.clone(), true, false), (first_name.clone(), false, false)]);
    let id = Some(id_of(&shop));
    let shop =
        desk.done("UpdateShop", id, &json!({"private_money_ids": [money], "tel": "03-1111-2222", "address": "東京"}));
    assert_eq!(takes(&shop), [(second_name, true, true), (first_name, false, false)]);
    let shop = desk.done("UpdateShop", id, &json!({"tel": null}));
    assert!(shop["tel"].is_null() && shop["address"] == "東京", "only what is sent as null is emptied");
}
