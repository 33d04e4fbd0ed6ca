//! A shift whose books add up to the far side's ledger, sale by sale, and what the comparison with it finds.

use partner_api::operations::cashtrays::CreateCashtray;
use partner_api::operations::transactions::RefundTransaction;
use partner_sandbox::{Action, FaultRule};
use rust_decimal::Decimal;
use till::books::export::ExportOrder;
use till::books::server_list;
use till::money::Direction;
use till::view::{
    ChainView, ExportFormat, ExportLanguage, ExportScope, Reconciliation, ReconciliationCause, ReconciliationClass,
    ShiftAct,
};

use crate::counter::Counter;

async fn sell(counter: &Counter, direction: Direction, amount: &str, customer: &str) -> String {
    let token = counter.show_qr(direction, amount).await;
    let _ = counter.scan(&token, customer);
    counter.ended().await.number
}

/// Ten sales of every outcome, on a shift that was opened with 10,000 in the drawer.
async fn a_day(counter: &Counter) {
    let open = ShiftAct::Open { staff: "花子".to_owned(), float: "10,000".to_owned() };
    assert_eq!(counter.till.shift_act(open).await, Ok(1));
    sell(counter, Direction::Payment, "1200", "rich").await;
    sell(counter, Direction::Payment, "800", "points").await;
    sell(counter, Direction::Payment, "1200", "rich").await;
    sell(counter, Direction::Topup, "3000", "rich").await;
    sell(counter, Direction::Topup, "500", "poor").await;
    sell(counter, Direction::Payment, "49000", "poor").await;
    sell(counter, Direction::Topup, "700", "suspended").await;
    counter.show_qr(Direction::Payment, "300").await;
    let number = counter.live_when(|_| true).await.number;
    counter.till.cancel_sale(&number).await.unwrap();
    counter.live_when(|sale| sale.number == number && sale.state.is_final()).await;
    counter.trouble(FaultRule::before("CreateCashtray", Action::Cut));
    let number = counter.till.start_sale(Direction::Payment, "400", "").await.unwrap();
    counter.live_when(|sale| sale.number == number && sale.state.is_final()).await;
    counter.far.clear_faults();
}

async fn compare(counter: &Counter) -> Reconciliation {
    let books = counter.books();
    let here = books.shift_sales(None).unwrap();
    let there = server_list::read(&counter.client, counter.terms, here.from(), here.to()).await.unwrap();
    books.compare(&here, &there).unwrap()
}

fn classes(reconciliation: &Reconciliation) -> Vec<ReconciliationClass> {
    reconciliation.rows.iter().map(|row| row.class).collect()
}

#[tokio::test]
async fn report_sheet_and_comparison_add_up_to_the_ledger() {
    let counter = Counter::open().await;
    a_day(&counter).await;
    let trays = counter.far.ledger().cashtrays;
    let moved = |is_payment: bool| -> Vec<Decimal> {
        let paid = trays.iter().filter(|tray| tray.transaction.is_some());
        paid.map(|tray| tray.amount).filter(|amount| amount.is_sign_negative() == is_payment).collect()
    };
    let (payments, topups) = (moved(true), moved(false));
    let text = |amounts: &[Decimal]| amounts.iter().sum::<Decimal>().abs().normalize().to_string();
    let close =
        ShiftAct::Close { shift: 1, staff: "花子".to_owned(), counted: "13,400".to_owned(), carried_by: None };
    assert_eq!(counter.till.shift_act(close).await, Ok(1));
    let report = counter.books().shift_report(Some(1)).unwrap();
    assert_eq!(report.totals.payments.amount, text(&payments));
    assert_eq!(report.totals.topups.amount, text(&topups));
    assert_eq!(usize::try_from(report.totals.payments.count), Ok(payments.len()));
    assert_eq!((payments.len(), topups.len()), (3, 2));
    let counts = [report.totals.failed, report.totals.canceled, report.totals.expired, report.totals.not_created];
    assert_eq!(counts.map(|count| (count.payments, count.topups)), [(1, 1), (1, 0), (0, 0), (1, 0)]);
    assert_eq!((&*report.cash.expected, report.cash.difference.as_deref()), ("13500", Some("-100")));
    assert!(matches!(report.chain, ChainView::Intact { .. }));

    let folder = counter.folder.path().join("exports");
    let scope = ExportScope::Shift { shift: 1 };
    let order = ExportOrder {
        scope: &scope,
        format: ExportFormat::Csv,
        language: ExportLanguage::En,
        folder: &folder,
        shop_name: "さくら商店",
        unit: "円",
    };
    let exported = counter.books().export(&order, &mut |_| {}).unwrap();
    let sheet = std::fs::read_to_string(exported.path).unwrap();
    let done = |direction: &str| -> Decimal {
        let lines = sheet.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let done = lines.filter(|cells| cells[1] == "Done" && cells[2] == direction);
        done.map(|cells| cells[3].parse::<Decimal>().unwrap()).sum()
    };
    assert_eq!(done("Payment").to_string(), report.totals.payments.amount);
    assert_eq!(done("Top-up").to_string(), report.totals.topups.amount);

    let compared = compare(&counter).await;
    assert_eq!(classes(&compared), [ReconciliationClass::Matched; 5], "{compared:#?}");
    assert_eq!(compared.here, compared.there);
    assert_eq!(compared.others.payments, 0);
    counter.close_the_day().await;
}

#[tokio::test]
async fn what_another_till_sold_or_refunded_is_told_with_its_cause() {
    let counter = Counter::open().await;
    sell(&counter, Direction::Payment, "1200", "rich").await;
    sell(&counter, Direction::Payment, "600", "rich").await;
    for description in ["[B-0007-0000000000001]", "cafe [A-9999-0000000000002]", "by hand"] {
        let tray = CreateCashtray {
            private_money_id: counter.terms.private_money_id,
            shop_id: counter.terms.shop_id,
            amount: Decimal::from(-100),
            description: Some(description.to_owned()),
            expires_in: Some(60),
        };
        let tray = counter.client.send(&tray).await.unwrap().value;
        counter.scan(&tray.token, "rich").unwrap();
    }
    let ours = counter.books().history(&till::view::HistoryQuery { limit: 9, ..Default::default() }).unwrap();
    let id = ours.rows[0].transaction_id.clone().unwrap();
    let refund =
        RefundTransaction { transaction_id: id.parse().unwrap(), description: None, returning_point_expires_at: None };
    counter.client.send(&refund).await.unwrap();
    let compared = compare(&counter).await;
    let causes: Vec<&ReconciliationCause> = compared.rows.iter().map(|row| &row.cause).collect();
    let other = ReconciliationCause::OtherTill { till: "B".to_owned() };
    assert_eq!(
        causes,
        [
            &ReconciliationCause::RefundedThere,
            &other,
            &ReconciliationCause::UnknownHere,
            &ReconciliationCause::OtherProgram,
            &ReconciliationCause::SameTransaction,
        ]
    );
    assert_eq!((compared.matched, compared.others.payments, compared.there.payments), (1, 2, 3));
    assert_eq!((compared.here.payments, compared.here.payments_amount.as_str()), (2, "1800"));
    // A shop without an answer is a sentence, not a guess.
    let Counter { far, folder: _folder, client, terms, till, .. } = counter;
    far.stop().await;
    let unread = server_list::read(&client, terms, jiff::Timestamp::UNIX_EPOCH, None).await;
    assert_eq!(unread, Err(till::view::BooksProblem::ServerUnreachable));
    till.close().await;
}
