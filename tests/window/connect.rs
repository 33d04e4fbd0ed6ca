//! A shop is connected, by hand and by a script, and sells again after a restart with the keys from the key store.

use std::process::Command;

use fantoccini::key::Key;

use crate::support::shop::FarShop;
use crate::support::{Screen, Terminal};

/// Takes a payment from the amount to its result.
async fn sells(till: &Terminal, shop: &FarShop, picture: &str) {
    let before = shop.transactions();
    till.sale_is("idle").await;
    till.person_looks().await;
    till.type_keys("1200").await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.shows("qr").await;
    shop.customer_scans("rich");
    till.sale_is("succeeded").await;
    till.says("sale-amount", "1,200").await;
    till.picture(picture).await;
    assert_eq!(shop.transactions(), before + 1, "the shop's own books have the payment");
    till.press("done").await;
    till.sale_is("idle").await;
}

/// Every step proposes its answer; whoever agrees presses one key, until it is asked where the keys are kept. While the
/// server is being asked, the key waits for nothing and does nothing.
async fn agrees_with_every_proposal(till: &Terminal, picture: &str) {
    for press in 0..100 {
        if till.has("setup-keep").await {
            return;
        }
        till.picture(&format!("{picture}-{press:02}-ja")).await;
        till.press_key(Key::Enter).await;
    }
}

/// What the audit log of the machine says, the oldest first.
fn audit_log(till: &Terminal) -> String {
    let shown = Command::new(env!("CARGO_BIN_EXE_cashtray-terminal"))
        .args(["audit", "show", "--data-dir"])
        .arg(till.home().join("till"))
        .output()
        .unwrap();
    assert!(shown.status.success(), "{shown:?}");
    String::from_utf8(shown.stdout).unwrap()
}

#[tokio::test]
async fn a_new_user_goes_from_config_ini_to_a_paid_sale_and_sells_again_after_a_restart() {
    let shop = FarShop::opens();
    let mut till = Terminal::on_a_fresh_desktop(Screen::COMMON).await;
    till.shows("setup-practice").await;
    till.picture("connect-1-first-ja").await;
    till.press("setup-connect").await;
    till.enter("config", &shop.config()).await;
    till.press("keys-more").await;
    till.enter("ca", &shop.ca()).await;
    till.picture("connect-2-keys-ja").await;
    till.press("setup-next").await;
    till.is_there("[data-check=shops][data-result=fine]").await;
    agrees_with_every_proposal(&till, "connect-3").await;
    till.shows("keep-system").await;
    till.picture("connect-4-keep-ja").await;
    till.press("setup-keep").await;
    sells(&till, &shop, "connect-5-paid-ja").await;
    assert!(!till.has("practice-banner").await, "no practice");

    till.restart_after_a_power_cut().await;
    sells(&till, &shop, "connect-6-paid-after-restart-ja").await;
    till.close().await;
}

#[tokio::test]
async fn a_provisioned_till_opens_its_shop_by_itself_and_takes_a_payment() {
    let shop = FarShop::opens();
    let mut till = Terminal::on_a_desktop_after(Screen::SMALLEST, |provision| {
        provision.args(["provision", "--config", &shop.config(), "--ca", &shop.ca()]);
        provision.args(["--shop", &shop.value("shop_id"), "--money", &shop.value("private_money_id")]);
        provision.args(["--till-code", "B"]);
    })
    .await;
    sells(&till, &shop, "provisioned-paid-ja").await;
    let told = audit_log(&till);
    let (provisioned, opened) = (told.find(": provisioned"), told.find("opened"));
    assert!(provisioned.is_some() && provisioned < opened, "what a script did stands before what came of it: {told}");
    till.restart_after_a_power_cut().await;
    sells(&till, &shop, "provisioned-paid-after-restart-ja").await;
    till.close().await;
}

#[tokio::test]
async fn a_user_without_a_key_store_is_told_so_and_may_sell_for_this_run() {
    let mut shop = FarShop::opens();
    let till = Terminal::on_a_fresh_machine(Screen::COMMON).await;
    till.press("setup-connect").await;
    till.enter("config", &shop.config()).await;
    till.press("keys-more").await;
    till.enter("ca", &shop.ca()).await;
    till.press("setup-next").await;
    till.is_there("[data-check=shops][data-result=fine]").await;
    agrees_with_every_proposal(&till, "connect-without").await;
    till.says("keep-system-trouble", "OSの鍵の保管場所").await;
    till.picture("connect-without-a-key-store-ja").await;
    till.press("keep-this_run").await;
    till.press("setup-keep").await;
    sells(&till, &shop, "connect-this-run-paid-ja").await;
    let told = audit_log(&till);
    let (kept, opened) = (told.find("keys of "), told.find("opened"));
    assert!(kept.is_some() && kept < opened, "the keys are in the log, before the till that sells with them: {told}");
    assert!(told.contains(": kept"), "{told}");

    // The keys stay as long as the program runs, also over the choice of another shop, and without the server.
    till.press_key(Key::F10).await;
    till.press("section-machine").await;
    till.press("open-connection").await;
    till.shows("connection-yes").await;
    shop.goes_dark();
    till.press_key(Key::Enter).await;
    till.shows("profile").await;
    till.press_key(Key::Enter).await;
    till.sale_is("idle").await;
    till.type_keys("500").await;
    till.is_there("[data-testid=connection][data-state=offline]").await;
    till.picture("connect-this-run-offline-ja").await;
    till.press_key(Key::Enter).await;
    till.says("sale-reason", "QR").await;
    till.close().await;
}
