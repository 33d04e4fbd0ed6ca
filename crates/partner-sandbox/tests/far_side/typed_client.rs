//! A till's day through the typed client.

use partner_api::ids::{AccountId, CashtrayId, TransactionId};
use partner_api::operations::accounts::GetAccount;
use partner_api::operations::cashtrays::{CancelCashtray, GetCashtray, UpdateCashtray};
use partner_api::operations::private_moneys::GetPrivateMoneys;
use partner_api::operations::shops::{GetShop, ListShops};
use partner_api::operations::system::{GetPing, SendEcho};
use partner_api::operations::transactions::{GetTransaction, ListTransactions, RefundTransaction};
use partner_sandbox::{ScanTarget, Switches};
use uuid::Uuid;

use crate::support::site;

#[tokio::test]
async fn a_payment_is_made_followed_and_refunded() {
    let site = site(Switches::default()).await;
    let client = site.client();
    let tray = site.cashtray(-1100).await;
    assert_eq!(tray.token, format!("https://www-sandbox.pokepay.jp/cashtrays/{}", tray.id));
    assert_eq!(tray.account.user.id.0, site.sandbox.credentials().shop_id.0);
    let get = GetCashtray { cashtray_id: tray.id };
    let open = client.send(&get).await.expect("open").value;
    assert!(open.attempt.is_none() && open.transaction.is_none() && open.canceled_at.is_none());
    assert_eq!(site.sandbox.open_cashtrays().len(), 1);

    let scanned = site.sandbox.scan(&ScanTarget::Token(tray.token), "rich").expect("paid");
    let paid = client.send(&get).await.expect("paid").value;
    let transaction = paid.transaction.expect("a transaction");
    assert_eq!((transaction.id, transaction.amount), (scanned.transaction_id, 1100.into()));
    assert_eq!(transaction.description, "たい焼き");
    assert!(site.sandbox.open_cashtrays().is_empty());

    let list = ListTransactions { description: Some("たい焼き".to_owned()), ..ListTransactions::default() };
    let found = client.send(&list).await.expect("a list").value;
    assert_eq!((found.count, found.rows[0].id), (1, transaction.id));
    let other = ListTransactions { description: Some("たい".to_owned()), ..ListTransactions::default() };
    assert_eq!(client.send(&other).await.expect("a list").value.count, 0, "a description is compared whole");

    let refund =
        RefundTransaction { transaction_id: transaction.id, description: None, returning_point_expires_at: None };
    assert!(client.send(&refund).await.expect("refunded").value.is_modified);
    let again = client.send(&refund).await.expect_err("once");
    assert_eq!(again.refusal().expect("a refusal").kind, "transaction_already_refunded");
    let detail = client.send(&GetTransaction { transaction_id: transaction.id }).await.expect("known").value;
    assert_eq!(detail.transfers.expect("transfers").len(), 2);
    assert_eq!(site.sandbox.customers()[0].wallet.as_ref().expect("a wallet").balance, 80_000.into());
    assert_eq!(site.sandbox.ledger().total, 0.into());
}

#[tokio::test]
async fn a_tray_is_amended_cancelled_and_then_refuses_in_japanese() {
    let site = site(Switches::default()).await;
    let client = site.client();
    let tray = site.cashtray(-1100).await;
    let update =
        UpdateCashtray { cashtray_id: tray.id, amount: Some((-900).into()), description: None, expires_in: Some(1000) };
    let amended = client.send(&update).await.expect("open").value;
    assert_eq!((amended.amount, amended.description.as_str()), ((-900).into(), "たい焼き"));
    assert!(amended.expires_at.at() > tray.expires_at.at());
    let cancel = CancelCashtray { cashtray_id: tray.id };
    assert!(client.send(&cancel).await.expect("open").value.canceled_at.is_some());
    let refused = client.send(&cancel).await.expect_err("cancelled");
    let refusal = refused.refusal().expect("a refusal");
    assert_eq!((refusal.status, refusal.kind.as_str()), (422, "cashtray_already_canceled"));
    assert_eq!(refusal.message, "この決済QRコードは既に無効化されています");
}

