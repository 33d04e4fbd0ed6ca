//! What the server's list has to say: of creates without an answer, and of a journal that is older than the books.

use super::counter::{Counter, pass};
use super::far_side::{Fault, Kind};
use crate::journal::{Journal, MemoryJournal};
use crate::money::Direction;
use crate::sale::Trace;
use crate::view::{CreateProblem, Notice, SaleRowState, SaleStateView};

fn found_afterwards(number: &str) -> Notice {
    Notice::FoundAfterwards { number: number.to_owned() }
}

/// A payment whose create was carried out and never answered. It has ended, and staff have gone on.
async fn lose_create(counter: &Counter) -> String {
    counter.far.next_fault(Kind::Create, Fault::AnswerLost);
    let number = counter.till.start_sale(Direction::Payment, "1200", "table 5").await.expect("nothing is in the way");
    let ended = counter.ended().await;
    assert_eq!(ended.state, SaleStateView::NotCreated { problem: CreateProblem::NoAnswer });
    counter.till.done(&number).await.expect("it is the result on the screen");
    assert_eq!(counter.view().live, None);
    number
}

#[tokio::test(start_paused = true)]
async fn a_lost_create_that_was_paid_all_the_same_is_found_and_told() {
    let counter = Counter::open();
    let number = lose_create(&counter).await;
    assert!(counter.far.scan());
    let view = counter.view_when(|view| view.notices.contains(&found_afterwards(&number))).await;
    assert_eq!(view.live, None, "whoever stands at the screen is another customer");
    assert_eq!((view.recent[0].state, view.recent[0].amount.as_str()), (SaleRowState::Succeeded, "1200"));
    let counter = counter.restart().await;
    assert_eq!(counter.view().notices, [found_afterwards(&number)], "until it was acknowledged");
    counter.till.done(&number).await.expect("it is told of");
    let counter = counter.restart().await;
    assert_eq!(counter.view().notices, []);
    assert_eq!(counter.view().recent[0].state, SaleRowState::Succeeded);
}

#[tokio::test(start_paused = true)]
async fn a_lost_create_is_searched_for_after_a_restart_too() {
    let counter = Counter::open();
    let number = lose_create(&counter).await;
    let counter = counter.restart().await;
    assert!(counter.far.scan());
    counter.view_when(|view| view.notices.contains(&found_afterwards(&number))).await;
}

#[tokio::test(start_paused = true)]
async fn a_create_that_was_done_already_is_searched_for() {
    let counter = Counter::open();
    counter.far.next_fault(Kind::Create, Fault::Refused(400, "partner_request_already_done"));
    let number = counter.till.start_sale(Direction::Topup, "5", "").await.expect("nothing is in the way");
    counter.ended().await;
    assert_eq!(counter.journal.memory.unfinished().expect("it can be read")[0].sale.trace, Trace::Sought, "{number}");
    pass(1_000).await;
    let stored = counter.journal.memory.recent(1).expect("it can be read");
    assert_eq!(stored[0].sale.trace, Trace::Absent);
}

#[tokio::test(start_paused = true)]
async fn a_lost_create_nobody_paid_is_asked_for_twice_and_then_left_alone() {
    let counter = Counter::open();
    let before = counter.far.count(Kind::List);
    let number = lose_create(&counter).await;
    pass(250).await;
    assert_eq!(counter.far.count(Kind::List) - before, 1, "only the comparison at the start");
    pass(100).await;
    assert_eq!(counter.far.count(Kind::List) - before, 2, "its life and the grace are over");
    pass(10_000).await;
    assert_eq!(counter.far.count(Kind::List) - before, 3, "the server would not carry it out any more");
    let counter = counter.restart().await;
    assert_eq!(counter.journal.memory.unfinished().expect("it can be read"), [], "{number} is over");
    assert_eq!(counter.view().recent[0].state, SaleRowState::NotCreated);
}

