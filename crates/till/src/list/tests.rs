//! Lists that move while they are read.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use partner_api::ids::TransactionId;
use partner_api::schema::{Page, Pagination, Transaction};
use proptest::prelude::*;
use uuid::Uuid;

use super::{Listing, Progress, Range};

/// A row as the server prints it.
fn row(id: u32, done_at: Timestamp) -> Transaction {
    let user = r#"{"id":"00000000-0000-0000-0000-000000000001","name":"s","is_merchant":true}"#;
    let wallet = r#"{"id":"00000000-0000-0000-0000-000000000003","name":"","is_suspended":false,"private_money":
        {"id":"00000000-0000-0000-0000-000000000002","name":"m","unit":"円","is_exclusive":false,"description":"",
        "oneline_message":"","organization":{"code":"o","name":"o"},"max_balance":1,"transfer_limit":1,"type":"own",
        "expiration_type":"static","enable_topup_by_member":null}}"#;
    let text = format!(
        r#"{{"id":"{}","type":"payment","is_modified":false,"sender":{user},"sender_account":{wallet},
        "receiver":{user},"receiver_account":{wallet},"amount":1,"money_amount":1,"point_amount":0,
        "done_at":"{done_at}","description":""}}"#,
        Uuid::from_u128(u128::from(id))
    );
    serde_json::from_str(&text).expect("the documented shape")
}

fn at(second: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_secs(second)
}

/// The server's list at one moment, in its order.
struct Books(Vec<Transaction>);

impl Books {
    /// A page of at most `per_page` rows, whatever was asked for.
    fn page(&self, page: u32, per_page: usize) -> Page<Transaction> {
        let current = usize::try_from(page).expect("few");
        let most = self.0.len().div_ceil(per_page).max(1);
        let rows = self.0.iter().skip((current - 1) * per_page).take(per_page).cloned().collect();
        let count = |number: usize| u64::try_from(number).expect("few");
        let pagination = Pagination {
            current: count(current),
            per_page: count(per_page),
            max_page: count(most),
            has_prev: current > 1,
            has_next: current < most,
        };
        Page { rows, count: count(self.0.len()), pagination }
    }
}

fn range() -> Range {
    Range { from: at(0), to: at(1_000_000) }
}

fn ids(rows: &[Transaction]) -> Vec<TransactionId> {
    rows.iter().map(|row| row.id).collect()
}

proptest! {
    /// Wherever rows come in while the pages are turned, newest first or not, none that was there is missed, none is
    /// given twice, and what has come in is there too once the list stands still.
    #[test]
    fn a_list_that_moves_is_read_whole_and_each_row_once(
        there in 0_u32..60,
        per_page in 1_usize..9,
        inserts in prop::collection::vec((0_u32..12, any::<prop::sample::Index>()), 0..20),
    ) {
        let mut books = Books((0..there).map(|id| row(id, at(i64::from(id)))).rev().collect());
        let mut listing = Listing::new(range());
        let mut inserts: Vec<_> = (there..).zip(inserts).map(|(id, (turn, place))| (turn, id, place)).collect();
        let mut turn = 0;
        let progress = loop {
            let (now, later): (Vec<_>, Vec<_>) = inserts.into_iter().partition(|(due, _, _)| *due <= turn);
            inserts = later;
            for (_, id, place) in now {
                let place = place.index(books.0.len() + 1);
                books.0.insert(place, row(id, at(i64::from(id))));
            }
            let progress = listing.take(books.page(listing.query().page, per_page));
            turn += 1;
            prop_assert!(turn < 2_000, "it ends");
            if progress != Progress::More {
                break progress;
            }
        };
        let rows = listing.into_rows();
        let unique: BTreeSet<_> = ids(&rows).into_iter().collect();
        prop_assert_eq!(unique.len(), rows.len());
        prop_assert!((0..there).all(|id| unique.contains(&TransactionId(Uuid::from_u128(u128::from(id))))));
        if progress == Progress::Whole {
            prop_assert_eq!(rows.len(), books.0.len(), "nothing that the server counts is missing");
        }
    }
}

#[test]
fn a_row_that_was_refunded_meanwhile_is_given_as_it_was_read_last() {
    let mut books = Books(vec![row(2, at(2)), row(1, at(1))]);
    let mut listing = Listing::new(range());
    assert_eq!(listing.take(books.page(1, 1)), Progress::More);
    books.0[0].is_modified = true;
    books.0.insert(0, row(3, at(3)));
    assert_eq!(listing.take(books.page(listing.query().page, 1)), Progress::More, "row 2 again");
    assert_eq!(listing.take(books.page(listing.query().page, 1)), Progress::More, "row 1, and one is missing");
    while listing.take(books.page(listing.query().page, 1)) == Progress::More {}
    let rows = listing.into_rows();
    assert_eq!(rows.iter().map(|row| row.is_modified).collect::<Vec<_>>(), [false, true, false]);
}

#[test]
fn an_empty_list_is_one_page() {
    let mut listing = Listing::new(range());
    assert_eq!(listing.take(Books(Vec::new()).page(1, 5)), Progress::Whole);
    assert_eq!(listing.into_rows(), []);
}

#[test]
fn a_list_that_never_stands_still_ends_all_the_same() {
    let mut listing = Listing::new(range());
    let mut turns = 0;
    let progress = loop {
        let mut page = Books(vec![row(1, at(1))]).page(1, 5);
        page.count = 7;
        turns += 1;
        match listing.take(page) {
            Progress::More => {}
            ended => break ended,
        }
    };
    assert_eq!((progress, turns), (Progress::Moving, 5));
}
