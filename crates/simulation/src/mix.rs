//! The numbers of the stress mix, all in one place. They are far worse than any shop: the point is to meet every race.
//!
//! Percentages are of schedules, sales, requests or scans as named; times are in milliseconds from - to.

use std::str::FromStr;

/// Which world a schedule happens in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mix {
    /// Everything at once.
    #[default]
    Stress,
    /// Wrong, jumping and sleeping clocks, in every schedule; little else goes wrong.
    Clocks,
    /// Amounts are changed all the time, and the changes are carried out when nobody waits for them any more.
    LatePatch,
}

const NAMES: [(Mix, &str); 3] = [(Mix::Stress, "stress"), (Mix::Clocks, "clocks"), (Mix::LatePatch, "late-patch")];

impl FromStr for Mix {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = || NAMES.map(|(_, name)| name).join(", ");
        let found = NAMES.iter().find(|(_, name)| *name == text).map(|(mix, _)| *mix);
        found.ok_or_else(|| format!("there is no mix `{text}`; the mixes are {}", known()))
    }
}

/// Sales a shift has.
pub(crate) const SALES: (u64, u64) = (1, 4);
/// Lives asked for trays, in seconds; drawn once a schedule.
pub(crate) const TRAY_LIVES_S: [u64; 4] = [60, 60, 90, 150];
/// How much an extension adds, in seconds.
pub(crate) const EXTENSION_S: u64 = 45;

// The network.
/// Schedules whose network fails for a while, once or twice.
pub(crate) const OUTAGES: u64 = 50;
pub(crate) const OUTAGE_MS: (u64, u64) = (2_000, 150_000);
/// Up to this part of all requests is faulted; the part is drawn once a schedule, for every second one it is small.
pub(crate) const FAULTED: u64 = 30;
pub(crate) const FAULTED_LITTLE: u64 = 4;
/// One way of a request that nothing happens to.
pub(crate) const ONE_WAY_MS: (u64, u64) = (8, 90);
/// One way of a delayed one; with it requests overtake each other.
pub(crate) const DELAYED_MS: (u64, u64) = (200, 9_000);
/// A change that is carried out when nobody waits any more.
pub(crate) const LATE_MS: (u64, u64) = (11_000, 75_000);
/// In `late-patch`: changes of the amount that are late.
pub(crate) const LATE_PATCHES: u64 = 70;
/// Trays that are read though their create had no answer, so that no till can have shown them.
pub(crate) const HAUNTED: u64 = 30;
/// Within their life.
pub(crate) const HAUNTED_MS: (u64, u64) = (1_000, 58_000);
/// Answers without a `Date`.
pub(crate) const UNDATED: u64 = 4;
/// The server refuses a timestamp that is further off, in seconds.
pub(crate) const WINDOW_S: i64 = 300;

// The machine.
/// Crashes a schedule has: none, one, two.
pub(crate) const CRASHES: [u64; 4] = [0, 1, 1, 2];
/// At which append or poll of the process they happen, at most.
pub(crate) const CRASH_APPEND: u64 = 14;
pub(crate) const CRASH_POLL: u64 = 260;
pub(crate) const CRASH_MS: (u64, u64) = (100, 120_000);
/// Until the program runs again; one in four takes long.
pub(crate) const DOWN_MS: (u64, u64) = (300, 12_000);
pub(crate) const DOWN_LONG_MS: (u64, u64) = (20_000, 240_000);
/// Schedules whose wall clock is off, by up to so much; one in eight of them by a day.
pub(crate) const CLOCK_OFF: u64 = 40;
pub(crate) const CLOCK_OFF_MS: u64 = 600_000;
/// Schedules whose wall clock jumps, by up to so much.
pub(crate) const CLOCK_JUMPS: u64 = 20;
pub(crate) const CLOCK_JUMP_MS: u64 = 3_600_000;
/// In `clocks`: how far the wall clock is off from the start, in seconds: not at all, ten minutes, an hour (summer time,
/// or a clock that keeps local time), a day, set to 1970, set to 2038...
pub(crate) const CLOCKS_OFF_S: [i64; 10] =
    [0, 600, -600, 3_600, -3_600, 86_400, -86_400, -1_795_154_400, 352_329_247, 299];
/// ...and how far it jumps in the middle of the shift: summer time begins or ends, the date is set right or wrong.
pub(crate) const CLOCKS_JUMP_S: [i64; 8] = [3_600, -3_600, 600, -600, 86_400, -86_400, 1_800, -2];
/// In `clocks`: schedules in which the machine sleeps.
pub(crate) const CLOCKS_SLEEPS: u64 = 60;
/// Schedules in which the machine sleeps; for every second sleep the monotonic clock stands still.
pub(crate) const SLEEPS: u64 = 20;
pub(crate) const SLEEP_MS: (u64, u64) = (1_000, 200_000);
/// Schedules whose disk is in trouble for a while.
pub(crate) const DISK_TROUBLE: u64 = 12;
pub(crate) const DISK_TROUBLE_MS: (u64, u64) = (500, 20_000);
/// When these things happen.
pub(crate) const WHEN_MS: (u64, u64) = (200, 150_000);

