//! A transaction: each of its amounts is exactly the one that is written.

use partner_api::schema::Transaction;

use super::{Entry, assert_same_after_json};
use crate::exact::{Fields, assert_is_written};
use crate::far_side;

pub(super) const ENTRY: Entry = Entry { name: "transaction", check, seeds, head: 0 };

fn check(data: &[u8]) {
    // What an envelope held is text before it is read.
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(transaction) = serde_json::from_str::<Transaction>(text) else { return };
    let fields: Fields = serde_json::from_str(text).expect("what has fields is an object");
    check_amounts(&fields, &transaction);
    assert_same_after_json(&transaction);
}

/// Panics unless every amount is the one that is written.
pub(super) fn check_amounts(fields: &Fields, transaction: &Transaction) {
    assert_is_written(fields, "amount", transaction.amount);
    assert_is_written(fields, "money_amount", transaction.money_amount);
    assert_is_written(fields, "point_amount", transaction.point_amount);
    for (name, amount) in [
        ("raw_point_amount", transaction.raw_point_amount),
        ("campaign_point_amount", transaction.campaign_point_amount),
    ] {
        match amount {
            Some(amount) => assert_is_written(fields, name, amount),
            None => assert!(fields.get(name).is_none_or(|raw| raw.get() == "null"), "{name} was lost"),
        }
    }
    assert_eq!(fields.get("is_modified").map(|raw| raw.get() == "true"), Some(transaction.is_modified));
}

fn seeds() -> Vec<Vec<u8>> {
    far_side::ANSWERS.transactions.clone()
}