#[tokio::test(start_paused = true)]
async fn a_search_without_an_answer_is_repeated_until_there_is_one() {
    let counter = Counter::open();
    let number = lose_create(&counter).await;
    counter.far.scan();
    counter.far.always(Kind::List, Fault::Lost);
    pass(4_000).await;
    let tries = counter.far.count(Kind::List);
    assert!((5..60).contains(&tries), "paced: {tries}");
    counter.far.mend();
    counter.view_when(|view| view.notices.contains(&found_afterwards(&number))).await;
}

#[tokio::test(start_paused = true)]
async fn a_refused_create_is_never_searched_for() {
    let counter = Counter::open();
    counter.far.next_fault(Kind::Create, Fault::Refused(422, "account_not_found"));
    counter.till.start_sale(Direction::Payment, "1200", "").await.expect("nothing is in the way");
    counter.ended().await;
    pass(5_000).await;
    assert_eq!(counter.far.count(Kind::List), 1, "only the comparison at the start");
}

#[tokio::test(start_paused = true)]
async fn a_tray_that_never_said_how_it_ended_is_looked_up_in_the_list() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.far.always(Kind::Get, Fault::Refused(404, "notfound"));
    assert!(counter.far.scan());
    let paid = counter.live_when(|live| matches!(live.state, SaleStateView::Succeeded { .. })).await;
    assert_eq!(paid.number, number, "its customer may still stand there, so it turns green where it is");
}

#[tokio::test(start_paused = true)]
async fn what_the_list_shows_of_a_sale_that_was_acknowledged_is_told_by_a_notice() {
    let counter = Counter::open();
    let number = counter.pay("1200").await;
    counter.far.always(Kind::Get, Fault::Refused(404, "notfound"));
    counter.far.always(Kind::List, Fault::Busy);
    assert!(counter.far.scan());
    counter.ended().await;
    counter.till.done(&number).await.expect("it is the result on the screen");
    counter.far.mend();
    let view = counter.view_when(|view| view.notices.contains(&found_afterwards(&number))).await;
    assert_eq!(view.recent[0].state, SaleRowState::Succeeded);
}

/// Payments that are made and acknowledged.
async fn sell(counter: &Counter, amounts: &[&str]) {
    for amount in amounts {
        let number = counter.pay(amount).await;
        counter.far.scan();
        counter.ended().await;
        counter.till.done(&number).await.expect("it is the result on the screen");
    }
}

fn amounts(counter: &Counter) -> Vec<(String, String)> {
    counter.view().recent.iter().map(|row| (row.number.clone(), row.amount.clone())).collect()
}

fn rows(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(number, amount)| ((*number).to_owned(), (*amount).to_owned())).collect()
}

#[tokio::test(start_paused = true)]
async fn a_restored_backup_gets_back_what_it_lacks_and_gives_no_number_twice() {
    let counter = Counter::open();
    sell(&counter, &["1"]).await;
    let backup = counter.back_up();
    sell(&counter, &["20", "300"]).await;
    let counter = counter.restart_with(backup).await;
    let notice = Notice::JournalBehind { number: "A-0002".to_owned(), count: 2 };
    counter.view_when(|view| view.notices.contains(&notice)).await;
    assert_eq!(amounts(&counter), rows(&[("A-0003", "300"), ("A-0002", "20"), ("A-0001", "1")]));
    let counter = counter.restart().await;
    pass(10).await;
    assert_eq!(counter.view().notices, [notice], "told once, and until it was acknowledged");
    assert_eq!(counter.pay("4000").await, "A-0004");
    counter.till.done("A-0002").await.expect("it is told of");
    assert_eq!(counter.view().notices, []);
}

#[tokio::test(start_paused = true)]
async fn the_first_sale_after_a_restore_waits_for_the_comparison() {
    let counter = Counter::open();
    sell(&counter, &["1"]).await;
    let backup = counter.back_up();
    sell(&counter, &["20"]).await;
    let counter = counter.restart_with(backup).await;
    assert_eq!(counter.pay("300").await, "A-0003", "A-0002 is taken");
}

