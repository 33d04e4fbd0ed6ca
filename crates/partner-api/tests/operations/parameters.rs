//! What requests look like on the wire where a type stands between caller and parameters.

use partner_api::operations::accounts::UpdateAccount;
use partner_api::operations::bills::UpdateBill;
use partner_api::operations::checks::{CheckUse, CreateCheck};
use partner_api::operations::customers::UpdateCustomerAccount;
use partner_api::operations::private_moneys::GetPrivateMoneyOrganizationSummaries;
use partner_api::operations::transactions::{CreatePaymentTransaction, Product};
use partner_api::parameters::{AccountStatus, Change, Metadata, MoneyOrPoints, Period};
use partner_api::{Error, Operation};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::documents::ID;
use crate::id;
use crate::probe::request;

fn is_about<O: Operation>(request: &O, name: &str) -> bool {
    matches!(request.check(), Err(Error::InvalidRequest { parameter, .. }) if parameter == name)
}

#[test]
fn an_update_tells_no_change_from_a_cleared_field() {
    let update = |amount| request(&UpdateBill { amount, ..UpdateBill::new(id()) });
    assert_eq!(update(Change::Keep), json!({}));
    assert_eq!(update(Change::Clear), json!({ "amount": null }));
    assert_eq!(update(Change::Set(1500.into())), json!({ "amount": 1500 }));
}

#[test]
fn a_check_is_for_one_or_for_many_and_never_says_both() {
    let check = |uses| {
        let check = CreateCheck { uses, ..CreateCheck::new(MoneyOrPoints::Points(50.into()), id()) };
        request(&check)
    };
    let once = json!({ "point_amount": 50, "account_id": ID });
    assert_eq!(check(CheckUse::Once), once);
    let many = json!({ "point_amount": 50, "account_id": ID, "is_onetime": false });
    assert_eq!(check(CheckUse::OncePerCustomer { most: None }), many);
    let hundred = json!({ "point_amount": 50, "account_id": ID, "is_onetime": false, "usage_limit": 100 });
    assert_eq!(check(CheckUse::OncePerCustomer { most: Some(100) }), hundred);
}

#[test]
fn a_period_is_sent_whole_or_not_at_all() {
    let list = GetPrivateMoneyOrganizationSummaries::new(id());
    assert_eq!(request(&list), json!({}));
    let at = |text: &str| text.parse().expect("a moment");
    let period = Period { from: at("2026-11-01T00:00:00+09:00"), to: at("2026-12-01T00:00:00+09:00") };
    let expected = json!({ "from": "2026-10-31T15:00:00.000000Z", "to": "2026-11-30T15:00:00.000000Z" });
    assert_eq!(request(&GetPrivateMoneyOrganizationSummaries { period: Some(period), ..list }), expected);
}

#[test]
fn a_wallet_is_not_frozen_and_set_free_at_once() {
    for (is_suspended, status, sound) in [
        (Some(true), AccountStatus::Suspended, true),
        (Some(true), AccountStatus::PreClosed, true),
        (Some(false), AccountStatus::Active, true),
        (None, AccountStatus::Suspended, true),
        (Some(true), AccountStatus::Active, false),
        (Some(false), AccountStatus::Suspended, false),
    ] {
        let update = UpdateAccount { is_suspended, status: Some(status), ..UpdateAccount::new(id()) };
        assert_eq!(!is_about(&update, "status"), sound, "{update:?}");
    }
}

#[test]
fn a_wallets_metadata_has_the_documented_size() {
    let update = |key: usize, value: usize| UpdateCustomerAccount {
        metadata: Some([("k".repeat(key), "v".repeat(value))].into_iter().collect()),
        ..UpdateCustomerAccount::new(id())
    };
    assert!(update(32, 128).check().is_ok());
    assert!(is_about(&update(33, 128), "metadata"));
    assert!(is_about(&update(32, 129), "metadata"));
}

#[test]
fn nothing_at_all_is_not_given_to_anybody() {
    for nothing in [MoneyOrPoints::Money(0.into()), MoneyOrPoints::MoneyAndPoints { money: 0.into(), points: 0.into() }]
    {
        assert!(is_about(&CreateCheck::new(nothing, id()), "money_amount"));
    }
    assert!(is_about(&CreateCheck::new(MoneyOrPoints::Points(0.into()), id()), "point_amount"));
    let all = MoneyOrPoints::MoneyAndPoints { money: Decimal::MAX, points: Decimal::MAX };
    assert!(CreateCheck::new(all, id()).check().is_ok(), "too much is the server's to say");
}

#[test]
fn what_was_bought_goes_along_with_exact_prices() {
    let product = Product {
        jan_code: Some("4901234567894".to_owned()),
        name: Some("たい焼き(小倉)".to_owned()),
        unit_price: Some(Decimal::new(15050, 2)),
        price: Some(301.into()),
        quantity: Some(2.into()),
        is_discounted: Some(false),
    };
    let pay = |product| CreatePaymentTransaction {
        products: vec![product],
        ..CreatePaymentTransaction::new(id(), id(), id(), 301.into(), id())
    };
    let text = serde_json::to_string(&pay(product.clone())).expect("JSON");
    assert!(text.contains(r#""unit_price":150.5,"price":301,"quantity":2,"is_discounted":false}"#), "{text}");
    assert!(is_about(&pay(Product { jan_code: Some("4".repeat(65)), ..product.clone() }), "products.jan_code"));
    assert!(is_about(&pay(Product { name: Some("焼".repeat(257)), ..product.clone() }), "products.name"));
    assert!(is_about(&pay(Product { unit_price: Some((-1).into()), ..product.clone() }), "products.unit_price"));
    assert!(is_about(&pay(Product { price: Some((-1).into()), ..product }), "products.price"));
}

proptest! {
    #[test]
    fn every_gift_is_sent_exactly_or_refused_for_what_it_is(money in -10_000i64..10_000, points in -10_000i64..10_000) {
        let (money, points) = (Decimal::new(money, 1), Decimal::new(points, 1));
        let check = CreateCheck::new(MoneyOrPoints::MoneyAndPoints { money, points }, id());
        let sound = money >= Decimal::ZERO && points >= Decimal::ZERO && money + points > Decimal::ZERO;
        prop_assert_eq!(check.check().is_ok(), sound);
        let text = serde_json::to_string(&check).expect("JSON");
        let expected = format!("{{\"money_amount\":{},\"point_amount\":{},", money.normalize(), points.normalize());
        prop_assert!(text.starts_with(&expected), "{}", text);
    }

    #[test]
    fn metadata_is_one_text_that_holds_what_was_given(texts in prop::collection::btree_map("\\PC{0,8}", "\\PC{0,8}", 0..4)) {
        let update = UpdateCustomerAccount { metadata: Some(Metadata(texts.clone())), ..UpdateCustomerAccount::new(id()) };
        let sent = request(&update);
        let inner: Value = serde_json::from_str(sent["metadata"].as_str().expect("a text")).expect("JSON in it");
        prop_assert_eq!(inner, json!(texts));
    }
}
