//! The promises of the ledger: the books always balance, and a tray lives as the documents say.

use jiff::{SignedDuration, Timestamp};
use partner_api::ids::{CashtrayId, TransactionId};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{Book, Ledger, Life, NewCashtray, Owner, Purse, TrayChange};
use crate::refusal::Language;
use crate::switches::{ShownAttempt, Switches, UpdateExpiry};

fn start() -> Timestamp {
    "2026-11-20T06:00:00Z".parse().expect("a moment")
}

fn after(seconds: i64) -> Timestamp {
    start() + SignedDuration::from_secs(seconds)
}

fn ledger() -> Ledger {
    Ledger::new(1, 0)
}

fn create(ledger: &mut Ledger, amount: i64) -> CashtrayId {
    let new = NewCashtray {
        private_money_id: ledger.moneys[0].id,
        shop_id: ledger.shops[0].id,
        amount: amount.into(),
        description: "たい焼き".to_owned(),
        expires_in_seconds: Some(60),
    };
    ledger.create_cashtray(start(), new).expect("the practice shop takes the practice money").id
}

fn purse(ledger: &Ledger, customer: &str) -> Purse {
    let person = ledger.customers.iter().find(|person| person.key == customer).expect("a customer");
    let account = ledger.account_of(Owner::Customer(person.id), ledger.moneys[0].id).expect("a wallet");
    ledger.book.balance(account.id)
}

fn shop_purse(ledger: &Ledger) -> Purse {
    let shop = Owner::Shop(ledger.shops[0].id);
    ledger.book.balance(ledger.account_of(shop, ledger.moneys[0].id).expect("a wallet").id)
}

/// What a scan ends with: empty for a success.
fn scan(ledger: &mut Ledger, at: Timestamp, id: CashtrayId, customer: &str) -> String {
    ledger.scan(at, id, customer, None).err().map(|refused| refused.kind).unwrap_or_default()
}

#[test]
fn each_customer_meets_the_end_they_are_there_for() {
    for (customer, amount, expected) in [
        ("rich", -1100, ""),
        ("rich", 1100, ""),
        ("rich", -50_000, ""),
        ("rich", -50_001, "account_transfer_limit_exceeded"),
        ("rich", 50_001, "account_transfer_limit_exceeded"),
        ("poor", -300, ""),
        ("poor", -301, "account_balance_not_enough"),
        ("nearly_full", 500, ""),
        ("nearly_full", 501, "account_balance_exceeded"),
        ("suspended", -100, "account_suspended"),
        ("suspended", 100, "account_suspended"),
        ("without_wallet", -100, "account_not_found"),
        ("without_wallet", 100, "account_not_found"),
        ("points", -600, ""),
        ("nobody", -100, "customer_account_not_found"),
    ] {
        let mut ledger = ledger();
        let id = create(&mut ledger, amount);
        assert_eq!(scan(&mut ledger, start(), id, customer), expected, "{customer} {amount}");
    }
}

#[test]
fn a_payment_is_a_positive_transaction_from_customer_to_shop() {
    let mut ledger = ledger();
    let id = create(&mut ledger, -1100);
    let result = ledger.scan(start(), id, "points", None).expect("paid");
    assert_eq!((result.amount, result.money_amount, result.point_amount), (1100.into(), 600.into(), 500.into()));
    assert_eq!(result.balance_after, 29_400.into());
    let tray = ledger.cashtray(id).expect("the tray").clone();
    let shown = ledger.cashtray_with_result(&tray, ShownAttempt::default(), Language::English);
    let transaction = shown.transaction.expect("a transaction");
    assert_eq!((transaction.kind.as_str(), transaction.amount), ("payment", 1100.into()));
    assert_eq!(transaction.amount, transaction.money_amount + transaction.point_amount);
    assert!(!transaction.sender.is_merchant && transaction.receiver.is_merchant);
    let attempt = shown.attempt.expect("an attempt");
    assert_eq!(
        (attempt.status_code, attempt.error_type.as_str(), attempt.error_message.as_str()),
        (200.into(), "", "")
    );
    assert_eq!(attempt.account.map(|account| account.user), Some(transaction.sender));
    assert_eq!(shop_purse(&ledger), Purse { money: 600.into(), points: 500.into() });
}

