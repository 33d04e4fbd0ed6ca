use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{Bill, BillEvent, BillNumber, BillState, BillTerms, BillWay, MOST_PARTS, propose};
use crate::money::{Amount, Direction};
use crate::tag::SaleNumber;

fn amount(units: u64) -> Amount {
    Amount::try_from(Decimal::from(units)).expect("above zero")
}

fn bill(total: u64, how: BillWay) -> Bill {
    let terms = BillTerms { direction: Direction::Payment, total: amount(total), note: String::new() };
    Bill::begin(BillNumber(1), terms, how)
}

fn settled(sale: u32, units: u64) -> BillEvent {
    BillEvent::Settled { sale: SaleNumber(sale), amount: Decimal::from(units) }
}

fn step(bill: &Bill, event: &BillEvent) -> Bill {
    bill.after(event).expect("it can happen")
}

#[test]
fn after_the_topup_the_same_payment_is_asked_for_and_ends_the_bill() {
    let bill = bill(1_200, BillWay::TopupFirst);
    let bill = step(&bill, &BillEvent::ToppedUp { sale: SaleNumber(2) });
    assert_eq!((bill.state, bill.open_parts()), (BillState::Next, vec![amount(1_200)]));
    let bill = step(&bill, &settled(3, 1_200));
    assert_eq!((bill.state, bill.open()), (BillState::Done, None));
}

#[test]
fn what_a_lowered_sale_leaves_open_is_for_cash() {
    let bill = step(&bill(1_200, BillWay::Lower), &settled(2, 500));
    assert_eq!((bill.state, bill.open()), (BillState::Cash, Some(amount(700))));
    let done = step(&bill, &BillEvent::CashSettled);
    assert_eq!(done.state, BillState::Done);
    assert!(done.after(&BillEvent::CashSettled).is_err(), "cash is settled once");
}

#[test]
fn a_part_counts_once_and_also_after_giving_up() {
    let split = bill(120_000, BillWay::Split { most: amount(50_000) });
    let split = step(&split, &settled(2, 50_000));
    assert!(split.after(&settled(2, 50_000)).is_err(), "the same sale is not a second part");
    let given_up = step(&split, &BillEvent::GivenUp);
    let late = step(&given_up, &settled(3, 50_000));
    assert_eq!((late.state, late.settled_amount()), (BillState::GivenUp, Decimal::from(100_000)));
    assert!(late.after(&BillEvent::Chosen { how: BillWay::Lower }).is_err());
}

proptest! {
    #[test]
    fn parts_add_up_exactly_and_keep_the_limit(whole in 1_u64..10_000_000, most in 1_u64..1_000_000) {
        let parts = propose(amount(whole), amount(most));
        prop_assert_eq!(parts.iter().map(|part| part.value()).sum::<Decimal>(), Decimal::from(whole));
        prop_assert!(parts.len() <= MOST_PARTS as usize);
        if whole <= most * u64::from(MOST_PARTS) {
            prop_assert!(parts.iter().all(|part| part.value() <= Decimal::from(most)));
            prop_assert_eq!(parts.len() as u64, whole.div_ceil(most));
        }
    }

    #[test]
    fn settled_and_open_are_the_total_until_all_is_settled(parts in 1_u64..20, most in 1_u64..1_000_000) {
        let total = parts * most;
        let mut bill = bill(total, BillWay::Split { most: amount(most) });
        for sale in 2..40 {
            let Some(next) = bill.open_parts().first().copied() else { break };
            bill = step(&bill, &BillEvent::Settled { sale: SaleNumber(sale), amount: next.value() });
            let open = bill.open().map_or(Decimal::ZERO, Amount::value);
            prop_assert_eq!(bill.settled_amount() + open, Decimal::from(total));
        }
        prop_assert_eq!(bill.state, BillState::Done);
    }
}
