//! What takes more than one sale: a top-up first, parts, the rest in cash.

use super::counter::{Counter, is_waiting};
use super::far_side::Kind;
use crate::Setup;
use crate::money::Direction;
use crate::view::{BillAct, BillStateView, BillView, CommandProblem, SaleAction, SaleStateView};

const POOR: &str = "account_balance_not_enough";

impl Counter {
    fn bill(&self) -> BillView {
        self.view().bill.clone().expect("a bill is open")
    }

    async fn bill_act(&self, act: BillAct) {
        self.till.bill_act(act).await.expect("it is offered");
    }

    /// Enter on the bill's next step, and its QR.
    async fn next(&self, amount: &str) -> String {
        let bill = self.bill().number;
        self.bill_act(BillAct::Next { bill, amount: amount.to_owned() }).await;
        self.live_when(is_waiting).await.number
    }

    /// A customer reads the QR, and staff have seen the result.
    async fn scanned_and_seen(&self) -> String {
        assert!(self.far.scan());
        let ended = self.ended().await;
        assert!(matches!(ended.state, SaleStateView::Succeeded { .. }), "{:?}", ended.state);
        self.till.done(&ended.number).await.expect("it is the result on the screen");
        ended.number
    }

    async fn refused(&self, direction: Direction, amount: &str, error_type: &str) -> String {
        let number = self.till.start_sale(direction, amount, "table 5").await.expect("nothing is in the way");
        self.live_when(is_waiting).await;
        self.far.scan_refused(error_type);
        self.ended().await;
        number
    }
}

#[tokio::test(start_paused = true)]
async fn after_a_topup_the_same_payment_is_the_next_step_and_waits_for_a_key() {
    let counter = Counter::open();
    let sale = counter.refused(Direction::Payment, "1200", POOR).await;
    let offered = counter.live().actions;
    assert!(offered.contains(&SaleAction::TopupFirst) && offered.contains(&SaleAction::Lower), "{offered:?}");
    counter.bill_act(BillAct::TopupFirst { sale }).await;
    assert_eq!((counter.view().live.clone(), counter.bill().state), (None, BillStateView::TopupFirst));

    let topup = counter.next("3000").await;
    assert_eq!(counter.live().direction, Direction::Topup);
    assert_eq!(counter.bill().under_way.as_deref(), Some(&*topup));
    counter.scanned_and_seen().await;
    let bill = counter.bill();
    assert_eq!((bill.state, bill.open_parts.as_slice()), (BillStateView::Next, &["1200".to_owned()][..]));
    assert_eq!((bill.direction, bill.note.as_str()), (Direction::Payment, "table 5"));
    let trays = counter.far.trays();
    super::counter::pass(60).await;
    assert_eq!((counter.far.trays(), counter.view().live.clone()), (trays, None), "no QR without a key");

    counter.next("1200").await;
    counter.far.scan();
    let paid = counter.ended().await;
    assert_eq!((paid.amount.as_str(), paid.note.as_str(), paid.bill), ("1200", "table 5", Some(bill.number)));
    assert_eq!(counter.bill().state, BillStateView::Done);
    counter.till.done(&paid.number).await.expect("it is the result on the screen");
    assert_eq!(counter.view().bill, None);
}

#[tokio::test(start_paused = true)]
async fn a_shop_that_may_not_top_up_is_offered_the_rest_in_cash_and_no_top_up_first() {
    let counter = Counter::open_set_up(Setup::without_topups);
    let sale = counter.refused(Direction::Payment, "1200", POOR).await;
    let offered = counter.live().actions;
    assert!(!offered.contains(&SaleAction::TopupFirst) && offered.contains(&SaleAction::Lower), "{offered:?}");
    let forced = counter.till.bill_act(BillAct::TopupFirst { sale: sale.clone() }).await;
    assert_eq!((forced, counter.view().bill.clone()), (Err(CommandProblem::NotPossibleNow), None));
    counter.bill_act(BillAct::Lower { sale }).await;
    assert_eq!(counter.bill().state, BillStateView::Lower);
}

