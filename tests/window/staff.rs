//! Two people at one till: set up by hand, one refused and the other asked, wrong PINs, the lock.

use fantoccini::key::Key;

use crate::support::{Screen, Terminal};

/// The manager's PIN and the clerk's.
pub(crate) const MANAGER: &str = "4071";
const CLERK: &str = "8264";

#[tokio::test]
async fn a_clerks_refund_waits_for_the_managers_pin_and_goes_on_by_itself() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    sets_up_two_people(&till).await;
    locks_and_lets_the_clerk_in(&till).await;
    pays(&till, "1200").await;
    asks_for_a_refund(&till).await;
    till.picture("staff-approve-ja").await;
    types_pin(&till, "9999").await;
    till.says("pin-problem", "4").await;
    types_pin(&till, MANAGER).await;
    till.is_there("[data-testid=refund-state][data-state=refunded]").await;
    till.says("who", "花子").await;
    till.picture("staff-refunded-ja").await;
    till.close().await;
}

#[tokio::test]
async fn five_wrong_pins_cost_a_wait_that_a_restart_does_not_end() {
    let mut till = Terminal::in_practice(Screen::SMALLEST).await;
    sets_up_two_people(&till).await;
    till.press_key(Key::F12).await;
    till.shows("lock-screen").await;
    for left in ["4", "3", "2", "1"] {
        types_pin(&till, "9999").await;
        till.says("pin-problem", left).await;
    }
    types_pin(&till, "9999").await;
    till.says("pin-wait", "秒").await;
    till.picture("staff-wait-ja").await;
    till.is_there("[data-testid=log-in]:disabled").await;
    till.restart_after_a_power_cut().await;
    till.shows("lock-screen").await;
    types_pin(&till, MANAGER).await;
    till.says("pin-wait", "秒").await;
    till.close().await;
}

#[tokio::test]
async fn a_lock_covers_neither_the_qr_nor_the_outcome() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    sets_up_two_people(&till).await;
    till.type_keys("980").await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.press_key(Key::F12).await;
    till.shows("lock-bar").await;
    till.shows("qr").await;
    till.picture("staff-lock-over-qr-ja").await;
    till.phone_scans("rich");
    till.sale_is("succeeded").await;
    assert!(!till.has("lock-screen").await);
    till.picture("staff-lock-over-paid-ja").await;
    till.press_key(Key::Enter).await;
    till.shows("pin-confirm").await;
    types_pin(&till, MANAGER).await;
    till.sale_is("idle").await;
    till.close().await;
}

/// F10, the section, the manager first, then a clerk who may take payments and top up.
pub(crate) async fn sets_up_two_people(till: &Terminal) {
    till.press_key(Key::F10).await;
    till.press("section-staff").await;
    till.press("open-people").await;
    till.press("person-add").await;
    adds(till, "佐藤", MANAGER).await;
    till.says("who", "佐藤").await;
    till.press("person-add").await;
    adds(till, "花子", CLERK).await;
    till.picture("staff-people-ja").await;
    till.press_key(Key::Escape).await;
    till.press_key(Key::Escape).await;
    till.shows("amount").await;
}

async fn adds(till: &Terminal, name: &str, pin: &str) {
    till.enter("person-name", name).await;
    till.press("person-save").await;
    till.is_there("[data-testid=pin-step][data-step=first]").await;
    types_pin(till, pin).await;
    till.is_there("[data-testid=pin-step][data-step=again]").await;
    types_pin(till, pin).await;
    till.says("people-done", name).await;
}

pub(crate) async fn locks_and_lets_the_clerk_in(till: &Terminal) {
    till.press_key(Key::F12).await;
    till.shows("lock-screen").await;
    till.picture("staff-lock-ja").await;
    till.press_key(Key::Down).await;
    types_pin(till, CLERK).await;
    till.is_gone("lock-screen").await;
    till.says("who", "花子").await;
}

async fn pays(till: &Terminal, amount: &str) {
    till.type_keys(amount).await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.phone_scans("rich");
    till.sale_is("succeeded").await;
}

async fn asks_for_a_refund(till: &Terminal) {
    till.person_looks().await;
    till.type_keys("r").await;
    till.shows("refund-reason").await;
    till.enter("refund-reason", "打ち間違い").await;
    till.press_key(Key::Enter).await;
    till.shows("refund-confirm").await;
    till.press_key(Key::Enter).await;
    till.shows("pin-confirm").await;
}

/// Digits, then Enter.
pub(crate) async fn types_pin(till: &Terminal, pin: &str) {
    till.person_looks().await;
    till.type_keys(pin).await;
    till.press_key(Key::Enter).await;
}
