//! Staff: one sale after the other, with double presses, changes of mind and little patience.

use std::time::Duration;

use till::Till;
use till::money::Direction;
use till::view::{CommandProblem, Notice, SaleAction, SaleStateView, SaleView, TillView};
use tokio::time::Instant;

use super::Customers;
use crate::counter::Counter;
use crate::dice::Dice;
use crate::mix::{self, Mix};

/// What is meant to happen with one sale.
struct Plan {
    /// What the sale is called in the note; a new QR keeps it.
    name: String,
    direction: Direction,
    amount: &'static str,
    cancel_after: Option<Duration>,
    amend: Option<(Duration, &'static str)>,
    extend_after: Option<Duration>,
    presses_twice: bool,
    tries_again: bool,
}

impl Plan {
    fn draw(name: String, dice: &mut Dice, mix: Mix) -> Self {
        let mut maybe = |percent: u64| dice.chance(percent).then(|| dice.millis(mix::ACT_MS));
        let (cancel_after, amend_after, extend_after) = (maybe(mix::CANCELS), maybe(mix::AMENDS), maybe(mix::EXTENDS));
        let amend_after = if mix == Mix::LatePatch { Some(dice.millis(mix::AMEND_SOON_MS)) } else { amend_after };
        Self {
            name,
            direction: if dice.chance(mix::TOPUPS) { Direction::Topup } else { Direction::Payment },
            amount: dice.pick(&["1", "480", "1,200", "15,000", "50,000"]),
            cancel_after: cancel_after.filter(|_| mix != Mix::LatePatch),
            amend: amend_after.map(|after| (after, dice.pick(&["900", "1,500", "1"]))),
            extend_after,
            presses_twice: dice.chance(mix::DOUBLE_PRESS),
            tries_again: dice.chance(mix::TRIES_AGAIN),
        }
    }
}

/// Works through some sales. Answers every number that the till has promised.
pub(crate) async fn work(counter: &mut Counter, customers: &mut Customers) -> Vec<String> {
    let mut dice = counter.dice.fork();
    let mut promised = Vec::new();
    let sales = mix::SALES.0 + dice.below(mix::SALES.1);
    for sale in 1..=sales {
        let plan = Plan::draw(format!("{}{sale}", counter.code), &mut dice, counter.mix);
        serve(counter, customers, &plan, &mut dice, &mut promised).await;
    }
    promised
}

/// What staff remember of the sale they are at.
#[derive(Default)]
struct Memory {
    /// When its QR was first seen.
    shown_since: Option<Instant>,
    /// They have filed its result, set it aside or left it. After a crash it may still come up again.
    is_over: bool,
    has_tried_again: bool,
    has_extended: bool,
    /// How often they have changed the amount.
    amends: u32,
    /// What the till calls it.
    number: Option<String>,
}

/// One sale, until it is over or staff leave it.
async fn serve(
    counter: &mut Counter,
    customers: &mut Customers,
    plan: &Plan,
    dice: &mut Dice,
    promised: &mut Vec<String>,
) {
    let mut memory = Memory::default();
    for _ in 0..mix::LOOKS {
        counter.keep_running().await;
        if let Some(view) = counter.screen.view() {
            customers.look(&view);
            let is_waiting = |sale: &SaleView| matches!(sale.state, SaleStateView::Waiting { .. });
            if view.live.as_ref().is_some_and(is_waiting) {
                memory.shown_since.get_or_insert_with(Instant::now);
            }
            let is_gone = view.live.as_ref().is_none_or(|sale| sale.note != plan.name);
            if memory.is_over && is_gone {
                return;
            }
            act(counter, plan, &view, &mut memory, dice, promised).await;
        }
        look_while(counter, customers, dice.millis(mix::LOOK_MS)).await;
    }
}

/// Customers see a QR as soon as it is there, not only when staff look.
async fn look_while(counter: &Counter, customers: &mut Customers, pause: Duration) {
    let end = Instant::now() + pause;
    if let Some(till) = counter.screen.till() {
        let mut views = till.views();
        views.mark_unchanged();
        loop {
            tokio::select! {
                biased;
                changed = views.changed() => if changed.is_err() { break },
                () = tokio::time::sleep_until(end) => return,
            }
            if let Some(view) = counter.screen.view() {
                customers.look(&view);
            }
        }
    }
    tokio::time::sleep_until(end).await;
}

/// One look at the screen and what is pressed then. Keys are pressed whether or not they do anything: what the till
/// says to it is only looked at where staff would.
async fn act(
    counter: &Counter,
    plan: &Plan,
    view: &TillView,
    memory: &mut Memory,
    dice: &mut Dice,
    promised: &mut Vec<String>,
) {
    let Some(till) = counter.screen.till() else { return };
    let note = |what: &str| counter.log.note("staff", || what.to_owned());
    let Some(sale) = &view.live else {
        let tells = |notice: &Notice| matches!(notice, Notice::ParkedSettled { number, .. } if Some(number) == memory.number.as_ref());
        if view.notices.iter().any(tells) {
            note("reads how the sale ended");
            memory.is_over = true;
            return;
        }
        note("begins a sale");
        return promised.extend(start(&till, plan).await);
    };
    if sale.note == plan.name {
        memory.number = Some(sale.number.clone());
    }
    let may = |action| sale.actions.contains(&action);
    if sale.note != plan.name {
        // The sale before is still there: its result is filed, or it is set aside, or the next customer waits.
        if sale.state.is_final() {
            let _ = till.done(&sale.number).await;
        } else if may(SaleAction::Park) {
            note("sets the sale before aside");
            let _ = till.park_sale(&sale.number).await;
        } else if may(SaleAction::Cancel) {
            note("cancels the sale before");
            let _ = till.cancel_sale(&sale.number).await;
        }
    } else if sale.state.is_final() {
        let is_paid = matches!(sale.state, SaleStateView::Succeeded { .. });
        if !is_paid && plan.tries_again && !memory.has_tried_again {
            memory.has_tried_again = true;
            note("asks for a new QR");
            promised.extend(till.new_qr(&sale.number).await);
        } else {
            memory.is_over = true;
            note("files the result");
            let _ = till.done(&sale.number).await;
        }
    } else if matches!(sale.state, SaleStateView::Checking { .. }) {
        if may(SaleAction::Park) && dice.chance(mix::PARKS) {
            note("sets the sale aside");
            memory.is_over |= is_believed(&till.park_sale(&sale.number).await);
        } else if dice.chance(mix::IMPATIENT) {
            note("asks for another QR though none is offered");
            promised.extend(till.new_qr(&sale.number).await);
        }
    } else {
        change(counter, plan, sale, memory, dice).await;
    }
}

/// Whether staff take it for done: also when the program died over it.
fn is_believed(answer: &Result<(), CommandProblem>) -> bool {
    matches!(answer, Ok(()) | Err(CommandProblem::Closing))
}

/// Presses the key, perhaps twice. Answers the numbers that the till has promised.
async fn start(till: &Till, plan: &Plan) -> Vec<String> {
    let press = || till.start_sale(plan.direction, plan.amount, &plan.name);
    let answers = if plan.presses_twice {
        let (first, second) = tokio::join!(press(), press());
        vec![first, second]
    } else {
        vec![press().await]
    };
    answers.into_iter().flatten().collect()
}

/// Cancel, amend, extend or check while the QR is there or on its way.
async fn change(counter: &Counter, plan: &Plan, sale: &SaleView, memory: &mut Memory, dice: &mut Dice) {
    let Some(till) = counter.screen.till() else { return };
    let note = |what: &str| counter.log.note("staff", || what.to_owned());
    let shown_for = memory.shown_since.map(|since| since.elapsed());
    let is_due = |after: Option<Duration>| after.is_some_and(|after| shown_for.is_some_and(|passed| passed >= after));
    let amount = |typed: &str| typed.replace(',', "");
    if sale.state == SaleStateView::Creating {
        if plan.cancel_after.is_some() && dice.chance(mix::LEAVES) {
            note("leaves before the QR is there");
            memory.is_over |= is_believed(&till.cancel_sale(&sale.number).await);
        }
    } else if is_due(plan.cancel_after) {
        note("cancels");
        let press = || till.cancel_sale(&sale.number);
        let _ = if plan.presses_twice { tokio::join!(press(), press()).0 } else { press().await };
    } else if let Some((after, to)) = plan.amend
        && is_due(Some(after))
        && sale.amount != amount(to)
        && !(memory.amends > 0 && counter.mix == Mix::LatePatch)
    {
        note("amends");
        memory.amends += 1;
        let _ = till.amend_sale(&sale.number, to).await;
    } else if is_due(plan.extend_after) && !memory.has_extended {
        note("extends");
        memory.has_extended = true;
        let _ = till.extend_sale(&sale.number).await;
    } else if dice.chance(mix::CHECKS) {
        let _ = till.check_now(&sale.number).await;
    }
}
