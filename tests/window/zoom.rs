//! A screen that is drawn larger for somebody who would not read it otherwise.

use fantoccini::key::Key;
use serde_json::json;

use crate::support::{Screen, Terminal};

/// The width of the page, in its own pixels.
async fn room(till: &Terminal) -> u64 {
    let width = till.in_the_page("arguments[0](window.innerWidth);", Vec::new()).await;
    width.as_u64().expect("a number of pixels")
}

async fn has_room(till: &Terminal, wanted: u64) {
    let seen = json!(wanted);
    let script = "const [wanted, done] = arguments;\
        (function look() { innerWidth === wanted ? done(true) : requestAnimationFrame(look); })();";
    till.in_the_page(script, vec![seen]).await;
}

/// Every module is a whole number of the monitor's pixels: nothing in the QR is grey.
async fn qr_is_sharp(till: &Terminal, zoom: f64) {
    let script = "const { left, top, width } = document.querySelector('[data-testid=qr]').getBoundingClientRect();\
        arguments[0]([left, top, width]);";
    let place = till.in_the_page(script, Vec::new()).await;
    let [left, top, side] = [0, 1, 2].map(|at| place[at].as_f64().expect("a place") * zoom);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place on the monitor")]
    let [left, top, side] = [left.round() as u32, top.round() as u32, side.round() as u32];
    let photograph = till.photograph();
    let qr = image::imageops::crop_imm(&photograph, left, top, side, side).to_image();
    let is_grey = |pixel: &&image::Rgb<u8>| pixel.0 != [0; 3] && pixel.0 != [255; 3];
    assert_eq!(qr.pixels().filter(is_grey).count(), 0, "grey pixels in a QR of {side} pixels at {left}, {top}");
}

#[tokio::test]
async fn a_payment_is_taken_at_twice_the_size_and_its_qr_is_sharp() {
    let mut till = Terminal::in_practice(Screen::COMMON).await;
    let usual = room(&till).await;
    for _ in 0..4 {
        till.press_with_control("+").await;
    }
    has_room(&till, usual / 2).await;
    till.picture("twice-sell-ja").await;
    till.type_keys("1200").await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.shows("qr").await;
    till.picture("twice-waiting-ja").await;
    let token = till.newest_token();
    assert_eq!(till.reads_codes(1).await, [token]);
    qr_is_sharp(&till, 2.0).await;
    // Who needs it needs it tomorrow, too.
    till.restart_after_a_power_cut().await;
    till.sale_is("waiting").await;
    has_room(&till, usual / 2).await;
    till.press_with_control("0").await;
    has_room(&till, usual).await;
    till.close().await;
}
