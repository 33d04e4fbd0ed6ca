//! Customers: they scan what is on the screen, or a photo of it; early, late, twice.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use till::view::{SaleStateView, TillView};
use tokio::time::{Instant, sleep};

use crate::check::{Checker, Violation, decimal};
use crate::counter::Screen;
use crate::dice::Dice;
use crate::far_side::{FarSide, Read, Reader};
use crate::log::Log;
use crate::mix::{self, Mix};

/// What a phone does.
#[derive(Clone, Debug)]
struct Scan {
    token: String,
    after: Duration,
    /// Needs no QR on the screen.
    has_photo: bool,
    reader: Reader,
}

/// The customers of one counter.
pub(crate) struct Customers {
    far: FarSide,
    screen: Screen,
    checker: Checker,
    log: Log,
    dice: Dice,
    mix: Mix,
    met: BTreeSet<String>,
    /// When the last of them has gone.
    pub(crate) gone_at: Instant,
    pub(crate) charged: Arc<AtomicBool>,
}

impl Customers {
    pub(crate) fn new(far: FarSide, screen: Screen, checker: Checker, log: Log, dice: Dice, mix: Mix) -> Self {
        let charged = Arc::default();
        Self { far, screen, checker, log, dice, mix, met: BTreeSet::new(), gone_at: Instant::now(), charged }
    }

    /// Whoever sees a QR for the first time decides what to do with it.
    pub(crate) fn look(&mut self, view: &TillView) {
        let Some(sale) = &view.live else { return };
        let (Some(token), SaleStateView::Waiting { expires_in_ms }) = (&sale.token, &sale.state) else { return };
        if self.met.insert(token.clone()) {
            for scan in self.plan(token, *expires_in_ms) {
                self.come(scan);
            }
        }
    }

    fn plan(&mut self, token: &str, expires_in_ms: u64) -> Vec<Scan> {
        let dice = &mut self.dice;
        let mut scans = Vec::new();
        if dice.chance(mix::UNSCANNED) {
            return scans;
        }
        let is_last_moment = dice.chance(mix::LAST_MOMENT);
        let after = if is_last_moment {
            let least = expires_in_ms.saturating_sub(mix::LAST_MOMENT_MS);
            dice.millis((least, expires_in_ms + mix::LAST_MOMENT_MS))
        } else {
            dice.millis(if self.mix == Mix::LatePatch { mix::SCAN_LATE_MS } else { mix::SCAN_MS })
        };
        let has_photo = is_last_moment || dice.chance(mix::PHOTOS);
        scans.push(Scan { token: token.to_owned(), after, has_photo, reader: reader(dice) });
        if dice.chance(mix::RESCANS) {
            let after = after + dice.millis(mix::RESCAN_MS);
            scans.push(Scan { token: token.to_owned(), after, has_photo: true, reader: reader(dice) });
        }
        if dice.chance(mix::LATE_PHOTOS) {
            let after = dice.millis(mix::LATE_PHOTO_MS);
            scans.push(Scan { token: token.to_owned(), after, has_photo: true, reader: reader(dice) });
        }
        scans
    }

    fn come(&mut self, scan: Scan) {
        self.gone_at = self.gone_at.max(Instant::now() + scan.after + Duration::from_secs(1));
        let (far, screen, checker, log) =
            (self.far.clone(), self.screen.clone(), self.checker.clone(), self.log.clone());
        let charged = Arc::clone(&self.charged);
        tokio::spawn(async move {
            sleep(scan.after).await;
            let view = screen.view();
            let live = view.as_ref().and_then(|view| view.live.as_ref());
            let shown = live.filter(|live| live.token.as_deref() == Some(&scan.token));
            if shown.is_none() && !scan.has_photo {
                return;
            }
            let read = far.read(&scan.token, scan.reader);
            let from = if shown.is_some() { "the screen" } else { "a photo" };
            log.note("customer", || format!("reads {} from {from}: {read:?}", scan.token));
            if let Read::Charged(moved) = read {
                charged.store(true, Ordering::Relaxed);
                if let Some(shown) = shown
                    && decimal(&shown.amount) != moved
                {
                    let what = format!("{} showed {} and charged {moved}", shown.number, shown.amount);
                    checker.find(Violation::WrongAmount, what);
                }
            }
        });
    }
}

fn reader(dice: &mut Dice) -> Reader {
    let refusals = ["account_balance_not_enough", "account_suspended", "account_transfer_limit_exceeded"];
    let refusal = if dice.chance(mix::REFUSED) { dice.pick(&refusals) } else { "" };
    let mut late = |percent, range| if dice.chance(percent) { dice.millis(range) } else { Duration::ZERO };
    Reader {
        refusal,
        shown_after: late(mix::SHOWN_LATE, mix::SHOWN_LATE_MS),
        transaction_after: late(mix::TRANSACTION_LATE, mix::TRANSACTION_LATE_MS),
        has_points: dice.chance(30),
        spends: dice.chance(mix::SPENT),
    }
}
