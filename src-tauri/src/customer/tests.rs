use std::time::{Duration, Instant};

use proptest::prelude::*;
use till::money::Direction;
use till::view::{
    CheckingReason, ConnectionState, ConnectionView, CreateProblem, Notice, SaleAction, SaleRow, SaleRowState,
    SaleStateView, SaleView, ShopView, TillView,
};

use super::{CustomerPicture, CustomerQr, CustomerShop, CustomerView, Display, glance};
use crate::snapshot::Language;

const RESULT_FOR: Duration = Duration::from_secs(8);

/// Strings that nobody but staff may read, each to be recognised wherever it turns up.
const SECRETS: [&str; 8] = [
    "numberA-0042",
    "noteKEEP",
    "reasonKEEP",
    "sentenceKEEP",
    "customerKEEP",
    "transactionKEEP",
    "tokenKEEP",
    "rowKEEP",
];

fn sale(state: SaleStateView) -> SaleView {
    SaleView {
        number: SECRETS[0].to_owned(),
        direction: Direction::Payment,
        amount: "1200".to_owned(),
        note: SECRETS[1].to_owned(),
        started_at: "2026-11-20T05:30:12Z".to_owned(),
        state,
        actions: vec![SaleAction::Cancel],
        bill: None,
        token: Some(SECRETS[6].to_owned()),
    }
}

fn till(live: Option<SaleView>, parked: Vec<SaleView>) -> TillView {
    TillView {
        revision: 1,
        shop: ShopView {
            can_topup: true,
            name: "みどり商店".to_owned(),
            money_name: "みどりマネー".to_owned(),
            unit: "円".to_owned(),
            transfer_limit: "500000".to_owned(),
        },
        connection: ConnectionView { state: ConnectionState::Connected, since: "2026-11-20T05:30:12Z".to_owned() },
        live,
        parked,
        shift: None,
        recent: vec![SaleRow {
            number: SECRETS[7].to_owned(),
            direction: Direction::Payment,
            amount: "1200".to_owned(),
            at: "2026-11-20T05:30:12Z".to_owned(),
            state: SaleRowState::Failed,
            error_type: Some(SECRETS[2].to_owned()),
            customer: Some(SECRETS[4].to_owned()),
            transaction_last4: None,
            refund: None,
            actions: Vec::new(),
        }],
        refunds: Vec::new(),
        bill: None,
        notices: vec![Notice::FoundAfterwards { number: SECRETS[0].to_owned() }],
    }
}

fn waiting() -> SaleStateView {
    SaleStateView::Waiting { expires_in_ms: 287_000 }
}

fn checking() -> SaleStateView {
    SaleStateView::Checking { reason: CheckingReason::Silence, checking_for_ms: 1200, expires_in_ms: 100_000 }
}

fn succeeded() -> SaleStateView {
    SaleStateView::Succeeded {
        transaction_id: SECRETS[5].to_owned(),
        done_at: "2026-11-20T05:30:31Z".to_owned(),
        customer: Some(SECRETS[4].to_owned()),
        money_amount: "1100".to_owned(),
        point_amount: "100".to_owned(),
        shown_amount: None,
        after_restart: false,
        scanned_first: None,
        twice_of: Some(SECRETS[0].to_owned()),
        refund: None,
    }
}

fn failed(error_type: &str) -> SaleStateView {
    SaleStateView::Failed {
        error_type: error_type.to_owned(),
        error_message: SECRETS[3].to_owned(),
        after_restart: false,
    }
}

fn states() -> Vec<SaleStateView> {
    vec![
        SaleStateView::Creating,
        waiting(),
        checking(),
        succeeded(),
        failed(SECRETS[2]),
        failed("unresolved"),
        SaleStateView::Canceled { after_restart: false },
        SaleStateView::Expired { after_restart: true },
        SaleStateView::NotCreated { problem: CreateProblem::Unreachable },
    ]
}