#[test]
fn a_topup_goes_from_shop_to_customer_and_leaves_the_shops_balance() {
    let mut ledger = ledger();
    let id = create(&mut ledger, 1100);
    let before = purse(&ledger, "poor");
    let result = ledger.scan(start(), id, "poor", None).expect("topped up");
    let movement = ledger.transaction(result.transaction_id).expect("a transaction");
    let shape = ledger.transaction_shape(movement);
    assert_eq!((shape.kind.as_str(), shape.amount), ("topup", 1100.into()));
    assert!(shape.sender.is_merchant && !shape.receiver.is_merchant);
    assert_eq!(purse(&ledger, "poor").money, before.money + Decimal::from(1100));
    assert_eq!(shop_purse(&ledger), Purse::default());
}

#[test]
fn a_failed_scan_spends_the_tray() {
    let mut ledger = ledger();
    let id = create(&mut ledger, -1100);
    assert_eq!(scan(&mut ledger, start(), id, "poor"), "account_balance_not_enough");
    assert_eq!(scan(&mut ledger, start(), id, "rich"), "cashtray_already_proceed");
    let tray = ledger.cashtray(id).expect("the tray").clone();
    assert_eq!(tray.life(start()), Life::Spent);
    let first = ledger.cashtray_with_result(&tray, ShownAttempt::default(), Language::Japanese);
    assert!(first.transaction.is_none());
    let attempt = first.attempt.expect("an attempt");
    assert_eq!((attempt.error_type.as_str(), attempt.status_code), ("account_balance_not_enough", 422.into()));
    assert_eq!(attempt.error_message, "口座残高が不足してます");
    let newest = ledger.cashtray_with_result(&tray, ShownAttempt::Newest, Language::English);
    assert_eq!(newest.attempt.expect("an attempt").error_type, "cashtray_already_proceed");
}

#[test]
fn a_paid_tray_keeps_its_transaction_whatever_is_scanned_afterwards() {
    let mut ledger = ledger();
    let id = create(&mut ledger, -1100);
    assert_eq!(scan(&mut ledger, start(), id, "rich"), "");
    assert_eq!(scan(&mut ledger, after(100), id, "poor"), "cashtray_already_proceed");
    let tray = ledger.cashtray(id).expect("the tray").clone();
    for (shown, expected) in
        [(ShownAttempt::SuccessfulElseFirst, ""), (ShownAttempt::Newest, "cashtray_already_proceed")]
    {
        let shape = ledger.cashtray_with_result(&tray, shown, Language::English);
        assert!(shape.transaction.is_some());
        assert_eq!(shape.attempt.expect("an attempt").error_type, expected);
    }
}

#[test]
fn a_customer_without_wallet_leaves_an_attempt_without_account() {
    let mut ledger = ledger();
    let id = create(&mut ledger, -100);
    scan(&mut ledger, start(), id, "without_wallet");
    let tray = ledger.cashtray(id).expect("the tray").clone();
    let shape = ledger.cashtray_with_result(&tray, ShownAttempt::default(), Language::English);
    let attempt = shape.attempt.expect("an attempt");
    assert_eq!((attempt.account, attempt.error_type.as_str()), (None, "account_not_found"));
}

