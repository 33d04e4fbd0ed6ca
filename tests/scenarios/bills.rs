//! What takes more than one sale, and results that need a second look, against the far side's real ledger.

use till::money::Direction;
use till::view::{BillAct, BillStateView, BillView, SaleAction, SaleStateView, ScannedFirst};

use crate::counter::{Counter, reason, receipt};

impl Counter {
    /// The bill, once it waits for its next step.
    async fn open_bill(&self) -> BillView {
        let waits = |bill: &BillView| bill.under_way.is_none() && bill.state != BillStateView::Done;
        let view = self.view_when(|view| view.live.is_none() && view.bill.as_ref().is_some_and(waits)).await;
        view.bill.clone().unwrap()
    }

    async fn has_no_bill(&self) {
        self.view_when(|view| view.bill.is_none()).await;
    }

    /// Enter on the bill's next step, and its QR's token.
    async fn next_step(&self, amount: &str) -> String {
        let bill = self.open_bill().await.number;
        self.till.bill_act(BillAct::Next { bill, amount: amount.to_owned() }).await.unwrap();
        self.shown_token().await
    }

    /// The customer scans, and staff have seen that it was good.
    async fn settled(&self, token: &str, customer: &str) {
        self.scan(token, customer).unwrap();
        let sale = self.ended().await;
        receipt(&sale);
        self.till.done(&sale.number).await.unwrap();
    }
}

#[tokio::test]
async fn a_poor_customer_tops_up_and_the_same_payment_comes_back_and_is_paid() {
    let counter = Counter::open().await;
    let token = counter.show_qr(Direction::Payment, "1000").await;
    counter.scan(&token, "poor").unwrap_err();
    let failed = counter.ended().await;
    assert_eq!(reason(&failed), "account_balance_not_enough");
    counter.till.bill_act(BillAct::TopupFirst { sale: failed.number }).await.unwrap();
    let token = counter.next_step("2000").await;
    counter.settled(&token, "poor").await;
    let bill = counter.open_bill().await;
    assert_eq!((bill.state, bill.open_parts), (BillStateView::Next, vec!["1000".to_owned()]));
    let token = counter.next_step("1000").await;
    counter.settled(&token, "poor").await;
    counter.has_no_bill().await;
    counter.close_the_day().await;
}

#[tokio::test]
async fn a_payment_over_the_limit_is_paid_in_parts_across_a_restart() {
    let mut counter = Counter::open().await;
    let (direction, amount) = (Direction::Topup, "60000".to_owned());
    counter.till.bill_act(BillAct::SplitAmount { direction, amount, note: String::new() }).await.unwrap();
    let token = counter.next_step("50000").await;
    counter.settled(&token, "poor").await;
    counter.restart_the_till().await;
    let bill = counter.open_bill().await;
    assert_eq!((bill.settled_amount.as_str(), bill.open_parts), ("50000", vec!["10000".to_owned()]));
    let token = counter.next_step("10000").await;
    counter.settled(&token, "poor").await;
    counter.has_no_bill().await;
    counter.close_the_day().await;
}

#[tokio::test]
async fn a_wallet_near_its_cap_takes_less_and_the_difference_is_handed_back() {
    let counter = Counter::open().await;
    let token = counter.show_qr(Direction::Topup, "5000").await;
    counter.scan(&token, "nearly_full").unwrap_err();
    let failed = counter.ended().await;
    assert_eq!(reason(&failed), "account_balance_exceeded");
    assert!(failed.actions.contains(&SaleAction::Lower));
    counter.till.bill_act(BillAct::Lower { sale: failed.number }).await.unwrap();
    let token = counter.next_step("100").await;
    counter.settled(&token, "nearly_full").await;
    let bill = counter.open_bill().await;
    assert_eq!((bill.state, bill.open_amount.as_str()), (BillStateView::Cash, "4900"));
    counter.till.bill_act(BillAct::CashSettled { bill: bill.number }).await.unwrap();
    counter.has_no_bill().await;
    counter.close_the_day().await;
}

#[tokio::test]
async fn a_customer_who_was_quicker_than_the_cancel_is_told_as_such() {
    let counter = Counter::open().await;
    let token = counter.show_qr(Direction::Payment, "500").await;
    let number = counter.live_when(|_| true).await.number;
    counter.scan(&token, "rich").unwrap();
    let canceled = counter.till.cancel_sale(&number).await;
    let sale = counter.ended().await;
    let SaleStateView::Succeeded { scanned_first, .. } = &sale.state else { panic!("{sale:?}") };
    // The till may have learnt of the scan by itself already; then there was nothing left to cancel.
    assert!(*scanned_first == Some(ScannedFirst::Cancel) || canceled.is_err());
    assert!(sale.actions.contains(&SaleAction::Refund));
    counter.close_the_day().await;
}

#[tokio::test]
async fn a_second_scan_of_a_paid_qr_leaves_it_paid_and_makes_no_new_qr() {
    let counter = Counter::open().await;
    let token = counter.show_qr(Direction::Payment, "500").await;
    counter.scan(&token, "rich").unwrap();
    assert_eq!(counter.scan(&token, "points").unwrap_err().kind, "cashtray_already_proceed");
    assert_eq!(receipt(&counter.ended().await).0, "500");
    counter.close_the_day().await;
}

#[tokio::test]
async fn the_same_customer_paying_the_same_twice_is_pointed_out() {
    let counter = Counter::open().await;
    let mut numbers = Vec::new();
    for _ in 0..2 {
        let token = counter.show_qr(Direction::Payment, "700").await;
        counter.scan(&token, "rich").unwrap();
        numbers.push(counter.ended().await);
    }
    let twice_of = |number: usize| match &numbers[number].state {
        SaleStateView::Succeeded { twice_of, .. } => twice_of.clone(),
        state => panic!("{state:?}"),
    };
    assert_eq!((twice_of(0), twice_of(1)), (None, Some(numbers[0].number.clone())));
    counter.close_the_day().await;
}
