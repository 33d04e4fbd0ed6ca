//! Properties of the one function that moves a sale, over any order of events.

use jiff::Timestamp;
use partner_api::ids::{CashtrayId, TransactionId};
use proptest::prelude::*;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{Attempt, CancelCause, Entry, Failure, Intent, Place, Sale, SaleEvent, SaleState, Success, Trace, Tray};
use crate::money::{Amount, Direction};
use crate::tag::{SaleNumber, Tag, TillCode};
use crate::view::CreateProblem;

fn yen(units: u32) -> Amount {
    Amount::try_from(Decimal::from(units)).expect("above zero")
}

pub(crate) fn intent(number: u32) -> Intent {
    let code: TillCode = "A".parse().expect("a code");
    Intent {
        number: SaleNumber(number),
        direction: if number.is_multiple_of(2) { Direction::Topup } else { Direction::Payment },
        amount: yen(1200),
        note: "table 5".to_owned(),
        tag: Tag::new(&code, SaleNumber(number), u64::from(number)),
        started_at: Timestamp::UNIX_EPOCH,
        bill: None,
        life_seconds: None,
    }
}

fn cause() -> impl Strategy<Value = CancelCause> {
    prop_oneof![
        Just(CancelCause::Staff),
        Just(CancelCause::Abandoned),
        Just(CancelCause::WrongTray),
        Just(CancelCause::Unreliable),
        (1_u32..5000).prop_map(|to| CancelCause::AmendUnanswered { to: yen(to) }),
    ]
}

fn tray() -> impl Strategy<Value = Tray> {
    (1_u32..5000, any::<u32>()).prop_map(|(amount, end)| Tray {
        id: CashtrayId(Uuid::from_u128(u128::from(amount))),
        token: "https://www.pokepay.jp/cashtrays/x".to_owned(),
        amount: yen(amount),
        expires_at: Timestamp::from_second(i64::from(end)).expect("in range"),
    })
}

fn problem() -> impl Strategy<Value = CreateProblem> {
    prop_oneof![
        Just(CreateProblem::NoAnswer),
        Just(CreateProblem::Interrupted),
        Just(CreateProblem::Refused { status: 422, error_type: "x".to_owned(), error_message: "y".to_owned() }),
    ]
}

fn success() -> impl Strategy<Value = Success> {
    (0_i64..10_000, 0_u32..3).prop_map(|(amount, scale)| Success {
        transaction_id: TransactionId(Uuid::from_u128(7)),
        amount: Decimal::new(amount, scale),
        money_amount: Decimal::new(amount, scale),
        point_amount: Decimal::ZERO,
        done_at: "soon".to_owned(),
        customer: "山田 太郎".to_owned(),
        customer_mark: None,
    })
}

pub(crate) fn event() -> impl Strategy<Value = SaleEvent> {
    prop_oneof![
        Just(SaleEvent::Abandoned),
        tray().prop_map(|tray| SaleEvent::Opened { tray }),
        tray().prop_map(|tray| SaleEvent::OpenedUnfit { tray }),
        problem().prop_map(|problem| SaleEvent::NotOpened { problem }),
        cause().prop_map(|cause| SaleEvent::CancelAsked { cause }),
        (1_u32..5000).prop_map(|to| SaleEvent::AmendAsked { to: yen(to) }),
        Just(SaleEvent::ExtendAsked),
        tray().prop_map(|tray| SaleEvent::Confirmed { amount: tray.amount, expires_at: tray.expires_at }),
        Just(SaleEvent::AttemptSeen { attempt: Attempt { error_type: String::new(), at: None } }),
        success().prop_map(|success| SaleEvent::Succeeded { success }),
        Just(SaleEvent::Failed { failure: Failure::unresolved() }),
        Just(SaleEvent::Canceled),
        Just(SaleEvent::Expired),
        success().prop_map(|success| SaleEvent::FoundInList { asked: yen(7), success }),
        Just(SaleEvent::NotInList),
        Just(SaleEvent::Parked),
        Just(SaleEvent::Acknowledged),
    ]
}

/// A sale and the events that could happen to it, out of any that were tried.
pub(crate) fn lived(events: Vec<SaleEvent>, number: u32) -> (Sale, Vec<SaleEvent>) {
    events.into_iter().fold((Sale::begin(intent(number)), Vec::new()), |(sale, mut legal), event| {
        match sale.after(&event) {
            Ok(after) => {
                legal.push(event);
                (after, legal)
            }
            Err(_) => (sale, legal),
        }
    })
}

