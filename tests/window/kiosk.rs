//! The kiosk on a desktop with frames: it has the whole screen, and only who may change settings leaves it. Outside of it
//! the window comes back to where it stood.

use fantoccini::key::Key;

use crate::staff::{MANAGER, locks_and_lets_the_clerk_in, sets_up_two_people, types_pin};
use crate::support::Terminal;

#[tokio::test]
async fn a_kiosk_has_the_whole_screen_and_is_left_only_with_the_managers_pin() {
    let mut till = Terminal::in_practice_in_a_frame().await;
    till.has_a_frame().await;
    sets_up_two_people(&till).await;
    turns_the_kiosk_on(&till).await;
    till.has_the_whole_screen().await;
    till.restart_after_a_power_cut().await;
    till.has_the_whole_screen().await;
    till.shows("lock-screen").await;
    types_pin(&till, MANAGER).await;
    till.is_gone("lock-screen").await;
    locks_and_lets_the_clerk_in(&till).await;
    // The clerk lacks the right: without a PIN the question changes nothing.
    till.ask_to_close();
    till.shows("close-anyway").await;
    till.picture("kiosk-question-ja").await;
    till.press("close-anyway").await;
    till.shows("pin-confirm").await;
    till.picture("kiosk-pin-ja").await;
    till.press_key(Key::Escape).await;
    till.is_gone("pin-confirm").await;
    till.press("stay-open").await;
    till.is_gone("close-anyway").await;
    till.has_the_whole_screen().await;
    till.press_alt_f4();
    till.press("close-anyway").await;
    till.shows("pin-confirm").await;
    types_pin(&till, "9999").await;
    till.says("pin-problem", "4").await;
    till.person_looks().await;
    till.type_keys(MANAGER).await;
    till.ends_with_enter().await;
    till.start_again().await;
    till.has_the_whole_screen().await;
    till.close().await;
}

#[tokio::test]
async fn a_kiosk_that_does_not_sell_yet_is_closed_only_with_the_managers_pin_too() {
    let mut till = Terminal::in_practice_in_a_frame().await;
    sets_up_two_people(&till).await;
    turns_the_kiosk_on(&till).await;
    locks_and_lets_the_clerk_in(&till).await;
    ends_practice(&till).await;
    till.press_alt_f4();
    till.press("close-anyway").await;
    till.shows("pin-confirm").await;
    till.press_key(Key::Escape).await;
    till.is_gone("pin-confirm").await;
    till.picture("kiosk-question-in-setup-ja").await;
    till.press("stay-open").await;
    till.is_gone("close-anyway").await;
    till.press_alt_f4();
    till.press("close-anyway").await;
    till.shows("pin-confirm").await;
    till.person_looks().await;
    till.type_keys(MANAGER).await;
    till.ends_with_enter().await;
    till.start_again().await;
    till.has_the_whole_screen().await;
    till.close().await;
}

#[tokio::test]
async fn the_window_comes_back_to_where_it_stood() {
    let mut till = Terminal::in_practice_in_a_frame().await;
    till.has_a_frame().await;
    till.pull_to((210, 130, 1100, 700)).await;
    let place = till.place();
    till.ask_to_close();
    till.has_ended().await;
    till.start_again().await;
    till.stands_at(place).await;
    till.has_a_frame().await;
    till.close().await;
}

/// F10, the machine's section, the switch.
async fn turns_the_kiosk_on(till: &Terminal) {
    till.press_key(Key::F10).await;
    till.press("section-machine").await;
    till.press("set-kiosk").await;
    till.is_there("[data-testid=set-kiosk][aria-checked=true]").await;
    till.press_key(Key::Escape).await;
    till.shows("amount").await;
}

/// F10, the machine's section, the connection; the clerk needs the manager's PIN for it.
async fn ends_practice(till: &Terminal) {
    till.press_key(Key::F10).await;
    till.press("section-machine").await;
    till.press("open-connection").await;
    till.press("connection-yes").await;
    till.shows("pin-confirm").await;
    types_pin(till, MANAGER).await;
    till.shows("setup-practice").await;
}
