//! For every operation parameters that go well.

use serde_json::{Value, json};
use uuid::Uuid;

use super::desk::{Desk, id_of};

/// Sets up what the operation needs; the id for its path, and all its required parameters.
pub(super) fn sample(desk: &mut Desk, operator: &str) -> (Option<Uuid>, Value) {
    let (money, shop, rich) = (desk.money(0), desk.shop(0), desk.customer("rich"));
    let tray = json!({"private_money_id": money, "shop_id": shop, "amount": -1100});
    let payment = json!({"private_money_id": money, "shop_id": shop, "customer_id": rich, "amount": 1100});
    let check = json!({"account_id": desk.shop_wallet(), "money_amount": 100, "point_amount": 10});
    let bill = json!({"private_money_id": money, "shop_id": shop, "amount": 500});
    let list = format!(
        "type,sender_id,receiver_id,private_money_id,money_amount,point_amount\ntopup,{shop},{rich},{money},100,10\n"
    );
    let bulk = json!({"name": "夏", "content": list, "request_id": "3ddd3cdc-7bca-44a3-b1cb-0eb5d2a1d5a1"});
    match operator {
        "SendEcho" => (None, json!({"message": "たい焼き"})),
        "ListUserAccounts" => (Some(rich), json!({})),
        "GetAccount" | "UpdateAccount" | "UpdateCustomerAccount" | "ListAccountBalances" => {
            (Some(desk.wallet("points")), json!({}))
        }
        "ListAccountExpiredBalances" => {
            let expires_at = "2026-11-20T06:00:01Z";
            let points = json!({"private_money_id": money, "shop_id": shop, "customer_id": rich, "point_amount": 7,
                "point_expires_at": expires_at});
            desk.done("CreateTopupTransaction", None, &points);
            desk.wait_ms(2_000);
            // What has ended goes at the next request, whatever it asks.
            desk.done("GetPing", None, &json!({}));
            (Some(desk.wallet("rich")), json!({}))
        }
        "DeleteAccount" => {
            let wallet = desk.wallet("poor");
            desk.done("UpdateAccount", Some(wallet), &json!({"status": "pre-closed"}));
            (Some(wallet), json!({}))
        }
        "GetCustomerAccounts" | "GetShopAccounts" | "CreateCustomerAccount" => {
            (None, json!({"private_money_id": money}))
        }
        "ListCustomerTransactions" | "ListTransactions" | "ListTransfers" => {
            desk.done("CreatePaymentTransaction", None, &payment);
            (None, if operator == "ListCustomerTransactions" { json!({"private_money_id": money}) } else { json!({}) })
        }
        "CreateBill" => (None, bill),
        "ListBills" => {
            desk.done("CreateBill", None, &bill);
            (None, json!({}))
        }
        "UpdateBill" => (Some(id_of(&desk.done("CreateBill", None, &bill))), json!({})),
        "CreateCheck" => (None, check),
        "CreateTransaction" | "CreateTopupTransaction" => {
            (None, json!({"private_money_id": money, "shop_id": shop, "customer_id": rich, "money_amount": 1000}))
        }
        "CreateTopupTransactionWithCheck" => {
            let id = id_of(&desk.done("CreateCheck", None, &check));
            (None, json!({"check_id": id, "customer_id": rich}))
        }
        "CreatePaymentTransaction" => (None, payment),
        "CreateTransferTransaction" => {
            let poor = desk.customer("poor");
            (None, json!({"sender_id": rich, "receiver_id": poor, "private_money_id": money, "amount": 100}))
        }
        "CreateExchangeTransaction" => {
            let (from, to) = (desk.money(1), money);
            let exchange = json!({"user_id": rich, "sender_private_money_id": from, "receiver_private_money_id": to,
                "amount": 100});
            (None, exchange)
        }
        "BulkCreateTransaction" => (None, bulk),
        "GetBulkTransaction" => (Some(id_of(&desk.done("BulkCreateTransaction", None, &bulk))), json!({})),
        "GetTransaction" | "RefundTransaction" => {
            (Some(id_of(&desk.done("CreatePaymentTransaction", None, &payment))), json!({}))
        }
        "CreateOrganization" => (
            None,
            json!({"code": "hinode", "name": "ひので商店会", "private_money_ids": [money],
                "issuer_admin_user_email": "a@example.com", "member_admin_user_email": "b@example.com"}),
        ),
        "CreateShop" => (None, json!({"shop_name": "さくら商店 二号店"})),
        "CreateShopV2" => (None, json!({"name": "さくら商店 三号店"})),
        "GetShop" | "UpdateShop" => (Some(shop), json!({})),
        "GetPrivateMoneyOrganizationSummaries" => (Some(money), json!({})),
        "CreateCashtray" => (None, tray),
        "GetCashtray" | "CancelCashtray" | "UpdateCashtray" => {
            (Some(id_of(&desk.done("CreateCashtray", None, &tray))), json!({}))
        }
        "CreateTransactionWithCashtray" => {
            let id = id_of(&desk.done("CreateCashtray", None, &tray));
            (None, json!({"cashtray_id": id, "customer_id": rich}))
        }
        _ => (None, json!({})),
    }
}
