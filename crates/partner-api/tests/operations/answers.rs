//! Answers in forms that Pokepay's description does not show: written by hand, and by nothing of this crate.

use partner_api::Operation;
use partner_api::ids::CashtrayId;
use partner_api::operations::accounts::ListUserAccounts;
use partner_api::operations::bills::ListBills;
use partner_api::operations::checks::CreateCheck;
use partner_api::operations::transactions::GetBulkTransaction;
use partner_api::operations::users::GetUser;
use partner_api::schema::{AccountDeleted, CashtrayWithResult, PrivateMoneyOrganizationSummary};
use serde_json::{Map, Value};

use crate::documents::documents;
use crate::id;

fn read<O: Operation>(text: &str) -> O::Response {
    serde_json::from_str(text).expect(O::NAME)
}

fn cashtray(change: impl FnOnce(&mut Map<String, Value>)) -> Result<CashtrayWithResult, serde_json::Error> {
    let mut answer = documents().example("CashtrayWithResult", false);
    change(answer.as_object_mut().expect("an object"));
    serde_json::from_str(&answer.to_string())
}

#[test]
fn a_cashtray_without_its_result_is_no_answer_rather_than_unpaid() {
    for key in ["attempt", "transaction", "canceled_at"] {
        let error = cashtray(|answer| drop(answer.remove(key))).expect_err("refused");
        assert!(error.to_string().starts_with(&format!("missing field `{key}`")), "{error}");
    }
}

#[test]
fn a_paid_cashtray_reads_in_every_form_the_server_may_print_it() {
    let text = r#"{
        "id": "5ca2bbb1-3216-48f0-b171-26ec05dfcc03", "amount": -1100.0, "description": null, "later": {"a": [1.5]},
        "account": {"id": "5ca2bbb1-3216-48f0-b171-26ec05dfcc03", "name": null, "is_suspended": false, "status": "active",
            "private_money": {"id": "5ca2bbb1-3216-48f0-b171-26ec05dfcc03", "name": "鯛焼きマネー", "unit": "円",
                "is_exclusive": false, "description": "", "oneline_message": "", "max_balance": 3e5,
                "organization": {"code": "taiyaki", "name": "鯛焼き"}, "transfer_limit": 100000.00, "type": "own",
                "expiration_type": "static", "enable_topup_by_member": null},
            "user": {"id": "5ca2bbb1-3216-48f0-b171-26ec05dfcc03", "name": "本店", "is_merchant": true}},
        "expires_at": "2026-11-20T16:00:00+09:00", "canceled_at": null,
        "token": "https://www-sandbox.pokepay.jp/cashtrays/5ca2bbb1-3216-48f0-b171-26ec05dfcc03",
        "attempt": {"account": null, "status_code": 200.0, "error_type": "", "error_message": "", "created_at": ""},
        "transaction": null
    }"#;
    let tray: CashtrayWithResult = serde_json::from_str(text).expect("all of this may come");
    assert_eq!(tray.amount, (-1100).into());
    assert_eq!(tray.account.private_money.max_balance, 300_000.into());
    assert_eq!(tray.expires_at.at(), "2026-11-20T07:00:00Z".parse().ok());
    assert_eq!(tray.attempt.expect("it was read").status_code, 200.into());
    assert_eq!((tray.description.as_str(), tray.account.name.as_str()), ("", ""));
    assert_eq!(tray.id, id::<CashtrayId>());
}

#[test]
fn an_amount_that_does_not_fit_exactly_is_no_amount() {
    for amount in ["1e400", "0.12345678901234567890123456789012345", "null", "true", "\"\""] {
        let text = documents().example("CashtrayWithResult", false).to_string();
        let text = text.replacen("\"amount\":-1100", &format!("\"amount\":{amount}"), 1);
        assert!(serde_json::from_str::<CashtrayWithResult>(&text).is_err(), "{amount}");
    }
}

const MONEY: &str = r#"{"id": "5ca2bbb1-3216-48f0-b171-26ec05dfcc03", "name": "鯛焼きマネー", "unit": "円", "is_exclusive": false,
    "description": "", "oneline_message": "", "max_balance": 300000.0, "transfer_limit": 1e5, "type": "own",
    "organization": {"code": "taiyaki", "name": "鯛焼き"}, "expiration_type": "static", "enable_topup_by_member": null,
    "display_money_and_point": "separate"}"#;

const SHOP: &str = r#"{"id": "5ca2bbb1-3216-48f0-b171-26ec05dfcc03", "name": "本店", "is_merchant": true}"#;

#[test]
fn a_users_wallets_read_with_and_without_their_balances() {
    let wallet = |balance: &str| {
        format!(
            r#"{{"rows": [{{"id": "5ca2bbb1-3216-48f0-b171-26ec05dfcc03", "name": "", "is_suspended": false, {balance}
            "private_money": {MONEY}}}], "count": 1,
            "pagination": {{"current": 1, "per_page": 50, "max_page": 1, "has_prev": false, "has_next": false}}}}"#
        )
    };
    let old = read::<ListUserAccounts>(&wallet(""));
    assert_eq!(old.rows[0].private_money.money_topup_transfer_limit, None);
    assert_eq!(old.rows[0].private_money.display_money_and_point.as_deref(), Some("separate"));
    assert_eq!((old.rows[0].balance, old.rows[0].private_money.transfer_limit), (None, 100_000.into()));
    let later = format!(
        r#""status": "active", "balance": 1250.0, "money_balance": 1200, "point_balance": 50, "point_debt": 0,
        "external_id": null, "user": {SHOP},"#
    );
    let later = read::<ListUserAccounts>(&wallet(&later)).rows.remove(0);
    assert_eq!((later.balance, later.money_balance), (Some(1250.into()), Some(1200.into())));
    assert_eq!((later.point_balance, later.external_id), (Some(50.into()), None));
    assert_eq!(later.user.expect("its owner").name, "本店");
}