/// What can have happened to a tray, and what everything afterwards is refused with.
#[test]
fn a_tray_that_is_over_refuses_scan_update_and_cancel_with_its_own_type() {
    for (past, expected) in [
        ("cancelled", "cashtray_already_canceled"),
        ("expired", "cashtray_expired"),
        ("paid", "cashtray_already_proceed"),
        ("failed", "cashtray_already_proceed"),
    ] {
        let mut ledger = ledger();
        let id = create(&mut ledger, -1100);
        let mut at = after(10);
        match past {
            "cancelled" => assert!(ledger.cancel_cashtray(at, id).expect("open").canceled_at.is_some()),
            "expired" => at = after(61),
            "paid" => assert_eq!(scan(&mut ledger, at, id, "rich"), ""),
            _ => assert_eq!(scan(&mut ledger, at, id, "suspended"), "account_suspended"),
        }
        let before = purse(&ledger, "rich");
        let update = TrayChange { amount: Some(Decimal::from(-5)), ..TrayChange::default() };
        let updated = ledger.update_cashtray(at, id, update, &Switches::default()).expect_err(past);
        assert_eq!((updated.status, updated.kind.as_str()), (422, expected), "{past}");
        let cancelled = ledger.cancel_cashtray(at, id).expect_err(past);
        assert_eq!((cancelled.status, cancelled.kind.as_str()), (422, expected), "{past}");
        assert_eq!(scan(&mut ledger, at, id, "rich"), expected, "{past}");
        assert_eq!(purse(&ledger, "rich"), before, "{past}: nothing moved");
        assert_eq!(ledger.cashtray(id).expect("the tray").amount, Decimal::from(-1100), "{past}");
    }
}

#[test]
fn a_scan_of_a_cancelled_or_expired_tray_leaves_an_attempt_and_changes_nothing_else() {
    let mut ledger = ledger();
    let (cancelled, expired) = (create(&mut ledger, -100), create(&mut ledger, -100));
    ledger.cancel_cashtray(start(), cancelled).expect("open");
    for (id, life, kind) in
        [(cancelled, Life::Canceled, "cashtray_already_canceled"), (expired, Life::Expired, "cashtray_expired")]
    {
        assert_eq!(scan(&mut ledger, after(61), id, "rich"), kind);
        let tray = ledger.cashtray(id).expect("the tray").clone();
        assert_eq!(tray.life(after(61)), life);
        let shape = ledger.cashtray_with_result(&tray, ShownAttempt::default(), Language::English);
        assert_eq!(shape.attempt.expect("an attempt").error_type, kind);
        assert!(shape.transaction.is_none());
    }
}

#[test]
fn a_tray_is_open_to_its_last_moment() {
    let mut ledger = ledger();
    let (last, late) = (create(&mut ledger, -100), create(&mut ledger, -100));
    assert_eq!(scan(&mut ledger, after(60), last, "rich"), "");
    let too_late = after(60) + SignedDuration::from_micros(1);
    assert_eq!(scan(&mut ledger, too_late, late, "rich"), "cashtray_expired");
}

#[test]
fn an_update_changes_what_is_given_and_nothing_else() {
    let switches = Switches::default();
    let mut ledger = ledger();
    let id = create(&mut ledger, -1100);
    let amount = TrayChange { amount: Some(Decimal::from(-900)), ..TrayChange::default() };
    let tray = ledger.update_cashtray(after(10), id, amount, &switches).expect("open").clone();
    assert_eq!((tray.amount, tray.description.as_str(), tray.expires_at), (Decimal::from(-900), "たい焼き", after(60)));
    let longer = TrayChange { expires_in_seconds: Some(100), ..TrayChange::default() };
    let tray = ledger.update_cashtray(after(20), id, longer.clone(), &switches).expect("open").clone();
    assert_eq!((tray.amount, tray.expires_at), (Decimal::from(-900), after(120)));
    let other = Switches { update_expiry: UpdateExpiry::FromCreation, omitted_expiry_resets: true, ..switches };
    assert_eq!(ledger.update_cashtray(after(20), id, longer, &other).expect("open").expires_at, after(100));
    let nothing = TrayChange::default();
    assert_eq!(ledger.update_cashtray(after(20), id, nothing, &other).expect("open").expires_at, after(1800));
}

