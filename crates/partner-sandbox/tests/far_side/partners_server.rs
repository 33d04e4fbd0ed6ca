//! A partner's own server, through the typed client: customers without a phone, lists page by page, calls made twice.

use partner_api::ids::{RequestId, UserId};
use partner_api::operations::customers::{CreateCustomerAccount, GetCustomerAccounts};
use partner_api::operations::transactions::{
    BulkCreateTransaction, CreatePaymentTransaction, CreateTransactionWithCashtray, GetBulkTransaction, GetTransaction,
    RefundTransaction,
};
use partner_api::operations::users::GetUser;
use partner_sandbox::{ScanTarget, Switches};
use uuid::Uuid;

use crate::support::{Site, site};

fn request_id() -> RequestId {
    RequestId(Uuid::new_v4())
}

/// A new customer with a wallet of the practice money, and 3,000 yen that a scanned tray gave them.
async fn customer_with_money(site: &Site) -> UserId {
    let known = site.sandbox.credentials();
    let new = CreateCustomerAccount {
        user_name: Some("山田 花".to_owned()),
        ..CreateCustomerAccount::new(known.private_money_id)
    };
    let account = site.client().send(&new).await.expect("a wallet").value;
    let key = site.sandbox.customers().last().expect("the new customer").key.clone();
    let tray = site.cashtray(3_000).await;
    site.sandbox.scan(&ScanTarget::Cashtray(tray.id), &key).expect("topped up");
    account.user.id
}

#[tokio::test]
async fn a_server_reads_a_tray_for_its_customer_and_a_repeat_moves_nothing() {
    let site = site(Switches::default()).await;
    let (client, customer_id) = (site.client(), customer_with_money(&site).await);
    let tray = site.cashtray(-1_100).await;
    let read =
        CreateTransactionWithCashtray { cashtray_id: tray.id, customer_id, strategy: None, request_id: request_id() };
    let first = client.send(&read).await.expect("paid").value;
    assert_eq!(client.send(&read).await.expect("the same").value, first);
    let again = CreateTransactionWithCashtray { request_id: request_id(), ..read };
    let refused = client.send(&again).await.expect_err("the tray is spent");
    assert!(refused.is_refused() && refused.to_string().contains("cashtray_already_proceed"), "{refused}");
    assert_eq!(site.sandbox.ledger().total, 0.into());
}

#[tokio::test]
async fn a_customer_pays_and_is_given_back_without_a_phone() {
    let site = site(Switches::default()).await;
    let (client, customer_id) = (site.client(), customer_with_money(&site).await);
    let known = site.sandbox.credentials();
    let (shop, money) = (known.shop_id, known.private_money_id);
    let pay = CreatePaymentTransaction::new(shop, customer_id, money, 700.into(), request_id());
    let paid = client.send(&pay).await.expect("paid").value;
    assert_eq!((paid.kind.as_str(), paid.amount), ("payment", 700.into()));
    let refund = RefundTransaction { transaction_id: paid.id, description: None, returning_point_expires_at: None };
    let refunded = client.send(&refund).await.expect("refunded").value;
    assert!(refunded.is_modified);
    let seen = client.send(&GetTransaction { transaction_id: paid.id }).await.expect("known").value;
    assert_eq!(seen.transfers.map(|transfers| transfers.len()), Some(2));
    let wallets = client.send(&GetCustomerAccounts::new(money)).await.expect("a list").value;
    assert_eq!(wallets.count, 6);
    assert_eq!(client.send(&GetUser {}).await.expect("known").value.organization.code, "sakura");
}

#[tokio::test]
async fn a_list_is_taken_once_and_done_after_a_while() {
    let site = site(Switches::default()).await;
    let (client, customer_id) = (site.client(), customer_with_money(&site).await);
    let known = site.sandbox.credentials();
    let (shop, money) = (known.shop_id, known.private_money_id);
    let content =
        format!("type,sender_id,receiver_id,private_money_id,money_amount\ntopup,{shop},{customer_id},{money},50\n");
    let list = BulkCreateTransaction::new("夏のおくりもの", content, request_id());
    let job = client.send(&list).await.expect("taken").value;
    assert_eq!(job.status, "submitted");
    assert!(client.send(&list).await.expect_err("known").is_conflict());
    site.sandbox.set_clock_offset(10);
    let job = client.send(&GetBulkTransaction { bulk_transaction_id: job.id }).await.expect("known").value;
    assert_eq!((job.status.as_str(), job.error), ("done", None));
    let wallet = site.sandbox.customers().into_iter().find(|one| one.user_id == customer_id).and_then(|one| one.wallet);
    assert_eq!(wallet.map(|wallet| wallet.balance), Some(3_050.into()));
}
