//! Other numbers while the till sells: they count for what comes, never for what is there.

use std::time::Duration;

use jiff::civil::{date, time};

use super::counter::{Counter, pass};
use super::far_side::{Fault, Kind};
use crate::journal::Journal;
use crate::money::Direction;
use crate::sale::Trace;
use crate::settings::{Settings, Tuning};
use crate::shift::ShopDay;
use crate::view::{Notice, SaleStateView, ShiftAct};

fn tuning(tray_life_seconds: u64) -> Tuning {
    let Settings { base_gap, shop_day, .. } = Settings::default();
    Tuning { tray_life: Duration::from_secs(tray_life_seconds), base_gap, shop_day }
}

fn life_left(counter: &Counter) -> u64 {
    match counter.live().state {
        SaleStateView::Waiting { expires_in_ms, .. } => expires_in_ms.div_ceil(60_000),
        state => panic!("no QR waits: {state:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn another_tray_life_counts_from_the_next_sale_on() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.till.tune(tuning(1800)).await;
    pass(1).await;
    assert_eq!(life_left(&counter), 5, "the QR that is up keeps its life");
    counter.far.scan();
    counter.ended().await;
    counter.till.done(&number).await.expect("it is the result on the screen");
    counter.pay("1200").await;
    assert_eq!(life_left(&counter), 30);
}

#[tokio::test(start_paused = true)]
async fn a_lost_create_is_searched_for_as_long_as_its_own_tray_may_live() {
    for restarts in [false, true] {
        let mut counter = Counter::open();
        counter.till.tune(tuning(1800)).await;
        counter.far.next_fault(Kind::Create, Fault::AnswerLost);
        let number = counter.till.start_sale(Direction::Payment, "1200", "").await.expect("nothing is in the way");
        counter.ended().await;
        counter.till.done(&number).await.expect("it is the result on the screen");
        counter.till.tune(tuning(60)).await;
        if restarts {
            counter = counter.restart().await;
        }
        pass(1_700).await;
        let stored = counter.journal.memory.recent(1).expect("it can be read");
        assert_eq!(stored[0].sale.trace, Trace::Sought, "its tray lives still");
        assert!(counter.far.scan());
        counter.view_when(|view| view.notices.contains(&Notice::FoundAfterwards { number: number.clone() })).await;
    }
}

#[tokio::test(start_paused = true)]
async fn another_gap_counts_from_the_next_question_on() {
    let counter = Counter::open();
    counter.pay("1200").await;
    pass(2).await;
    let asked_in_five_seconds = async || {
        let before = counter.far.count(Kind::Get);
        pass(5).await;
        counter.far.count(Kind::Get) - before
    };
    let usual = asked_in_five_seconds().await;
    counter.till.tune(Tuning { base_gap: Duration::from_secs(2), ..tuning(300) }).await;
    pass(2).await;
    let polite = asked_in_five_seconds().await;
    assert!((6..=10).contains(&usual) && (2..=3).contains(&polite), "{usual} and {polite}");
}

#[tokio::test(start_paused = true)]
async fn another_begin_of_the_day_counts_from_the_next_shift_on() {
    let counter = Counter::open();
    let open = || ShiftAct::Open { staff: String::new(), float: String::new() };
    let begins_at = |hour| ShopDay::of("UTC", time(hour, 0, 0, 0)).expect("it is known");
    counter.till.shift_act(open()).await.expect("none is open");
    let today = counter.view().shift.clone().expect("it is open").business_day;
    // The counter opens at half past five in the morning.
    counter.till.tune(Tuning { shop_day: begins_at(23), ..tuning(300) }).await;
    pass(1).await;
    assert_eq!(counter.view().shift.clone().expect("it is open").business_day, today);
    let close = ShiftAct::Close { shift: 1, staff: String::new(), counted: String::new(), carried_by: None };
    counter.till.shift_act(close).await.expect("nothing is open");
    counter.till.shift_act(open()).await.expect("none is open");
    let next = counter.view().shift.clone().expect("it is open").business_day;
    let (today, next): (jiff::civil::Date, jiff::civil::Date) =
        (today.parse().expect("a day"), next.parse().expect("a day"));
    assert_eq!(next, today.yesterday().unwrap_or(date(1, 1, 1)), "at 23:00 the next day would begin");
}
