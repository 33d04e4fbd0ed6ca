//! Properties of the one function that moves a refund, over any order of events.

use jiff::Timestamp;
use partner_api::ids::TransactionId;
use proptest::prelude::*;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{Refund, RefundEntry, RefundEvent, RefundFacts, RefundIntent, RefundRequest, RefundState, Refusal};
use crate::money::Direction;
use crate::tag::{SaleNumber, Tag, TillCode};
use crate::view::NotCarriedOut;

fn request(reason: &str) -> RefundRequest {
    RefundRequest { reason: reason.to_owned(), staff: "Mori".to_owned(), asked_at: Timestamp::UNIX_EPOCH }
}

pub(crate) fn intent(number: u32) -> RefundIntent {
    let code: TillCode = "A".parse().expect("a code");
    RefundIntent {
        sale: SaleNumber(number),
        transaction_id: TransactionId(Uuid::from_u128(u128::from(number))),
        direction: if number.is_multiple_of(2) { Direction::Topup } else { Direction::Payment },
        amount: Decimal::from(1200),
        money_amount: Decimal::from(1000),
        point_amount: Decimal::from(200),
        tag: Tag::new(&code, SaleNumber(number), u64::from(number)),
        request: request("wrong size"),
    }
}

fn facts() -> RefundFacts {
    RefundFacts { refunded_at: Timestamp::UNIX_EPOCH }
}

pub(crate) fn event() -> impl Strategy<Value = RefundEvent> {
    let refusal =
        Refusal { status: 422, error_type: "account_balance_not_enough".to_owned(), error_message: "x".to_owned() };
    prop_oneof![
        any::<u32>()
            .prop_map(|at| RefundEvent::Sent { over_at: Timestamp::from_second(i64::from(at)).expect("in range") }),
        Just(RefundEvent::Unanswered),
        Just(RefundEvent::Refunded { facts: facts() }),
        Just(RefundEvent::FoundRefunded { facts: facts() }),
        Just(RefundEvent::Refused { refusal }),
        Just(RefundEvent::NotCarriedOut { why: NotCarriedOut::NeverArrived }),
        Just(RefundEvent::TriedAgain { request: request("once more") }),
        Just(RefundEvent::Acknowledged),
    ]
}

/// A refund and the events that could happen to it, out of any that were tried.
pub(crate) fn lived(events: Vec<RefundEvent>, number: u32) -> (Refund, Vec<RefundEvent>) {
    events.into_iter().fold((Refund::begin(intent(number)), Vec::new()), |(refund, mut legal), event| {
        match refund.after(&event) {
            Ok(after) => {
                legal.push(event);
                (after, legal)
            }
            Err(_) => (refund, legal),
        }
    })
}

fn is_taken_back(refund: &Refund) -> bool {
    matches!(refund.state, RefundState::Refunded { .. } | RefundState::RefundedElsewhere { .. })
}

proptest! {
    #[test]
    fn what_was_taken_back_stays_so(events in prop::collection::vec(event(), 0..40), more in event()) {
        let (refund, _) = lived(events, 1);
        if let (true, Ok(after)) = (is_taken_back(&refund), refund.after(&more)) {
            prop_assert_eq!(after.state, refund.state);
            prop_assert_eq!(more, RefundEvent::Acknowledged);
        }
    }

    #[test]
    fn a_request_that_may_be_under_way_is_never_followed_by_another(events in prop::collection::vec(event(), 1..40)) {
        let (_, legal) = lived(events, 1);
        let mut refund = Refund::begin(intent(1));
        for event in legal {
            let may_be_under_way = matches!(refund.state, RefundState::Asking { .. } | RefundState::Unanswered { .. });
            let is_sent = matches!(event, RefundEvent::Sent { .. });
            prop_assert!(!(may_be_under_way && is_sent));
            refund = refund.after(&event).expect("it was legal before");
        }
    }

    #[test]
    fn only_what_has_settled_can_be_acknowledged(events in prop::collection::vec(event(), 0..40)) {
        let (refund, _) = lived(events, 1);
        prop_assert_eq!(refund.after(&RefundEvent::Acknowledged).is_ok(), refund.state.is_settled());
        prop_assert!(!refund.is_filed || refund.state.is_settled());
        prop_assert_eq!(
            refund.after(&RefundEvent::TriedAgain { request: request("again") }).is_ok(),
            refund.state.may_be_tried_again()
        );
    }

    #[test]
    fn every_entry_reads_back_as_it_was_written(events in prop::collection::vec(event(), 0..10)) {
        let entries = events.into_iter().map(RefundEntry::Happened).chain([RefundEntry::Begun(intent(1))]);
        for entry in entries {
            let text = serde_json::to_string(&entry).expect("plain data");
            let read: RefundEntry = serde_json::from_str(&text).expect("what was written can be read");
            prop_assert_eq!(read, entry);
        }
    }
}

#[test]
fn the_form_of_the_entries_on_disk_is_kept() {
    let text = r#"{"entry":"begun","sale":42,"transaction_id":"3f8a7c12-41d0-4f0e-9c1b-7a2b5d9e41f0",
        "direction":"payment","amount":"1200","money_amount":"1000","point_amount":"200",
        "tag":"[A-0042-000000000001A]","reason":"wrong size","asked_at":"2026-11-20T06:00:00Z"}"#;
    let entry: RefundEntry = serde_json::from_str(text).expect("files of version 1 can be read for ever");
    assert!(matches!(entry, RefundEntry::Begun(intent) if intent.request.reason == "wrong size"));
    let text =
        r#"{"entry":"happened","event":"not_carried_out","why":"never_arrived","later":"a field of the future"}"#;
    let entry: RefundEntry = serde_json::from_str(text).expect("unknown fields are ignored");
    assert_eq!(entry, RefundEntry::Happened(RefundEvent::NotCarriedOut { why: NotCarriedOut::NeverArrived }));
}