fn qr() -> CustomerQr {
    CustomerQr { size: 45, path: "M4 4h7v1h-7z".to_owned() }
}

/// The name of what is on the screen.
fn screen(picture: &CustomerPicture) -> String {
    let json = serde_json::to_value(picture).expect("it is plain data");
    json["screen"].as_str().expect("it has a name").to_owned()
}

#[test]
fn every_state_of_a_sale_has_one_picture() {
    let pictures: Vec<String> = states()
        .into_iter()
        .map(|state| screen(&glance(&till(Some(sale(state)), Vec::new()), Some(qr()), false)))
        .collect();
    let expected =
        ["preparing", "waiting", "checking", "succeeded", "failed", "unresolved", "canceled", "expired", "idle"];
    assert_eq!(pictures, expected);
}

#[test]
fn a_sale_that_was_set_aside_is_not_on_the_customers_screen() {
    for state in states() {
        assert_eq!(glance(&till(None, vec![sale(state)]), None, false), CustomerPicture::Idle);
    }
    assert_eq!(screen(&glance(&till(Some(sale(waiting())), vec![sale(checking())]), Some(qr()), false)), "waiting");
}

#[test]
fn a_qr_that_staff_cover_or_that_is_missing_is_not_drawn() {
    let view = till(Some(sale(waiting())), Vec::new());
    assert_eq!(screen(&glance(&view, Some(qr()), true)), "preparing");
    assert_eq!(screen(&glance(&view, None, false)), "preparing");
}

#[test]
fn only_a_waiting_sale_shows_a_qr_even_if_one_is_at_hand() {
    for state in states() {
        let is_waiting = matches!(state, SaleStateView::Waiting { .. });
        let picture = glance(&till(Some(sale(state)), Vec::new()), Some(qr()), false);
        assert_eq!(matches!(picture, CustomerPicture::Waiting { .. }), is_waiting, "{picture:?}");
    }
}

proptest! {
    #[test]
    fn nothing_that_is_for_staff_reaches_the_customers_window(
        live in proptest::option::of(0_usize..9),
        parked in proptest::option::of(0_usize..9),
        topup in any::<bool>(),
        english in any::<bool>(),
        is_covered in any::<bool>(),
    ) {
        let of = |at: usize| {
            let direction = if topup { Direction::Topup } else { Direction::Payment };
            SaleView { direction, ..sale(states().swap_remove(at)) }
        };
        let till = till(live.map(of), parked.map(of).into_iter().collect());
        let shop = CustomerShop {
            name: till.shop.name.clone(),
            money_name: till.shop.money_name.clone(),
            unit: till.shop.unit.clone(),
        };
        let view = CustomerView {
            language: if english { Language::En } else { Language::Ja },
            environment: None,
            shop: Some(shop),
            dots_per_metre: None,
            picture: glance(&till, Some(qr()), is_covered),
        };
        let json = serde_json::to_string(&view).expect("it is plain data");
        for secret in SECRETS {
            prop_assert!(!json.contains(secret), "{} in {}", secret, json);
        }
        prop_assert!(!json.contains("cancel\"") && !json.contains("actions"), "{}", json);
    }
}

/// A screen with its own time.
struct Seen {
    display: Display,
    now: Instant,
}

impl Seen {
    fn new() -> Self {
        Self { display: Display::default(), now: Instant::now() }
    }

    fn after(&mut self, wait: Duration, live: Option<SaleView>) -> String {
        self.now += wait;
        screen(self.display.look(self.now, Some(&till(live, Vec::new())), Some(qr()), RESULT_FOR))
    }

    fn at_once(&mut self, live: Option<SaleView>) -> String {
        self.after(Duration::ZERO, live)
    }
}

