//! A screen that is drawn larger for somebody who would not read it otherwise.

use fantoccini::key::Key;

use crate::support::{Screen, Terminal};

/// The width of the window, in pixels of the monitor.
const WIDTH: f64 = 1280.0;

/// Waits until the page is drawn so much larger.
async fn is_drawn(till: &Terminal, zoom: f64) {
    let room = async || till.in_the_page("arguments[0](innerWidth);", Vec::new()).await.as_f64().expect("a width");
    till.becomes(async || (room().await - WIDTH / zoom).abs() < 1.0).await;
}

/// Waits until the QR is drawn in its place and every module is a whole number of the monitor's pixels: nothing in it is
/// grey. One that is not sharp stays so.
async fn qr_is_sharp(till: &Terminal, zoom: f64) {
    till.becomes(async || grey_pixels(till, zoom).await == 0).await;
}

async fn grey_pixels(till: &Terminal, zoom: f64) -> usize {
    let script = "const { left, top, width } = document.querySelector('[data-testid=qr]').getBoundingClientRect();\
        arguments[0]([left, top, width]);";
    let place = till.in_the_page(script, Vec::new()).await;
    let [left, top, side] = [0, 1, 2].map(|at| place[at].as_f64().expect("a place") * zoom);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place on the monitor")]
    let [left, top, side] = [left.round() as u32, top.round() as u32, side.round() as u32];
    let photograph = till.photograph();
    let qr = image::imageops::crop_imm(&photograph, left, top, side, side).to_image();
    qr.pixels().filter(|pixel| pixel.0 != [0; 3] && pixel.0 != [255; 3]).count()
}

#[tokio::test]
async fn a_payment_is_taken_at_every_size_up_to_twice_and_its_qr_is_sharp() {
    let mut till = Terminal::in_practice(Screen::COMMON).await;
    is_drawn(&till, 1.0).await;
    for _ in 0..4 {
        till.press_with_control("+").await;
    }
    is_drawn(&till, 2.0).await;
    till.picture("twice-sell-ja").await;
    till.type_keys("1200").await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.shows("qr").await;
    till.picture("twice-waiting-ja").await;
    let token = till.newest_token();
    assert_eq!(till.reads_codes(1).await, [token]);
    qr_is_sharp(&till, 2.0).await;
    for zoom in [1.75, 1.5, 1.25] {
        till.press_with_control("-").await;
        is_drawn(&till, zoom).await;
        qr_is_sharp(&till, zoom).await;
    }
    // Who needs it needs it tomorrow, too.
    till.restart_after_a_power_cut().await;
    till.sale_is("waiting").await;
    is_drawn(&till, 1.25).await;
    till.press_with_control("0").await;
    is_drawn(&till, 1.0).await;
    qr_is_sharp(&till, 1.0).await;
    till.close().await;
}
