//! Results that staff must look at twice: the customer was quicker, or the QR had been used.

use fantoccini::key::Key;
use serde_json::json;

use crate::support::{Screen, Terminal};

impl Terminal {
    /// Shows a QR, which the customer scans without the till hearing of it until the far side recovers.
    async fn is_scanned_unheard(&self, amount: &str) {
        self.type_keys(amount).await;
        self.press_key(Key::Enter).await;
        self.sale_is("waiting").await;
        self.far_side_fails(&json!([{ "operation": "GetCashtray", "count": null, "action": "cut" }]));
        self.phone_scans("rich");
    }

    /// R, with the reason that stands there already, and twice yes.
    async fn gives_it_back(&self, reason: &str) {
        self.type_keys("r").await;
        let field = self.shows("refund-reason").await;
        assert_eq!(field.prop("value").await.unwrap().as_deref(), Some(reason));
        self.press_key(Key::Enter).await;
        self.shows("refund-confirm").await;
        self.press_key(Key::Enter).await;
        self.is_there("[data-testid=refund-state][data-state=refunded]").await;
    }

    /// What moved, and whether it was taken back.
    fn taken_back(&self) -> Vec<(String, bool)> {
        let shown = |it: &partner_api::schema::Transaction| (it.amount.normalize().to_string(), it.is_modified);
        self.ledger().transactions.iter().map(shown).collect()
    }
}

#[tokio::test]
async fn a_customer_who_was_quicker_than_the_cancel_is_paid_in_red_and_r_gives_it_back() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    till.is_scanned_unheard("700").await;
    till.press_key(Key::Escape).await;
    till.press_key(Key::Escape).await;
    till.far_side_was_asked("CancelCashtray").await;
    till.picture("quicker-than-cancel-checking").await;
    till.far_side_recovers();
    till.sale_is("succeeded").await;
    till.says("scanned-first", "先に読み取り").await;
    till.picture("quicker-than-cancel").await;
    till.gives_it_back("取り消しが間に合わなかった").await;
    till.is_gone("scanned-first").await;
    till.picture("quicker-than-cancel-refunded").await;
    assert_eq!(till.taken_back(), [("700".to_owned(), true)]);
    till.close().await;
}

#[tokio::test]
async fn a_customer_who_was_quicker_than_the_new_amount_is_told_with_both_amounts_and_r_gives_it_back() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    till.is_scanned_unheard("1200").await;
    till.press_key(Key::F6).await;
    till.press_key(Key::Delete).await;
    till.type_keys("980").await;
    till.press_key(Key::Enter).await;
    till.far_side_was_asked("UpdateCashtray").await;
    till.far_side_recovers();
    till.sale_is("succeeded").await;
    till.says("sale-amount", "1,200").await;
    till.says("scanned-first", "980円").await;
    till.picture("quicker-than-amend").await;
    till.gives_it_back("金額違い").await;
    till.picture("quicker-than-amend-refunded").await;
    assert_eq!(till.taken_back(), [("1200".to_owned(), true)]);
    till.close().await;
}

#[tokio::test]
async fn a_second_customer_who_scans_a_paid_qr_changes_nothing() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    till.is_scanned_unheard("500").await;
    assert_eq!(till.phone_is_refused("points"), "cashtray_already_proceed");
    till.far_side_recovers();
    till.sale_is("succeeded").await;
    till.says("sale-amount", "500").await;
    till.picture("scanned-twice").await;
    assert_eq!(till.taken_back(), [("500".to_owned(), false)]);
    till.close().await;
}

#[tokio::test]
async fn a_used_qr_without_a_transaction_is_looked_up_and_never_replaced_by_itself() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    till.far_side_fails(&json!([
        { "operation": "Scan", "count": 1, "action": { "refuse": { "type": "cashtray_already_proceed" } } },
        { "operation": "ListTransactions", "count": null, "action": "cut" },
    ]));
    till.type_keys("800").await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.scan_as("rich").await;
    till.sale_is("checking").await;
    till.is_gone("qr").await;
    till.picture("used-qr-checking").await;
    // The transaction that the tray does not name is in the server's list, with the sale's own tag.
    let tag = till.ledger().cashtrays[0].description.clone();
    till.another_till_sells(800.into(), &tag).await;
    till.far_side_recovers();
    till.sale_is("succeeded").await;
    till.picture("used-qr-found").await;
    assert_eq!(till.taken_back(), [("800".to_owned(), false)]);
    assert_eq!(till.ledger().cashtrays.len(), 2, "no QR came by itself");
    till.close().await;
}
