//! Trays as the server prints them, so that the till reads them through the real types.

use jiff::Timestamp;
use partner_api::ids::TransactionId;
use rust_decimal::Decimal;

use super::far_side::{Fault, Reading, RefundOnServer, TrayOnServer};

/// The id of a tray's transaction.
pub(super) fn transaction_id(tray: &TrayOnServer) -> TransactionId {
    TransactionId(tray.id.0)
}

const MONEY: &str = r#"{"id":"00000000-0000-0000-0000-000000000002","name":"みなとマネー","unit":"円","is_exclusive":false,
    "description":"","oneline_message":"","organization":{"code":"minato","name":"みなと"},"max_balance":100000,
    "transfer_limit":50000,"type":"own","expiration_type":"static","enable_topup_by_member":null}"#;

fn user(id: u32, name: &str, is_merchant: bool) -> String {
    format!(r#"{{"id":"00000000-0000-0000-0000-{id:012}","name":"{name}","is_merchant":{is_merchant}}}"#)
}

fn a_customer() -> String {
    user(5, "山田 太郎", false)
}

fn wallet(id: u32, owner: &str) -> String {
    format!(
        r#"{{"id":"00000000-0000-0000-0000-{id:012}","name":"","is_suspended":false,"private_money":{MONEY}{owner}}}"#
    )
}

/// A tray as the server prints it.
pub(super) fn json(tray: &TrayOnServer, with_result: bool, fault: Option<Fault>) -> String {
    let shop = user(if fault == Some(Fault::WrongShop) { 9 } else { 1 }, "みなと商店", true);
    let date = |at: Timestamp| {
        if fault == Some(Fault::OddDates) { "\"soon\"".to_owned() } else { format!("\"{at:.6}\"") }
    };
    let amount = match fault {
        Some(Fault::WrongAmount) => tray.amount + Decimal::ONE,
        Some(Fault::WrongDirection) => -tray.amount,
        _ => tray.amount,
    };
    let result = if with_result {
        let attempt = tray.reading.as_ref().map_or("null".to_owned(), |Reading { error_type }| {
            let (status, message) = if error_type.is_empty() { (200, "") } else { (422, "in words") };
            let account = wallet(6, &format!(",\"user\":{}", a_customer()));
            format!(
                r#"{{"account":{account},"status_code":{status},"error_type":"{error_type}",
                "error_message":"{message}","created_at":"2026-11-20T06:00:00.000000Z"}}"#
            )
        });
        let transaction = transaction(tray, true).unwrap_or("null".to_owned());
        format!(",\"attempt\":{attempt},\"transaction\":{transaction}")
    } else {
        String::new()
    };
    let account = wallet(7, &format!(",\"user\":{shop}"));
    let (expires_at, canceled_at) =
        (date(tray.expires_at), tray.canceled_at.map_or("null".to_owned(), |at| format!("\"{at:.6}\"")));
    format!(
        r#"{{"id":"{}","amount":{amount},"description":"","account":{account},"expires_at":{expires_at},
        "canceled_at":{canceled_at},"token":"https://www-sandbox.pokepay.jp/cashtrays/{}"{result}}}"#,
        tray.id, tray.id
    )
}

/// What the tray moved, as the server prints it; older servers print no transfers.
pub(super) fn transaction(tray: &TrayOnServer, has_transfers: bool) -> Option<String> {
    let moved = tray.moved?;
    let (shop, customer) = ((user(1, "みなと商店", true), wallet(7, "")), (a_customer(), wallet(6, "")));
    let pays = tray.amount.is_sign_negative();
    let ((sender, sender_wallet), (receiver, receiver_wallet)) = if pays { (customer, shop) } else { (shop, customer) };
    let kind = if pays { "payment" } else { "topup" };
    let id = transaction_id(tray);
    let transfer = |refund: &RefundOnServer| {
        let wallet = |id: u32, owner: String| {
            format!(
                r#"{{"id":"00000000-0000-0000-0000-{id:012}","name":"","is_suspended":false,
                "private_money_id":"00000000-0000-0000-0000-000000000002","user":{owner}}}"#
            )
        };
        let (shop, customer) = (wallet(7, user(1, "みなと商店", true)), wallet(6, a_customer()));
        let (from, to) = if pays { (shop, customer) } else { (customer, shop) };
        let at = refund.at;
        format!(
            r#"{{"id":"00000000-0000-0000-0000-00000000feed","sender_account":{from},"receiver_account":{to},
            "amount":{moved},"money_amount":{moved},"point_amount":0,"done_at":"{at:.6}","type":"refund-{kind}",
            "description":"{}","transaction_id":"{id}"}}"#,
            refund.description
        )
    };
    let transfers = match &tray.refund {
        Some(refund) if has_transfers => format!(",\"transfers\":[{}]", transfer(refund)),
        Some(_) | None => String::new(),
    };
    Some(format!(
        r#"{{"id":"{id}","type":"{kind}","is_modified":{},"sender":{sender},
        "sender_account":{sender_wallet},"receiver":{receiver},"receiver_account":{receiver_wallet},
        "amount":{moved}.0,"money_amount":{moved},"point_amount":0,
        "done_at":"{:.6}","description":"{}"{transfers}}}"#,
        tray.refund.is_some(),
        tray.done_at,
        tray.description,
    ))
}