#[test]
fn a_result_goes_after_eight_seconds_and_stays_gone_while_staff_have_not_pressed_enter() {
    let mut seen = Seen::new();
    seen.at_once(Some(sale(waiting())));
    assert_eq!(seen.at_once(Some(sale(succeeded()))), "succeeded");
    assert_eq!(seen.display.next_change(seen.now), Some(seen.now + RESULT_FOR));
    let last = Duration::from_millis(1);
    let almost = RESULT_FOR.checked_sub(last).expect("it stays for longer");
    assert_eq!(seen.after(almost, Some(sale(succeeded()))), "succeeded");
    assert_eq!(seen.after(last, Some(sale(succeeded()))), "idle");
    assert_eq!(seen.after(Duration::from_secs(60), Some(sale(succeeded()))), "idle");
    assert_eq!(seen.display.next_change(seen.now), None);
}

#[test]
fn staff_who_are_quick_do_not_take_the_result_from_the_customer() {
    let mut seen = Seen::new();
    seen.at_once(Some(sale(waiting())));
    seen.at_once(Some(sale(succeeded())));
    assert_eq!(seen.after(Duration::from_secs(1), None), "succeeded");
    assert_eq!(seen.after(Duration::from_secs(7), None), "idle");
}

#[test]
fn the_next_sale_takes_the_place_of_a_result_at_once() {
    let mut seen = Seen::new();
    seen.at_once(Some(sale(waiting())));
    seen.at_once(Some(sale(failed("account_balance_not_enough"))));
    let next = SaleView { number: "A-0043".to_owned(), ..sale(SaleStateView::Creating) };
    assert_eq!(seen.after(Duration::from_secs(1), Some(next)), "preparing");
}

#[test]
fn a_sale_that_is_parked_leaves_the_screen_at_once() {
    let mut seen = Seen::new();
    seen.at_once(Some(sale(checking())));
    assert_eq!(seen.at_once(None), "idle");
}

#[test]
fn a_result_of_before_the_start_is_nobodys_business() {
    let mut seen = Seen::new();
    assert_eq!(seen.at_once(Some(sale(succeeded()))), "idle");
    let mut nothing = Display::default();
    assert_eq!(screen(nothing.look(Instant::now(), None, None, RESULT_FOR)), "closed");
}

#[test]
fn the_customers_language_goes_with_the_sale() {
    let mut seen = Seen::new();
    seen.at_once(Some(sale(waiting())));
    seen.display.choose_language(seen.now, Language::En);
    seen.at_once(Some(sale(succeeded())));
    assert_eq!(seen.display.language(), Some(Language::En));
    seen.after(RESULT_FOR, Some(sale(succeeded())));
    assert_eq!(seen.display.language(), None);
}

#[test]
fn a_language_chosen_before_the_sale_waits_a_minute_for_it() {
    let mut seen = Seen::new();
    seen.at_once(None);
    seen.display.choose_language(seen.now, Language::En);
    assert_eq!(seen.display.next_change(seen.now), Some(seen.now + Duration::from_secs(60)));
    seen.after(Duration::from_secs(59), Some(sale(SaleStateView::Creating)));
    seen.after(Duration::from_secs(59), Some(sale(waiting())));
    assert_eq!(seen.display.language(), Some(Language::En), "the sale has it now");

    let mut seen = Seen::new();
    seen.at_once(None);
    seen.display.choose_language(seen.now, Language::En);
    seen.after(Duration::from_secs(60), None);
    assert_eq!(seen.display.language(), None, "nobody came");
}

#[test]
fn a_cover_is_for_one_sale_only() {
    let mut seen = Seen::new();
    seen.at_once(Some(sale(waiting())));
    seen.display.cover(SECRETS[0]);
    assert_eq!(seen.at_once(Some(sale(waiting()))), "preparing");
    seen.display.uncover();
    assert_eq!(seen.at_once(Some(sale(waiting()))), "waiting");
    seen.display.cover(SECRETS[0]);
    let next = SaleView { number: "A-0043".to_owned(), ..sale(waiting()) };
    assert_eq!(seen.at_once(Some(next)), "waiting");
}