#[tokio::test]
async fn everything_that_a_till_sets_itself_up_with_is_there() {
    let site = site(Switches::default()).await;
    let (client, known) = (site.client(), site.sandbox.credentials());
    assert_eq!(client.send(&GetPing {}).await.expect("in clear").value.pong, "ok");
    let echo = SendEcho { message: "こんにちは".to_owned() };
    assert_eq!(client.send(&echo).await.expect("sealed").value.message, "こんにちは");
    let moneys = client.send(&GetPrivateMoneys::default()).await.expect("a list").value;
    assert_eq!((moneys.count, moneys.rows[0].id, moneys.rows[0].unit.as_str()), (2, known.private_money_id, "円"));
    let shops = ListShops { private_money_id: Some(known.private_money_id), ..ListShops::default() };
    let shops = client.send(&shops).await.expect("a list").value;
    assert_eq!((shops.count, shops.rows[0].id), (1, known.shop_id), "only the shop that takes the money");
    assert_eq!(client.send(&ListShops::default()).await.expect("a list").value.count, 2);
    let shop = client.send(&GetShop { shop_id: known.shop_id }).await.expect("known").value;
    assert!(shop.accounts[0].can_transfer_topup);
    let account = client.send(&GetAccount { account_id: shop.accounts[0].id }).await.expect("known").value;
    assert_eq!(account.balance, 0.into());
}

#[tokio::test]
async fn what_is_not_there_is_answered_as_the_documents_say() {
    let site = site(Switches::default()).await;
    let (client, id) = (site.client(), Uuid::from_u128(9));
    let tray = client.send(&GetCashtray { cashtray_id: CashtrayId(id) }).await.expect_err("unknown");
    let transaction = client.send(&GetTransaction { transaction_id: TransactionId(id) }).await.expect_err("unknown");
    let account = client.send(&GetAccount { account_id: AccountId(id) }).await.expect_err("unknown");
    for error in [tray, transaction, account] {
        assert!(error.is_not_found());
        assert_eq!(error.refusal().expect("a refusal").kind, "notfound");
    }
    let shop = client.send(&GetShop { shop_id: partner_api::ids::ShopId(id) }).await.expect_err("unknown");
    assert_eq!(shop.refusal().expect("a refusal").kind, "shop_user_not_found");
}

#[tokio::test]
async fn the_sandboxes_clock_dates_answers_and_ends_trays() {
    let site = site(Switches { timestamp_window_seconds: None, ..Switches::default() }).await;
    let tray = site.cashtray(-1100).await;
    site.sandbox.set_clock_offset(3600);
    let answer = site.client().send(&GetCashtray { cashtray_id: tray.id }).await.expect("known");
    assert!(answer.server_date.expect("a date") > tray.expires_at.at().expect("a moment"));
    let refused = site.sandbox.scan(&ScanTarget::Cashtray(tray.id), "rich").expect_err("over");
    assert_eq!(refused.kind, "cashtray_expired");
    let cancel = site.client().send(&CancelCashtray { cashtray_id: tray.id }).await.expect_err("over");
    assert_eq!(cancel.refusal().expect("a refusal").kind, "cashtray_expired");
}

#[tokio::test]
async fn several_sandboxes_live_beside_each_other() {
    let (one, other) = tokio::join!(site(Switches::default()), site(Switches::default()));
    let tray = one.cashtray(-5).await;
    assert!(other.client().send(&GetCashtray { cashtray_id: tray.id }).await.expect_err("not theirs").is_not_found());
    other.sandbox.stop().await;
    assert!(one.client().send(&GetCashtray { cashtray_id: tray.id }).await.is_ok());
}