#[test]
fn a_bill_without_an_amount_is_one_whose_amount_the_customer_enters() {
    let bill = |amount: &str| {
        format!(
            r#"{{"rows": [{{"id": "5ca2bbb1-3216-48f0-b171-26ec05dfcc03", "amount": {amount}, "max_amount": null,
            "min_amount": 0.50, "description": "", "is_disabled": false, "token": "https://www.example.jp/bills/1",
            "account": {{"id": "5ca2bbb1-3216-48f0-b171-26ec05dfcc03", "name": "", "is_suspended": false,
                "private_money": {MONEY}, "user": {SHOP}}}}}], "count": 1,
            "pagination": {{"current": 1, "per_page": 50, "max_page": 1, "has_prev": false, "has_next": false}}}}"#
        )
    };
    let open = read::<ListBills>(&bill("null")).rows.remove(0);
    assert_eq!((open.amount, open.min_amount, open.max_amount), (None, "0.5".parse().ok(), None));
    assert_eq!(read::<ListBills>(&bill("1100.0")).rows[0].amount, Some(1100.into()));
}

#[test]
fn a_check_reads_as_it_was_in_2021_and_as_it_is_now() {
    let check = |rest: &str| {
        format!(
            r#"{{"id": "5ca2bbb1-3216-48f0-b171-26ec05dfcc03", "amount": 1050, "money_amount": 1000.0, "point_amount": 50,
            "description": "", "user": {SHOP}, "is_onetime": false, "is_disabled": false,
            "expires_at": "2027-02-20T06:56:43.091034Z", "private_money": {MONEY}, {rest}
            "usage_count": 2.0, "token": "https://www.example.jp/checks/1"}}"#
        )
    };
    let old = read::<CreateCheck>(&check(r#""usage_limit": 100,"#));
    assert_eq!((old.usage_limit, old.usage_count, old.point_expires_in_days), (Some(100), 2.into(), None));
    let now = read::<CreateCheck>(&check(
        r#""usage_limit": null, "created_at": "2026-11-20T06:56:43Z", "point_expires_at": null,
        "point_expires_in_days": 60, "starts_at": null,"#,
    ));
    assert_eq!((now.usage_limit, now.point_expires_in_days, now.point_expires_at), (None, Some(60), None));
    assert_eq!(now.created_at.and_then(|at| at.at()), "2026-11-20T06:56:43Z".parse().ok());
}

#[test]
fn a_bulk_job_says_what_is_wrong_with_its_list_and_may_have_a_status_of_its_own() {
    let job = |status: &str, error: &str, line: &str| {
        format!(
            r#"{{"id": "5ca2bbb1-3216-48f0-b171-26ec05dfcc03", "request_id": "lTLdHylYVoU0Lud9b5MHdM8UnuwQ7jNoaulX",
            "name": "November", "description": null, "status": "{status}", "error": {error}, "error_lineno": {line},
            "submitted_at": "2026-11-20T06:56:43.091034Z", "updated_at": "2026-11-20T15:56:44+09:00"}}"#
        )
    };
    let failed = read::<GetBulkTransaction>(&job("error", "\"account not found\"", "7"));
    assert_eq!((failed.error.as_deref(), failed.error_lineno), (Some("account not found"), Some(7)));
    let odd = read::<GetBulkTransaction>(&job("paused", "null", "null"));
    assert_eq!((odd.status.as_str(), odd.description.as_str(), odd.error), ("paused", "", None));
}

#[test]
fn the_owner_of_the_keys_reads_with_shops_and_moneys() {
    let user = read::<GetUser>(&format!(
        r#"{{"id": "5ca2bbb1-3216-48f0-b171-26ec05dfcc03", "role": "ORGANIZATION-MANAGER", "email": "a@example.jp",
        "name": "花子", "is_active": true, "organization": {{"code": "taiyaki", "name": "鯛焼き", "since": 2019}},
        "shops": [{SHOP}], "private_moneys": [{MONEY}, {MONEY}]}}"#
    ));
    assert_eq!((user.shops.len(), user.private_moneys.len()), (1, 2));
    assert_eq!((user.role.as_str(), user.organization.code.as_str()), ("ORGANIZATION-MANAGER", "taiyaki"));
}

#[test]
fn sums_are_exact_to_the_last_digit() {
    let text = r#"{"organization_code": "taiyaki",
        "topup": {"count": 3, "money_amount": 9007199254740993, "money_count": 2, "point_amount": 0.10, "point_count": 1},
        "payment": {"count": 1, "money_amount": 0, "money_count": 0, "point_amount": 0.3, "raw_point_amount": 0.10,
            "campaign_point_amount": 0.2, "point_count": 1}}"#;
    let sums: PrivateMoneyOrganizationSummary = serde_json::from_str(text).expect("a row");
    assert_eq!(sums.topup.money_amount, 9_007_199_254_740_993_u64.into());
    assert_eq!(sums.topup.point_amount, "0.1".parse().expect("a number"));
    // The server of 2021 does not tell the points of campaigns apart.
    assert_eq!((sums.topup.raw_point_amount, sums.topup.campaign_point_amount), (None, None));
    let told_apart = (sums.payment.raw_point_amount, sums.payment.campaign_point_amount);
    assert_eq!(told_apart, ("0.1".parse().ok(), "0.2".parse().ok()));
}

#[test]
fn a_closed_wallet_answers_nothing_and_may_come_to_say_more() {
    for text in ["{}", r#"{"closed_at": "2026-11-20T06:56:43Z"}"#] {
        serde_json::from_str::<AccountDeleted>(text).expect(text);
    }
}
