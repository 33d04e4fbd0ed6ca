//! A shift is opened once, closed once, and never changes after that.

use jiff::Timestamp;
use jiff::civil::{date, time};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{Closing, Opener, Shift, ShiftEntry, ShiftNumber};

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).expect("in range")
}

pub(crate) fn opened(opener: Option<Opener>) -> ShiftEntry {
    ShiftEntry::Opened {
        business_day: date(2026, 11, 20),
        zone: "Asia/Tokyo".to_owned(),
        day_starts: time(4, 0, 0, 0),
        opener,
    }
}

fn hanako() -> Opener {
    Opener { staff: "花子".to_owned(), float: Some(Decimal::from(30_000)) }
}

fn entry() -> impl Strategy<Value = ShiftEntry> {
    let closing =
        Closing { staff: String::new(), counted: None, carried_by: None, carried: Vec::new(), figures: Box::default() };
    prop_oneof![
        Just(opened(None)),
        Just(opened(Some(hanako()))),
        Just(ShiftEntry::TakenOver { opener: hanako() }),
        Just(ShiftEntry::Closed { closing }),
    ]
}

proptest! {
    #[test]
    fn what_is_closed_never_changes_and_who_opened_is_said_once(entries in prop::collection::vec(entry(), 1..12)) {
        let mut shift: Option<Shift> = None;
        for (seconds, entry) in (0_i64..).zip(entries) {
            let before = shift.clone();
            let after = match &before {
                None => Shift::begin(ShiftNumber(1), at(seconds), &entry),
                Some(shift) => shift.after(at(seconds), &entry),
            };
            let Ok(after) = after else { continue };
            if let Some(before) = before {
                prop_assert!(before.is_open());
                prop_assert_eq!(before.opened_at, after.opened_at);
                if let Some(opener) = before.opener() {
                    prop_assert_eq!(Some(opener), after.opener());
                }
            }
            shift = Some(after);
        }
    }

    #[test]
    fn an_entry_survives_the_journal(entry in entry()) {
        let json = serde_json::to_string(&entry).expect("plain data");
        prop_assert_eq!(serde_json::from_str::<ShiftEntry>(&json).expect("what was written can be read"), entry);
    }
}

#[test]
fn a_shift_is_overdue_once_the_next_day_has_begun() {
    let opened_at: Timestamp = "2026-11-20T09:00:00+09:00".parse().expect("a time");
    let shift = Shift::begin(ShiftNumber(1), opened_at, &opened(None)).expect("it begins");
    let is_overdue = |at: &str| shift.is_overdue(at.parse().expect("a time"));
    assert!(!is_overdue("2026-11-21T03:59:59+09:00"));
    assert!(is_overdue("2026-11-21T04:00:00+09:00"));
}
