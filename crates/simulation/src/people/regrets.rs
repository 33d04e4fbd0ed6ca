//! Sales that are taken back: by staff who press once or twice and perhaps again, and by others behind the till's back.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use till::view::{CommandProblem, RefundView, SaleAction, SaleRowState, TillView};
use tokio::time::{Duration, Instant, sleep};

use crate::counter::Screen;
use crate::dice::Dice;
use crate::far_side::FarSide;
use crate::log::Log;
use crate::mix;

/// A refund that nothing goes wrong with has settled so soon after the last press.
const CARRIED_OUT_WITHIN: Duration = Duration::from_secs(30);

/// Who takes sales of one counter back. Clones are the same ones.
#[derive(Clone)]
pub(crate) struct Regrets {
    far: FarSide,
    screen: Screen,
    log: Log,
    state: Arc<Mutex<State>>,
}

struct State {
    dice: Dice,
    met: BTreeSet<String>,
    promised: BTreeSet<String>,
    over_at: Instant,
    is_closed: bool,
}

impl Regrets {
    pub(crate) fn new(far: FarSide, screen: Screen, log: Log, dice: Dice) -> Self {
        let (met, promised) = (BTreeSet::new(), BTreeSet::new());
        let state = State { dice, met, promised, over_at: Instant::now(), is_closed: false };
        Self { far, screen, log, state: Arc::new(Mutex::new(state)) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The refunds that the till has taken on, by their sales' numbers.
    pub(crate) fn promised(&self) -> BTreeSet<String> {
        self.state().promised.clone()
    }

    /// When the last of them has been dealt with.
    pub(crate) fn over_at(&self) -> Instant {
        self.state().over_at
    }

    /// Nobody regrets anything any more.
    pub(crate) fn close(&self) {
        self.state().is_closed = true;
    }

    /// Whoever sees a paid sale for the first time decides whether it is taken back.
    pub(crate) fn look(&self, view: &TillView) {
        for row in view.recent.iter().filter(|row| row.state == SaleRowState::Succeeded) {
            let mut state = self.state();
            if state.is_closed || !state.met.insert(row.number.clone()) {
                continue;
            }
            let mut dice = state.dice.fork();
            if dice.chance(mix::REFUNDED_ELSEWHERE) {
                let after = dice.millis(mix::REFUND_MS);
                state.over_at = state.over_at.max(Instant::now() + after);
                let shown_after = if dice.chance(mix::REFUND_SHOWN_LATE) {
                    dice.millis(mix::REFUND_SHOWN_LATE_MS)
                } else {
                    Duration::ZERO
                };
                let (far, log, number) = (self.far.clone(), self.log.clone(), row.number.clone());
                tokio::spawn(async move {
                    sleep(after).await;
                    log.note("issuer", || format!("takes {number} back"));
                    far.refund_elsewhere(&number, shown_after);
                });
            }
            if dice.chance(mix::REFUNDED) {
                // The last press comes after a lost request has been given up.
                let mut waits = vec![dice.millis(mix::REFUND_MS), dice.millis(mix::REFUND_AGAIN_MS)];
                if dice.chance(mix::REFUND_LATE) {
                    waits.push(dice.millis(mix::REFUND_LATE_MS));
                }
                state.over_at = state.over_at.max(Instant::now() + waits.iter().sum() + CARRIED_OUT_WITHIN);
                let (regrets, number) = (self.clone(), row.number.clone());
                tokio::spawn(async move { regrets.press_now_and_then(&number, waits, dice).await });
            }
        }
    }

    async fn press_now_and_then(&self, number: &str, waits: Vec<Duration>, mut dice: Dice) {
        for wait in waits {
            sleep(wait).await;
            let Some(view) = self.screen.view() else { continue };
            let Some(till) = self.screen.till() else { continue };
            let row = view.recent.iter().find(|row| row.number == number);
            let refund: Option<&RefundView> = row.and_then(|row| row.refund.as_ref());
            // The result on the screen is filed by whoever serves there.
            let is_served = view.live.as_ref().is_some_and(|sale| sale.number == number);
            let may_file = refund.is_some_and(|refund| refund.actions.contains(&SaleAction::Done));
            if may_file && !is_served && dice.chance(50) {
                let _ = till.done(number).await;
            }
            let press = || till.refund_sale(number, "wrong size", None);
            let answers = if dice.chance(mix::REFUND_TWICE) {
                let (first, second) = tokio::join!(press(), press());
                vec![first, second]
            } else {
                vec![press().await]
            };
            self.log.note("staff", || format!("take {number} back: {answers:?}"));
            if answers.iter().any(|answer| matches!(answer, Ok(()) | Err(CommandProblem::AlreadyRefunded))) {
                self.state().promised.insert(number.to_owned());
            }
        }
    }
}
