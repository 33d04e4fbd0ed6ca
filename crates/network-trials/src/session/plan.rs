//! What staff and customer do in a session, rolled before it begins.

use std::time::Duration;

use rand::Rng;
use rand::rngs::StdRng;
use till::money::Direction;

use super::roll;

/// When the fault strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    /// Before Enter is pressed.
    BeforeEnter,
    /// When the QR is on the screen.
    WhileShown,
    /// When staff press a key.
    WithTheAct,
}

/// When the customer scans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scan {
    Never,
    AtOnce,
    AfterTheAct,
    /// After the network is back, whatever is on the screen.
    FromAPhoto,
}

/// What staff do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Nothing,
    Cancel,
    CancelTwice,
    Amend,
    Extend,
}

#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) direction: Direction,
    pub(super) amount: &'static str,
    pub(super) other_amount: &'static str,
    pub(super) customer: &'static str,
    /// Whether staff leave the sale as soon as they have begun it.
    pub(super) leaves_early: bool,
    /// Whether a connection is there before the sale.
    pub(super) is_warm: bool,
    pub(super) strikes_at: Moment,
    pub(super) scan: Scan,
    pub(super) act: Act,
    /// Between scan and act.
    pub(super) pause: Duration,
    /// From the act to the network's return.
    pub(super) trouble_for: Duration,
    pub(super) parks: bool,
    pub(super) tray_life: Duration,
    /// From the network's return until staff withdraw a QR that nobody scans.
    pub(super) patience: Duration,
}

impl Plan {
    pub(super) fn make(dice: &mut StdRng) -> Self {
        let mut millis = |least: u64, most: u64| Duration::from_millis(dice.random_range(least..most));
        let (pause, trouble_for) = (millis(0, 400), millis(100, 2500));
        let expires = roll(dice, 15);
        Self {
            // More top-ups than the customers pay would be refused one day, and the other way round.
            direction: if roll(dice, 50) { Direction::Payment } else { Direction::Topup },
            amount: ["1", "2", "7", "10"][dice.random_range(0..4)],
            other_amount: ["3", "12"][dice.random_range(0..2)],
            customer: ["rich", "rich", "rich", "points", "suspended", "without_wallet"][dice.random_range(0..6)],
            leaves_early: roll(dice, 8),
            is_warm: roll(dice, 60),
            strikes_at: [Moment::BeforeEnter, Moment::WhileShown, Moment::WhileShown, Moment::WithTheAct]
                [dice.random_range(0..4)],
            scan: [Scan::Never, Scan::AtOnce, Scan::AtOnce, Scan::AfterTheAct, Scan::FromAPhoto]
                [dice.random_range(0..5)],
            act: [Act::Nothing, Act::Nothing, Act::Cancel, Act::CancelTwice, Act::Amend, Act::Extend]
                [dice.random_range(0..6)],
            pause,
            trouble_for,
            parks: roll(dice, 20),
            tray_life: Duration::from_secs(if expires { 3 } else { 30 }),
            patience: Duration::from_secs(if expires { 60 } else { 3 }),
        }
    }
}
