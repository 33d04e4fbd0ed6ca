//! A page of transactions: no row is lost, added or changed.

use partner_api::schema::{Page, Transaction};

use super::transaction::check_amounts;
use super::{Entry, assert_same_after_json};
use crate::exact::Fields;
use crate::far_side;

pub(super) const ENTRY: Entry = Entry { name: "transaction_page", check, seeds, head: 0 };

fn check(data: &[u8]) {
    // What an envelope held is text before it is read.
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(page) = serde_json::from_str::<Page<Transaction>>(text) else { return };
    let fields: Fields = serde_json::from_str(text).expect("what has fields is an object");
    let rows: Vec<Fields> = serde_json::from_str(fields.get("rows").expect("rows were read").get()).expect("rows");
    assert_eq!(page.rows.len(), rows.len());
    for (row, fields) in page.rows.iter().zip(&rows) {
        check_amounts(fields, row);
    }
    assert_same_after_json(&page);
}

fn seeds() -> Vec<Vec<u8>> {
    far_side::ANSWERS.pages.clone()
}