#[test]
fn a_tray_needs_a_shop_that_takes_the_money() {
    let mut ledger = ledger();
    let (money, shop, idle_shop) = (ledger.moneys[0].id, ledger.shops[0].id, ledger.shops[1].id);
    let other_shop = partner_api::ids::ShopId(uuid::Uuid::from_u128(1));
    let other_money = partner_api::ids::PrivateMoneyId(uuid::Uuid::from_u128(2));
    for (shop_id, private_money_id, expected) in [
        (other_shop, money, "shop_user_not_found"),
        (idle_shop, money, "account_not_found"),
        (shop, other_money, "account_not_found"),
    ] {
        let new = NewCashtray {
            private_money_id,
            shop_id,
            amount: Decimal::from(-1),
            description: String::new(),
            expires_in_seconds: None,
        };
        assert_eq!(ledger.create_cashtray(start(), new).expect_err("refused").kind, expected);
    }
}

#[test]
fn a_refund_moves_everything_back_and_works_once() {
    let mut ledger = ledger();
    let before = ledger.book.clone();
    for amount in [-1100, 1100] {
        let id = create(&mut ledger, amount);
        let paid = ledger.scan(start(), id, "points", None).expect("moved").transaction_id;
        ledger.refund_transaction(after(1), paid, "まちがい", None).expect("refunded");
        let shape = ledger.transaction_detail(ledger.transaction(paid).expect("known"));
        assert!(shape.is_modified);
        let kinds: Vec<_> = shape.transfers.expect("transfers").into_iter().map(|transfer| transfer.kind).collect();
        assert_eq!(kinds, if amount < 0 { ["payment", "refund-payment"] } else { ["topup", "refund-topup"] });
        let again = ledger.refund_transaction(after(2), paid, "", None).expect_err("once");
        assert_eq!((again.status, again.kind.as_str()), (422, "transaction_already_refunded"));
    }
    for (account, purse) in before.balances() {
        assert_eq!(ledger.book.balance(*account), *purse);
    }
    let unknown = TransactionId(uuid::Uuid::from_u128(5));
    assert_eq!(
        ledger.refund_transaction(start(), unknown, "", None).expect_err("unknown").kind,
        "transaction_not_found"
    );
}

#[test]
fn a_topup_that_was_spent_cannot_be_refunded() {
    let mut ledger = ledger();
    let topup = create(&mut ledger, 1000);
    let topped_up = ledger.scan(start(), topup, "poor", None).expect("topped up").transaction_id;
    let payment = create(&mut ledger, -1200);
    assert_eq!(scan(&mut ledger, start(), payment, "poor"), "");
    let refused = ledger.refund_transaction(after(1), topped_up, "", None).expect_err("spent");
    assert_eq!(refused.kind, "account_balance_not_enough");
    assert!(ledger.transaction(topped_up).expect("known").refund.is_none());
}

#[test]
fn a_fraction_of_a_yen_is_refused_at_the_scan() {
    let mut ledger = ledger();
    let id = create(&mut ledger, -100);
    let change = TrayChange { amount: Some("-100.5".parse().expect("a number")), ..TrayChange::default() };
    ledger.update_cashtray(start(), id, change, &Switches::default()).expect("accepted");
    assert_eq!(scan(&mut ledger, start(), id, "rich"), "transaction_invalid_amount");
}

/// Something that can happen to the far side.
#[derive(Clone, Debug)]
enum Act {
    Create(i64),
    Scan(usize, usize),
    ForcedScan(usize, usize),
    Amend(usize, i64),
    Cancel(usize),
    Refund(usize),
    Wait(i64),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let amount = prop_oneof![-60_000_i64..60_000, -400_i64..400];
    let act = prop_oneof![
        3 => amount.clone().prop_map(Act::Create),
        5 => (any::<usize>(), 0_usize..6).prop_map(|(tray, customer)| Act::Scan(tray, customer)),
        1 => (any::<usize>(), 0_usize..6).prop_map(|(tray, customer)| Act::ForcedScan(tray, customer)),
        1 => (any::<usize>(), amount).prop_map(|(tray, amount)| Act::Amend(tray, amount)),
        1 => any::<usize>().prop_map(Act::Cancel),
        2 => any::<usize>().prop_map(Act::Refund),
        1 => (0_i64..40).prop_map(Act::Wait),
    ];
    proptest::collection::vec(act, 1..60)
}