#[tokio::test(start_paused = true)]
async fn an_amount_over_the_limit_is_settled_in_parts_that_add_up_and_the_rest_survives_a_crash() {
    let counter = Counter::open();
    let too_large = counter.till.start_sale(Direction::Payment, "120000", "").await;
    assert!(matches!(too_large, Err(CommandProblem::AmountTooLarge { .. })));
    let split =
        BillAct::SplitAmount { direction: Direction::Payment, amount: "120,000".to_owned(), note: String::new() };
    counter.bill_act(split.clone()).await;
    assert_eq!(counter.bill().open_parts, ["50000", "50000", "20000"]);
    assert_eq!(counter.till.bill_act(split).await, Err(CommandProblem::BillOpen));
    counter.next("50000").await;
    let first = counter.scanned_and_seen().await;

    let counter = counter.restart().await;
    let bill = counter.bill();
    assert_eq!((bill.settled[0].number.as_str(), bill.settled_amount.as_str()), (&*first, "50000"));
    assert_eq!((bill.open_amount.as_str(), bill.open_parts), ("70000", vec!["50000".to_owned(), "20000".to_owned()]));
    let over = BillAct::Next { bill: bill.number, amount: "50001".to_owned() };
    assert!(matches!(counter.till.bill_act(over).await, Err(CommandProblem::AmountTooLarge { .. })));
    // A part may be smaller; the others follow from what is left.
    counter.next("30000").await;
    counter.scanned_and_seen().await;
    assert_eq!(counter.bill().open_parts, ["40000"]);
    let over = BillAct::Next { bill: bill.number, amount: "40001".to_owned() };
    let rest = "40000".to_owned();
    assert_eq!(counter.till.bill_act(over).await, Err(CommandProblem::AmountOverRest { rest }));
    counter.next("40000").await;
    counter.scanned_and_seen().await;
    assert_eq!(counter.view().bill, None);
    assert!(counter.view().notices.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_limit_that_only_the_server_knows_is_met_with_halves() {
    let counter = Counter::open();
    let sale = counter.refused(Direction::Topup, "3001", "account_money_topup_transfer_limit_exceeded").await;
    counter.bill_act(BillAct::Split { sale }).await;
    assert_eq!(counter.bill().open_parts, ["1501", "1500"]);
}

#[tokio::test(start_paused = true)]
async fn what_a_lowered_payment_leaves_open_is_taken_in_cash_once() {
    let counter = Counter::open();
    let sale = counter.refused(Direction::Payment, "1200", POOR).await;
    counter.bill_act(BillAct::Lower { sale }).await;
    let bill = counter.bill().number;
    let equal = BillAct::Next { bill, amount: "1200".to_owned() };
    let rest = "1200".to_owned();
    assert_eq!(counter.till.bill_act(equal).await, Err(CommandProblem::AmountNotLower { rest }));
    counter.next("500").await;
    counter.scanned_and_seen().await;
    let open = counter.bill();
    assert_eq!((open.state, open.open_amount.as_str()), (BillStateView::Cash, "700"));
    counter.bill_act(BillAct::CashSettled { bill }).await;
    assert_eq!(counter.view().bill, None);
    let again = counter.till.bill_act(BillAct::CashSettled { bill }).await;
    assert_eq!(again, Err(CommandProblem::NotPossibleNow));
}

#[tokio::test(start_paused = true)]
async fn a_part_that_fails_may_be_asked_for_again_or_another_way_and_stays_in_its_bill() {
    let counter = Counter::open();
    let sale = counter.refused(Direction::Payment, "1200", POOR).await;
    counter.bill_act(BillAct::TopupFirst { sale }).await;
    counter.next("500").await;
    counter.scanned_and_seen().await;
    let failed = counter.next("1200").await;
    counter.far.scan_refused(POOR);
    counter.ended().await;
    let again = counter.till.new_qr(&failed).await.expect("it is offered");
    counter.live_when(is_waiting).await;
    counter.far.scan_refused(POOR);
    counter.ended().await;
    counter.bill_act(BillAct::Lower { sale: again }).await;
    counter.next("800").await;
    counter.scanned_and_seen().await;
    assert_eq!((counter.bill().state, counter.bill().open_amount.as_str()), (BillStateView::Cash, "400"));
}

#[tokio::test(start_paused = true)]
async fn no_second_part_is_begun_before_the_first_is_certain_and_a_late_end_counts() {
    let counter = Counter::open();
    let sale = counter.refused(Direction::Payment, "1200", POOR).await;
    counter.bill_act(BillAct::TopupFirst { sale }).await;
    let topup = counter.next("3000").await;
    counter.far.cut();
    counter.far.scan();
    counter.live_when(|live| live.actions.contains(&SaleAction::Park)).await;
    counter.till.park_sale(&topup).await.expect("it is offered");
    let bill = counter.bill().number;
    let next = BillAct::Next { bill, amount: "3000".to_owned() };
    assert_eq!(counter.till.bill_act(next).await, Err(CommandProblem::SaleInProgress));
    counter.far.mend();
    // Another customer is served meanwhile, and the bill waits.
    counter.pay("300").await;
    counter.scanned_and_seen().await;
    let bill = counter.view_when(|view| view.bill.as_ref().is_some_and(|bill| bill.under_way.is_none())).await;
    assert_eq!(bill.bill.as_ref().map(|bill| bill.state), Some(BillStateView::Next));
}

#[tokio::test(start_paused = true)]
async fn a_bill_that_was_given_up_asks_for_nothing_more_and_stays_so_after_a_restart() {
    let counter = Counter::open();
    let sale = counter.refused(Direction::Payment, "1200", POOR).await;
    counter.bill_act(BillAct::TopupFirst { sale }).await;
    let bill = counter.bill().number;
    counter.fill_disk(true);
    let refused = counter.till.bill_act(BillAct::GiveUp { bill }).await;
    assert_eq!(refused, Err(CommandProblem::JournalUnavailable));
    assert_eq!(counter.bill().number, bill, "what is not written is not so");
    counter.fill_disk(false);
    counter.bill_act(BillAct::GiveUp { bill }).await;
    assert_eq!(counter.view().bill, None);
    let counter = counter.restart().await;
    assert_eq!(counter.view().bill, None);
    let late = counter.till.bill_act(BillAct::Next { bill, amount: "1".to_owned() }).await;
    assert_eq!(late, Err(CommandProblem::NotPossibleNow));
    assert_eq!(counter.far.count(Kind::Create), 1);
}

#[tokio::test(start_paused = true)]
async fn only_a_refusal_because_of_the_amount_is_offered_another_way() {
    for (direction, error_type, expected) in [
        (Direction::Payment, "account_suspended", vec![]),
        (Direction::Topup, POOR, vec![]),
        (Direction::Topup, "account_balance_exceeded", vec![SaleAction::Lower]),
        (Direction::Payment, "account_transfer_limit_exceeded", vec![SaleAction::Split, SaleAction::Lower]),
    ] {
        let counter = Counter::open();
        counter.refused(direction, "1200", error_type).await;
        let actions = counter.live().actions;
        let ways =
            |action: &SaleAction| matches!(action, SaleAction::TopupFirst | SaleAction::Split | SaleAction::Lower);
        let offered: Vec<SaleAction> = actions.into_iter().filter(ways).collect();
        assert_eq!(offered, expected, "{error_type}");
    }
}