// Staff.
pub(crate) const CANCELS: u64 = 35;
pub(crate) const AMENDS: u64 = 20;
pub(crate) const EXTENDS: u64 = 12;
pub(crate) const DOUBLE_PRESS: u64 = 15;
/// Who waits for a result parks when it is offered, with this chance at each look.
pub(crate) const PARKS: u64 = 10;
/// Who waits for a result asks for another QR though none is offered, with this chance at each look.
pub(crate) const IMPATIENT: u64 = 6;
/// After an end without payment the same sale is tried again.
pub(crate) const TRIES_AGAIN: u64 = 50;
/// Of those who will cancel, who does so before the QR is there, at each look.
pub(crate) const LEAVES: u64 = 30;
/// Who presses "check now" while a QR is shown, at each look.
pub(crate) const CHECKS: u64 = 5;
/// How often staff look and act.
pub(crate) const LOOK_MS: (u64, u64) = (80, 2_500);
/// In `late-patch`: when staff amend.
pub(crate) const AMEND_SOON_MS: (u64, u64) = (0, 4_000);
/// When staff cancel, amend or extend, counted from the QR.
pub(crate) const ACT_MS: (u64, u64) = (0, 30_000);
/// How long staff stay with one sale at most, in looks.
pub(crate) const LOOKS: u64 = 200;
pub(crate) const TOPUPS: u64 = 30;

// Customers.
/// QRs nobody scans.
pub(crate) const UNSCANNED: u64 = 20;
/// Scans within seconds of the tray's end, before or after.
pub(crate) const LAST_MOMENT: u64 = 15;
pub(crate) const LAST_MOMENT_MS: u64 = 3_000;
/// The others, counted from the QR.
pub(crate) const SCAN_MS: (u64, u64) = (50, 35_000);
/// In `late-patch`: the scans, when the QR is there again after a change without an answer.
pub(crate) const SCAN_LATE_MS: (u64, u64) = (12_000, 55_000);
/// Scans that need no QR on the screen, because a photo was taken of it.
pub(crate) const PHOTOS: u64 = 25;
/// Trays that are read a second time, from a photo.
pub(crate) const RESCANS: u64 = 20;
pub(crate) const RESCAN_MS: (u64, u64) = (20, 15_000);
/// Trays that are read from a photo long after.
pub(crate) const LATE_PHOTOS: u64 = 8;
pub(crate) const LATE_PHOTO_MS: (u64, u64) = (30_000, 300_000);
/// Readings that the server refuses for the customer's sake.
pub(crate) const REFUSED: u64 = 14;
/// Readings that answers show late, and then without their transaction. Together they stay below the grace of 15 s.
pub(crate) const SHOWN_LATE: u64 = 25;
pub(crate) const SHOWN_LATE_MS: (u64, u64) = (50, 8_000);
pub(crate) const TRANSACTION_LATE: u64 = 30;
pub(crate) const TRANSACTION_LATE_MS: (u64, u64) = (50, 5_000);

// Refunds.
/// Paid sales that staff take back; every second press is a double one.
pub(crate) const REFUNDED: u64 = 40;
pub(crate) const REFUND_TWICE: u64 = 50;
/// When staff press first, how much later again, and how much later still, after a lost request has been given up.
pub(crate) const REFUND_MS: (u64, u64) = (0, 25_000);
pub(crate) const REFUND_AGAIN_MS: (u64, u64) = (500, 40_000);
pub(crate) const REFUND_LATE: u64 = 15;
pub(crate) const REFUND_LATE_MS: (u64, u64) = (300_000, 420_000);
/// Paid sales that another till, or the issuer, takes back.
pub(crate) const REFUNDED_ELSEWHERE: u64 = 12;
/// Refunds that answers show late.
pub(crate) const REFUND_SHOWN_LATE: u64 = 20;
pub(crate) const REFUND_SHOWN_LATE_MS: (u64, u64) = (50, 8_000);
/// Refunds that are carried out this late at the most: the server refuses what was stamped before its window.
pub(crate) const REFUND_LATEST_MS: (u64, u64) = (11_000, 320_000);
/// Customers who have spent a top-up before it is taken back.
pub(crate) const SPENT: u64 = 20;
/// Schedules in which these keys may not refund, and those whose server says by whom a refund was made.
pub(crate) const REFUND_FORBIDDEN: u64 = 6;
pub(crate) const TELLS_BY_WHOM: u64 = 75;

// The end.
/// A sale is settled within so much after the later of its tray's end and the network's return (G7): the grace, and
/// what a question in the background takes.
pub(crate) const SETTLED_WITHIN_MS: u64 = 20_000;
/// The server's list has said its word within so much after everything has settled: the window in which a request is
/// carried out, the longest life, the grace, and what asking in the background takes.
pub(crate) const SEARCHED_WITHIN_MS: u64 = 300_000 + 150_000 + 15_000 + 30_000;