#[tokio::test(start_paused = true)]
async fn a_journal_begun_anew_is_filled_from_the_list() {
    let counter = Counter::open();
    sell(&counter, &["1", "20"]).await;
    let counter = counter.restart_with(MemoryJournal::default()).await;
    let notice = Notice::JournalBehind { number: "A-0001".to_owned(), count: 2 };
    counter.view_when(|view| view.notices.contains(&notice)).await;
    assert_eq!(amounts(&counter), rows(&[("A-0002", "20"), ("A-0001", "1")]));
    assert_eq!(counter.pay("300").await, "A-0003");
}

#[tokio::test(start_paused = true)]
async fn a_till_that_starts_offline_sells_and_compares_later() {
    let counter = Counter::open();
    sell(&counter, &["1"]).await;
    let backup = counter.back_up();
    sell(&counter, &["20"]).await;
    counter.far.always(Kind::List, Fault::Lost);
    let counter = counter.restart_with(backup).await;
    let begun = tokio::time::Instant::now();
    assert_eq!(counter.pay("300").await, "A-0002", "the tag is another one");
    assert!(begun.elapsed().as_secs() <= 3, "{:?}", begun.elapsed());
    counter.far.scan();
    counter.ended().await;
    counter.far.mend();
    let notice = Notice::JournalBehind { number: "A-0003".to_owned(), count: 1 };
    counter.view_when(|view| view.notices.contains(&notice)).await;
    assert_eq!(amounts(&counter), rows(&[("A-0003", "20"), ("A-0002", "300"), ("A-0001", "1")]));
    let counter = counter.restart().await;
    pass(10).await;
    assert_eq!(counter.view().recent.len(), 3, "its tag is known now");
}

#[tokio::test(start_paused = true)]
async fn another_till_with_the_same_code_is_told_of_and_keeps_its_sales() {
    let first = Counter::open();
    sell(&first, &["1"]).await;
    let other = first.open_beside();
    pass(5).await;
    other.till.done("A-0001").await.expect("a new journal took it for its own, and said so");
    sell(&other, &["20", "300"]).await;
    sell(&first, &["5"]).await;
    let first = first.restart().await;
    let notice = Notice::SameTillCode { code: "A".to_owned() };
    first.view_when(|view| view.notices == [notice.clone()]).await;
    assert_eq!(amounts(&first), rows(&[("A-0002", "5"), ("A-0001", "1")]));
    let other = other.restart().await;
    other.view_when(|view| view.notices == [notice.clone()]).await;
    assert_eq!(amounts(&other), rows(&[("A-0003", "300"), ("A-0002", "20"), ("A-0001", "1")]));
}

#[tokio::test(start_paused = true)]
async fn a_disk_that_is_full_or_lies_while_sales_are_adopted_loses_and_doubles_none() {
    let counter = Counter::open();
    sell(&counter, &["1", "20", "300"]).await;
    for is_mute in [false, true] {
        let counter = counter.open_beside();
        counter.fill_disk(!is_mute);
        counter.mute_disk(is_mute);
        pass(20).await;
        counter.fill_disk(false);
        counter.mute_disk(false);
        counter.view_when(|view| matches!(view.notices[..], [Notice::JournalBehind { count: 3, .. }])).await;
        let sold: Vec<String> = amounts(&counter).into_iter().map(|(_, amount)| amount).collect();
        assert_eq!(sold.len(), 3, "{sold:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn other_codes_and_other_texts_in_the_list_are_nobodys_here() {
    let counter = Counter::open();
    sell(&counter, &["1"]).await;
    counter.far.describe("[B-0001-0000000000000]");
    let counter = counter.restart_with(MemoryJournal::default()).await;
    pass(10).await;
    assert_eq!((counter.view().notices.len(), counter.view().recent.len()), (0, 0));
}
