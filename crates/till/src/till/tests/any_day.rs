//! Many short days in which anything may happen: faults, crashes, customers who scan late or from a photo, staff who
//! press every key. At the end of each the journal says exactly what the server's books say.

use std::time::Duration;

use jiff::SignedDuration;
use tokio::time::sleep;

use super::counter::{CountedIds, Counter, is_ended, is_waiting};
use super::far_side::{Fault, Kind};
use crate::ids::Ids;
use crate::journal::Journal;
use crate::money::Direction;
use crate::sale::SaleState;

const DAYS: u64 = 250;
const STEPS: usize = 60;

struct Dice(CountedIds);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        usize::try_from(self.0.make_bits() >> 33).expect("31 bits") % sides
    }
}

const KINDS: [Kind; 4] = [Kind::Create, Kind::Get, Kind::Update, Kind::Cancel];

const FAULTS: [Fault; 9] = [
    Fault::Lost,
    Fault::AnswerLost,
    Fault::Slow(Duration::from_secs(4)),
    Fault::Late(Duration::from_secs(20)),
    Fault::Unreachable,
    Fault::Busy,
    Fault::WrongAmount,
    Fault::Refused(500, "internal"),
    Fault::Refused(400, "partner_request_already_done"),
];

/// One thing that happens. A customer who scans what is on the screen must be charged what is on the screen.
async fn step(counter: &Counter, dice: &mut Dice) {
    let live = counter.view().live.clone();
    let number = live.as_ref().map(|live| live.number.clone()).unwrap_or_default();
    // Staff press keys whether or not they do anything now: what they answer is not looked at.
    match dice.roll(16) {
        0..=3 => {
            let direction = if dice.roll(3) == 0 { Direction::Topup } else { Direction::Payment };
            let _ = counter.till.start_sale(direction, "1200", "").await;
        }
        4 | 5 => {
            if let Some(live) = live.filter(is_waiting) {
                let index = counter.far.tray_of(live.token.as_deref().expect("a waiting sale shows its QR"));
                if counter.far.scan_tray(index, if dice.roll(3) == 0 { "account_suspended" } else { "" }) {
                    let moved = counter.far.moved()[index].1.expect("it was charged");
                    assert_eq!(moved.to_string(), live.amount, "charged what the screen showed");
                }
            }
        }
        6 if counter.far.photos() > 0 => counter.far.scan_photo(dice.roll(counter.far.photos())),
        7 => drop(counter.till.cancel_sale(&number).await),
        8 => drop(counter.till.amend_sale(&number, ["900", "1500"][dice.roll(2)]).await),
        9 => drop(counter.till.extend_sale(&number).await),
        10 => drop(counter.till.park_sale(&number).await),
        11 => drop(counter.till.new_qr(&number).await),
        12 => drop(counter.till.done(&number).await),
        13 => counter.jump_wall(SignedDuration::from_secs(60)),
        14 => counter.fill_disk(dice.roll(3) == 0),
        _ => counter.till.poke(),
    }
}

async fn day(seed: u64) {
    let mut dice = Dice(CountedIds(seed.wrapping_mul(0x2545_f491_4f6c_dd1d)));
    let mut counter = Counter::open();
    for _ in 0..STEPS {
        if dice.roll(3) == 0 {
            counter.far.next_fault(KINDS[dice.roll(KINDS.len())], FAULTS[dice.roll(FAULTS.len())]);
        }
        match dice.roll(40) {
            0 => counter.far.cut(),
            1..=4 => counter.far.mend(),
            5 => {
                counter.fill_disk(false);
                counter = counter.restart().await;
            }
            _ => {}
        }
        counter.far.note_shown(counter.view().live.as_ref().and_then(|live| live.token.as_deref()));
        step(&counter, &mut dice).await;
        let wait = [0, 5, 40, 300, 2_000, 15_000][dice.roll(6)];
        sleep(Duration::from_millis(wait)).await;
    }
    counter.far.mend();
    counter.far.forget_faults();
    counter.fill_disk(false);
    counter.view_when(|view| view.parked.is_empty() && view.live.as_ref().is_none_or(is_ended)).await;
    // Sales that were left before their QR was there are withdrawn in the background.
    sleep(Duration::from_secs(400)).await;
    compare_books(&counter, seed);
}

/// Every tray that moved money is a success with that amount, and every success is such a tray.
fn compare_books(counter: &Counter, seed: u64) {
    let stored = counter.journal.memory.recent(usize::MAX).expect("it can be read");
    let books = counter.far.moved();
    for sale in stored.iter().map(|stored| &stored.sale) {
        assert!(sale.state.is_final(), "day {seed}: {sale:?} was left open");
        let tag = sale.intent.tag.as_str();
        let moved = books.iter().find(|(description, _)| description.ends_with(tag)).and_then(|(_, moved)| *moved);
        let reported = match &sale.state {
            SaleState::Succeeded { success, .. } => Some(success.amount),
            _ => None,
        };
        assert_eq!(reported, moved, "day {seed}: {sale:?}");
    }
    let known = |description: &str| stored.iter().any(|it| description.ends_with(it.sale.intent.tag.as_str()));
    assert!(books.iter().all(|(description, _)| known(description)), "day {seed}: a tray nobody knows");
}

#[test]
fn on_any_day_the_journal_says_what_the_servers_books_say() {
    for seed in 0..DAYS {
        tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .expect("a runtime")
            .block_on(day(seed));
    }
}
