//! What takes a customer more than one sale, by the keyboard and up to the last yen of the far side's ledger.

use fantoccini::key::Key;
use serde_json::json;

use crate::support::{Screen, Terminal};

/// One line of the far side's ledger: which way, how much, taken back or not.
type Moved = (String, String, bool);

fn payment(amount: &str) -> Moved {
    ("payment".to_owned(), amount.to_owned(), false)
}

fn topup(amount: &str) -> Moved {
    ("topup".to_owned(), amount.to_owned(), false)
}

impl Terminal {
    /// Types an amount and asks for its QR; the cash of a top-up is there.
    async fn asks_for(&self, tab: Key, amount: &str) {
        let is_topup = matches!(tab, Key::F3);
        self.press_key(tab).await;
        self.type_keys(amount).await;
        self.goes_on(is_topup).await;
    }

    /// Enter on what stands there, and once more for the cash of a top-up.
    async fn goes_on(&self, is_topup: bool) {
        self.press_key(Key::Enter).await;
        if is_topup {
            self.shows("confirm-cash").await;
            self.press_key(Key::Enter).await;
        }
        self.sale_is("waiting").await;
    }

    /// A customer scans, it is good, and staff go on.
    async fn is_settled_by(&self, customer: &str) {
        self.scan_as(customer).await;
        self.sale_is("succeeded").await;
        self.press_key(Key::Enter).await;
        self.sale_is("idle").await;
    }

    /// Waits until the bill is ready for its next step.
    async fn bill_is(&self, state: &str) {
        self.is_there(&format!("[data-testid=bill][data-state={state}]")).await;
    }

    /// Everything that moved, as the far side wrote it.
    fn moved(&self) -> Vec<Moved> {
        let shown = |it: &partner_api::schema::Transaction| {
            (it.kind.clone(), it.amount.normalize().to_string(), it.is_modified)
        };
        self.ledger().transactions.iter().map(shown).collect()
    }
}

#[tokio::test]
async fn a_poor_customer_tops_up_and_the_same_payment_comes_back_by_itself_and_is_paid() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    till.asks_for(Key::F2, "1200").await;
    till.scan_as("poor").await;
    till.sale_is("failed").await;
    till.says("sale-reason", "残高").await;
    till.picture("bill-poor").await;

    till.type_keys("t").await;
    till.bill_is("topup_first").await;
    till.is_there("[data-testid=mode-topup][aria-pressed=true]").await;
    till.picture("bill-topup-first").await;
    till.type_keys("2000").await;
    till.goes_on(true).await;
    till.scan_as("poor").await;
    till.sale_is("succeeded").await;
    till.says("bill-line", "1,200円").await;
    till.picture("bill-topped-up").await;
    till.press_key(Key::Enter).await;

    // Nobody typed it again, and no QR came without a key.
    till.bill_is("next").await;
    till.is_there("[data-testid=mode-payment][aria-pressed=true]").await;
    till.says("amount", "1,200円").await;
    assert_eq!(till.moved(), [topup("2000")]);
    till.picture("bill-payment-again").await;
    till.goes_on(false).await;
    till.scan_as("poor").await;
    till.sale_is("succeeded").await;
    till.says("bill-line", "終わりました").await;
    till.picture("bill-paid").await;
    till.press_key(Key::Enter).await;
    till.is_gone("bill").await;
    assert_eq!(till.moved(), [topup("2000"), payment("1200")]);
    till.close().await;
}

#[tokio::test]
async fn what_a_wallet_cannot_pay_is_taken_in_cash() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    till.asks_for(Key::F2, "1200").await;
    till.scan_as("poor").await;
    till.sale_is("failed").await;
    till.type_keys("a").await;
    till.bill_is("lower").await;
    // All of it again is no smaller amount, and is not asked for.
    till.type_keys("1200").await;
    till.press_key(Key::Enter).await;
    till.says("sale-reason", "1,200").await;
    till.picture("bill-not-lower").await;
    till.press_key(Key::Delete).await;
    till.type_keys("300").await;
    till.goes_on(false).await;
    till.scan_as("poor").await;
    till.sale_is("succeeded").await;
    till.says("bill-line", "現金 900円").await;
    till.picture("bill-rest-in-cash").await;
    till.press_key(Key::Enter).await;
    till.bill_is("cash").await;
    till.says("bill", "現金 900円").await;
    till.picture("bill-take-cash").await;
    till.press_key(Key::Enter).await;
    till.is_gone("bill").await;
    till.says("amount", "金額").await;
    assert_eq!(till.moved(), [payment("300")]);
    till.close().await;
}

