//! Receipts: looked at without a printer, and out of one that staff have set up.

use fantoccini::key::Key;
use receipts::printer::PrinterAddress;

use crate::paper::fake_printer::{FakePrinter, WELL};
use crate::paper::interpreter::{Command, commands};
use crate::support::{Screen, Terminal};

async fn pay(till: &Terminal, amount: &str) {
    till.type_keys(amount).await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.scan_as("rich").await;
    till.sale_is("succeeded").await;
}

#[tokio::test]
async fn a_receipt_is_seen_without_a_printer_and_comes_out_of_one_that_was_set_up() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    pay(&till, "1200").await;
    till.press("slip").await;
    till.shows("receipt-picture").await;
    till.picture("receipt-ja").await;
    till.press("print-receipt").await;
    till.says("receipt-outcome", "プリンターが設定されていません").await;
    till.press("set-up-printer").await;
    till.press("kind-network").await;
    let printer = FakePrinter::start(WELL);
    let PrinterAddress::Network { host, port } = printer.address.clone() else { panic!("a socket") };
    till.shows("printer-address").await.send_keys(&format!("{host}:{port}")).await.unwrap();
    till.press("printer-save").await;
    till.says("printer-state", "使えます").await;
    till.picture("printer-ja").await;
    till.press("printer-back").await;
    till.press("done").await;
    till.sale_is("idle").await;
    pay(&till, "980").await;
    // Being asked what it answers, and how it is, are two connections without a picture.
    let slip = loop {
        let done = commands(&printer.connection());
        if done.iter().any(|command| matches!(command, Command::Picture { .. })) {
            break done;
        }
    };
    assert!(!slip.iter().any(|command| matches!(command, Command::Kick { .. } | Command::KickNow { .. })));
    till.close().await;
}