fn carry_out(ledger: &mut Ledger, acts: &[Act]) {
    let (mut trays, mut now) = (Vec::new(), 0);
    for act in acts {
        let tray = |at: &usize| if trays.is_empty() { None } else { Some(trays[at % trays.len()]) };
        match act {
            Act::Create(amount) => {
                let id = create(ledger, *amount);
                trays.push(id);
            }
            Act::Scan(at, customer) | Act::ForcedScan(at, customer) => {
                let forced = matches!(act, Act::ForcedScan(..)).then_some("private_money_closed");
                let key = ledger.customers[*customer].key.clone();
                tray(at).map(|id| ledger.scan(after(now), id, &key, forced));
            }
            Act::Amend(at, amount) => {
                let change = TrayChange { amount: Some((*amount).into()), ..TrayChange::default() };
                tray(at).map(|id| ledger.update_cashtray(after(now), id, change, &Switches::default()).is_ok());
            }
            Act::Cancel(at) => {
                tray(at).map(|id| ledger.cancel_cashtray(after(now), id).is_ok());
            }
            Act::Refund(at) => {
                let ids: Vec<_> = ledger.newest_transactions().map(|movement| movement.id).collect();
                if !ids.is_empty() {
                    let _ = ledger.refund_transaction(after(now), ids[at % ids.len()], "", None);
                }
            }
            Act::Wait(seconds) => now += seconds,
        }
    }
}

proptest! {
    #[test]
    fn no_money_appears_or_vanishes(acts in acts()) {
        let mut ledger = ledger();
        carry_out(&mut ledger, &acts);
        prop_assert_eq!(ledger.book.sum(), Purse::default());
        prop_assert_eq!(ledger.find_flaw(), None);
    }

    #[test]
    fn only_the_issuer_goes_below_zero(acts in acts()) {
        let mut ledger = ledger();
        carry_out(&mut ledger, &acts);
        for account in ledger.accounts.values() {
            let purse = ledger.book.balance(account.id);
            match account.owner {
                Owner::Issuer(_) => prop_assert!(purse.total() <= Decimal::ZERO),
                Owner::Shop(_) | Owner::Customer(_) => prop_assert!(purse.covers(Purse::default())),
            }
        }
    }

    #[test]
    fn a_tray_moves_money_at_most_once_and_every_scan_leaves_an_attempt(acts in acts()) {
        let mut ledger = ledger();
        carry_out(&mut ledger, &acts);
        let trays: Vec<_> = ledger.cashtrays().cloned().collect();
        let paid = trays.iter().filter(|tray| tray.transaction_id.is_some()).count();
        prop_assert_eq!(ledger.newest_transactions().count(), paid);
        for tray in trays {
            let successes = tray.attempts.iter().filter(|attempt| attempt.error_type.is_none()).count();
            prop_assert_eq!(successes, usize::from(tray.transaction_id.is_some()));
            prop_assert!(!tray.is_spent || tray.canceled_at.is_none(), "a cancelled tray was let through");
        }
    }

    #[test]
    fn the_same_acts_give_the_same_books(acts in acts()) {
        let (mut one, mut other) = (ledger(), ledger());
        carry_out(&mut one, &acts);
        carry_out(&mut other, &acts);
        prop_assert_eq!(serde_json::to_string(&one).ok(), serde_json::to_string(&other).ok());
    }

    #[test]
    fn a_saved_ledger_is_the_same_when_it_is_loaded(acts in acts()) {
        let mut ledger = ledger();
        carry_out(&mut ledger, &acts);
        let text = serde_json::to_string(&ledger).expect("JSON");
        let loaded: Ledger = serde_json::from_str(&text).expect("a ledger");
        prop_assert_eq!(loaded.find_flaw(), None);
        prop_assert_eq!(serde_json::to_string(&loaded).ok(), Some(text));
    }
}

#[test]
fn a_posting_out_of_nothing_is_noticed() {
    let text = serde_json::to_string(&ledger().book).expect("JSON");
    let forged: Book = serde_json::from_str(&text.replacen("80000", "80001", 1)).expect("a book");
    assert!(!forged.adds_up() || forged.sum() != Purse::default());
}