#[tokio::test]
async fn an_amount_over_the_limit_is_paid_in_parts_that_add_up_with_another_customer_in_between() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    till.type_keys("60000").await;
    till.press_key(Key::Enter).await;
    till.says("sale-reason", "50,000").await;
    till.picture("bill-over-limit").await;
    till.type_keys("s").await;
    till.bill_is("next").await;
    till.says("amount", "50,000円").await;
    till.picture("bill-in-parts").await;
    till.goes_on(false).await;
    till.is_settled_by("rich").await;
    till.bill_is("next").await;
    till.says("amount", "10,000円").await;
    till.picture("bill-second-part").await;

    // The customer looks for the phone; somebody else only wants a coffee.
    till.press_key(Key::Escape).await;
    till.says("bill", "残り 10,000円").await;
    till.picture("bill-waits").await;
    till.asks_for(Key::F2, "400").await;
    till.is_settled_by("points").await;
    till.says("bill", "残り 10,000円").await;
    till.type_keys("g").await;
    till.says("amount", "10,000円").await;
    till.goes_on(false).await;
    till.is_settled_by("rich").await;
    till.is_gone("bill").await;
    assert_eq!(till.moved(), [payment("50000"), payment("400"), payment("10000")]);
    till.close().await;
}

#[tokio::test]
async fn a_limit_that_only_the_server_knows_is_met_with_halves() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    till.far_side_fails(
        &json!([{ "operation": "Scan", "count": 1, "action": { "refuse": { "type": "account_transfer_limit_exceeded" } } }]),
    );
    till.asks_for(Key::F2, "1201").await;
    till.scan_as("rich").await;
    till.sale_is("failed").await;
    till.picture("bill-servers-limit").await;
    till.type_keys("s").await;
    till.bill_is("next").await;
    till.says("amount", "601円").await;
    till.goes_on(false).await;
    till.is_settled_by("rich").await;
    till.says("amount", "600円").await;
    till.goes_on(false).await;
    till.is_settled_by("rich").await;
    till.is_gone("bill").await;
    assert_eq!(till.moved(), [payment("601"), payment("600")]);
    till.close().await;
}

#[tokio::test]
async fn a_power_cut_in_the_middle_of_a_bill_leaves_it_where_it_was() {
    let mut till = Terminal::in_practice(Screen::COMMON).await;
    till.type_keys("60000").await;
    till.press_key(Key::Enter).await;
    till.says("sale-reason", "50,000").await;
    till.type_keys("s").await;
    till.bill_is("next").await;
    till.goes_on(false).await;
    till.is_settled_by("rich").await;
    till.bill_is("next").await;

    // Between two parts.
    till.restart_after_a_power_cut().await;
    till.bill_is("next").await;
    till.says("amount", "10,000円").await;
    till.picture("bill-after-power-cut").await;
    till.goes_on(false).await;

    // After the customer has scanned the second part, and before the till has heard of it.
    till.far_side_fails(&json!([{ "operation": "GetCashtray", "count": null, "action": "cut" }]));
    till.phone_scans("rich");
    till.far_side_has_saved(2).await;
    till.restart_after_a_power_cut().await;
    till.sale_is("succeeded").await;
    till.says("bill-line", "終わりました").await;
    till.picture("bill-settled-after-power-cut").await;
    till.press_key(Key::Enter).await;
    till.is_gone("bill").await;
    assert_eq!(till.moved(), [payment("50000"), payment("10000")]);
    till.close().await;
}
