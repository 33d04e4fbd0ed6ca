//! The file keeps refunds as it keeps sales, one for a sale and one for a transaction.

use jiff::Timestamp;
use proptest::prelude::*;

use super::SqliteJournal;
use super::tests::{open, write};
use crate::journal::{Journal, JournalError, MemoryJournal, RefundRecord};
use crate::refund::tests::{event, intent, lived};
use crate::refund::{Refund, RefundEntry, RefundEvent, RefundIntent};
use crate::tag::SaleNumber;

fn write_refund(
    journal: &mut dyn Journal,
    intent: RefundIntent,
    events: &[RefundEvent],
) -> Result<Refund, JournalError> {
    let mut refund = Refund::begin(intent.clone());
    let begun = RefundEntry::Begun(intent);
    let at = Timestamp::UNIX_EPOCH;
    journal.append_refund(&RefundRecord { seq: 0, at, entry: &begun, refund: &refund })?;
    for (seq, event) in (1..).zip(events) {
        refund = refund.after(event).expect("only what can happen is written");
        let entry = RefundEntry::Happened(event.clone());
        journal.append_refund(&RefundRecord { seq, at, entry: &entry, refund: &refund })?;
    }
    Ok(refund)
}

/// State, whether it was filed, and what else the shift report reads.
fn row(file: &SqliteJournal, sale: SaleNumber) -> (String, bool, bool, bool, String) {
    let query = "SELECT state, filed, settled_at IS NOT NULL, refunded_at IS NOT NULL, reason FROM refunds
        WHERE sale = ?1";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?));
    file.connection.query_row(query, [sale.0], read).expect("every refund has a row")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// File and memory, projection and replay: all say the same about every refund, also after the file is reopened.
    #[test]
    fn replay_and_projection_equal_the_live_refund(
        refunds in prop::collection::vec(prop::collection::vec(event(), 0..12), 1..6),
    ) {
        let directory = tempfile::tempdir().expect("a directory");
        let mut file = open(directory.path());
        let mut memory = MemoryJournal::default();
        let mut live = Vec::new();
        for (number, events) in (1..).zip(refunds) {
            let (_, legal) = lived(events, number);
            write(&mut file, number, &[]).expect("the disk has room");
            let refund = write_refund(&mut file, intent(number), &legal).expect("the disk has room");
            write_refund(&mut memory, intent(number), &legal).expect("memory has room");
            live.push(refund);
        }
        drop(file);
        let file = open(directory.path());
        prop_assert!(file.verify_chain().expect("it can be read").is_whole());
        let unfinished = file.unfinished_refunds().expect("it can be read");
        prop_assert_eq!(&unfinished, &memory.unfinished_refunds().expect("it can be read"));
        for refund in &live {
            let sale = refund.intent.sale;
            let stored = file.refund_of(sale).expect("it can be read");
            prop_assert_eq!(&stored, &memory.refund_of(sale).expect("it can be read"));
            prop_assert_eq!(stored.map(|stored| stored.refund), Some(refund.clone()));
            let is_settled = refund.state.is_settled();
            let is_taken_back = is_settled && !refund.state.may_be_tried_again();
            let reason = refund.request.reason.clone();
            let expected = (refund.state.name().to_owned(), refund.is_filed, is_settled, is_taken_back, reason);
            prop_assert_eq!(row(&file, sale), expected);
        }
    }
}

#[test]
fn a_sale_without_a_refund_has_none_and_an_old_sale_is_found_by_its_number() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut file = open(directory.path());
    let sale = write(&mut file, 3, &[]).expect("the disk has room");
    assert_eq!(file.refund_of(SaleNumber(3)).expect("it can be read"), None);
    let stored = file.sale(SaleNumber(3)).expect("it can be read").expect("it was written");
    assert_eq!(stored.sale, sale);
    assert_eq!(file.sale(SaleNumber(4)).expect("it can be read"), None);
}

#[test]
fn a_transaction_has_one_refund_whoever_asks() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut file = open(directory.path());
    for number in [1, 2] {
        write(&mut file, number, &[]).expect("the disk has room");
    }
    write_refund(&mut file, intent(1), &[]).expect("it is the first");
    let same = RefundIntent { transaction_id: intent(1).transaction_id, ..intent(2) };
    assert!(matches!(write_refund(&mut file, same, &[]), Err(JournalError::Database(_))));
    assert_eq!(file.refund_of(SaleNumber(2)).expect("it can be read"), None, "nothing of it was kept");
}

#[test]
fn refunds_are_carried_over_from_a_damaged_file_and_their_rows_are_checked() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut file = open(directory.path());
    write(&mut file, 1, &[]).expect("the disk has room");
    let refund = write_refund(&mut file, intent(1), &[RefundEvent::Sent { over_at: Timestamp::UNIX_EPOCH }])
        .expect("the disk has room");
    file.connection.execute("UPDATE refunds SET state = 'refunded'", []).expect("a row can be edited by hand");
    drop(file);
    let file = open(directory.path());
    assert!(file.begun_anew().expect("it can be read").is_some(), "a row that lies is found");
    let stored = file.refund_of(SaleNumber(1)).expect("it can be read").expect("it was carried over");
    assert_eq!(stored.refund, refund);
    assert_eq!(row(&file, SaleNumber(1)).0, "asking");
}
