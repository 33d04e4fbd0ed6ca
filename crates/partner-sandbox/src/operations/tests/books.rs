//! The books balance, whatever is asked in whatever order.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rand::Rng;
use rust_decimal::Decimal;
use serde_json::Value;

use super::desk::Desk;
use super::generated::Draw;
use crate::ledger::{Ledger, Owner, Purse};

/// Asks so many times for something; answers how often each operation went well.
fn live(desk: &mut Desk, seed: u64, acts: u32) -> BTreeMap<&'static str, u32> {
    let mut draw = Draw::new(seed);
    let mut went_well = BTreeMap::new();
    for _ in 0..acts {
        let documented = draw.operation();
        let (id, parameters) = draw.request(desk, documented);
        let parameters = Value::Object(parameters);
        match desk.ask(&documented.operator, id, &parameters) {
            Ok(answer) => {
                draw.saw(&documented.operator, &answer);
                *went_well.entry(documented.operator.as_str()).or_default() += 1;
            }
            Err(refusal) => assert!((400..500).contains(&refusal.status), "{} {parameters}", documented.operator),
        }
        assert_eq!(desk.ledger.book.sum(), Purse::default(), "{} {parameters}", documented.operator);
        desk.wait_ms(draw.rng.random_range(0..2_000));
    }
    went_well
}

fn only_issuers_are_below_zero(ledger: &Ledger) {
    for account in ledger.accounts.values() {
        let held = ledger.book.balance(account.id);
        match account.owner {
            Owner::Issuer(_) => {}
            Owner::Shop(_) | Owner::Customer(_) => {
                assert!(held.covers(Purse::default()), "{}: {held:?}", account.name);
                let most = ledger.money(account.private_money_id).expect("a money").max_balance;
                let is_customer = matches!(account.owner, Owner::Customer(_));
                // A refund goes back to where the money came from, be the wallet full or not.
                assert!(!is_customer || held.total() <= most * Decimal::TWO, "{}: {held:?}", account.name);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_money_appears_or_vanishes_under_any_operations(seed in any::<u64>(), acts in 1_u32..250) {
        let mut desk = Desk::new();
        live(&mut desk, seed, acts);
        prop_assert_eq!(desk.ledger.find_flaw(), None);
        only_issuers_are_below_zero(&desk.ledger);
    }

    #[test]
    fn a_saved_ledger_goes_on_as_the_one_it_was_saved_from(seed in any::<u64>()) {
        let mut desk = Desk::new();
        live(&mut desk, seed, 80);
        let text = serde_json::to_string(&desk.ledger).expect("JSON");
        let mut loaded = Desk { ledger: serde_json::from_str(&text).expect("a ledger"), now: desk.now };
        live(&mut desk, seed + 1, 40);
        live(&mut loaded, seed + 1, 40);
        prop_assert_eq!(serde_json::to_string(&loaded.ledger).ok(), serde_json::to_string(&desk.ledger).ok());
    }
}

#[test]
fn the_random_life_is_one_in_which_every_operation_happens() {
    let mut went_well = BTreeMap::<&str, u32>::new();
    for seed in 0..12 {
        for (operator, times) in live(&mut Desk::new(), seed, 500) {
            *went_well.entry(operator).or_default() += times;
        }
    }
    let never: Vec<_> = crate::operations::ROUTES.iter().filter(|one| !went_well.contains_key(one.name)).collect();
    assert!(never.is_empty(), "{never:?} of {went_well:?}");
}