proptest! {
    #[test]
    fn what_has_ended_changes_only_to_a_success_that_the_list_shows(
        events in prop::collection::vec(event(), 0..40),
        more in event(),
    ) {
        let (sale, _) = lived(events, 1);
        if let (true, Ok(after)) = (sale.state.is_final(), sale.after(&more)) {
            if let SaleEvent::FoundInList { success, asked } = more {
                prop_assert!(!matches!(sale.state, SaleState::Succeeded { .. }), "a success is sticky");
                prop_assert_eq!(after.state, SaleState::Succeeded { asked, success, overtaken: None });
                let stays = sale.place == Place::Screen && matches!(sale.state, SaleState::Failed { .. });
                let place = if stays { Place::Screen } else { Place::Aside };
                prop_assert_eq!((after.place, after.trace), (place, Trace::Found), "staff are told");
            } else {
                prop_assert_eq!(after.state, sale.state);
                prop_assert!(matches!(more, SaleEvent::Acknowledged | SaleEvent::NotInList));
            }
        }
    }

    #[test]
    fn what_may_have_left_a_tray_behind_is_never_over_before_the_list_was_asked(
        events in prop::collection::vec(event(), 0..40),
    ) {
        let (sale, legal) = lived(events, 1);
        let leaves_one = |event: &SaleEvent| match event {
            SaleEvent::NotOpened { problem } => problem.may_have_made_tray(),
            SaleEvent::Failed { failure } => failure == &Failure::unresolved(),
            _ => false,
        };
        let asks = |event: &SaleEvent| matches!(event, SaleEvent::FoundInList { .. } | SaleEvent::NotInList);
        if legal.iter().any(leaves_one) && !legal.iter().any(asks) {
            prop_assert_eq!(sale.trace, Trace::Sought);
            prop_assert!(!sale.is_over());
        }
    }

    #[test]
    fn only_an_end_can_be_acknowledged(events in prop::collection::vec(event(), 0..40)) {
        let (sale, _) = lived(events, 1);
        prop_assert_eq!(sale.after(&SaleEvent::Acknowledged).is_ok(), sale.state.is_final());
        prop_assert!(sale.place != Place::Filed || sale.state.is_final());
    }

    #[test]
    fn a_tray_that_was_never_shown_never_becomes_open(events in prop::collection::vec(event(), 1..40)) {
        let (_, legal) = lived(events, 1);
        let mut sale = Sale::begin(intent(1));
        let mut was_unfit = false;
        for event in legal {
            was_unfit |= matches!(event, SaleEvent::OpenedUnfit { .. } | SaleEvent::Abandoned);
            sale = sale.after(&event).expect("it was legal before");
            let is_shown = matches!(sale.state, SaleState::Open { .. });
            prop_assert!(!(was_unfit && is_shown));
        }
    }

    #[test]
    fn once_read_it_ends_only_by_a_result(events in prop::collection::vec(event(), 1..40)) {
        let (_, legal) = lived(events, 1);
        let mut sale = Sale::begin(intent(1));
        let mut was_read = false;
        for event in legal {
            was_read |= matches!(event, SaleEvent::AttemptSeen { .. });
            sale = sale.after(&event).expect("it was legal before");
            let ends_unread = matches!(sale.state, SaleState::Canceled { .. } | SaleState::Expired { .. });
            prop_assert!(!(was_read && ends_unread));
        }
    }

    #[test]
    fn every_entry_reads_back_as_it_was_written(events in prop::collection::vec(event(), 0..10)) {
        let entries = events.into_iter().map(Entry::Happened).chain([Entry::Begun(intent(1))]);
        for entry in entries {
            let text = serde_json::to_string(&entry).expect("plain data");
            let read: Entry = serde_json::from_str(&text).expect("what was written can be read");
            prop_assert_eq!(read, entry);
        }
    }
}

#[test]
fn entries_of_a_later_version_with_more_fields_can_be_read() {
    let text = r#"{"entry":"happened","event":"canceled","why":"a field of the future"}"#;
    let entry: Entry = serde_json::from_str(text).expect("unknown fields are ignored");
    assert_eq!(entry, Entry::Happened(SaleEvent::Canceled));
}

#[test]
fn the_form_of_the_entries_on_disk_is_kept() {
    let text = r#"{"entry":"begun","number":42,"direction":"payment","amount":"1200","note":"n",
        "tag":"[A-0042-000000000001A]","started_at":"2026-11-20T06:00:00Z"}"#;
    let entry: Entry = serde_json::from_str(text).expect("files of version 1 can be read for ever");
    assert!(matches!(entry, Entry::Begun(intent) if intent.number == SaleNumber(42)));
    let text = r#"{"entry":"happened","event":"cancel_asked","cause":{"because":"amend_unanswered","to":"900"}}"#;
    let entry: Entry = serde_json::from_str(text).expect("files of version 1 can be read for ever");
    let cause = CancelCause::AmendUnanswered { to: yen(900) };
    assert_eq!(entry, Entry::Happened(SaleEvent::CancelAsked { cause }));
}

#[test]
fn a_token_is_never_printed() {
    let tray = Tray {
        id: CashtrayId(Uuid::from_u128(1)),
        token: "https://secret".to_owned(),
        amount: yen(1),
        expires_at: Timestamp::UNIX_EPOCH,
    };
    assert!(!format!("{:?}", SaleState::Open { tray }).contains("secret"));
}
