//! What the till keeps in mind about a sale it follows, and what follows from it.
//!
//! Nothing here is durable: after a restart a fresh watch asks for everything again. The decisions are pure
//! functions of sale, watch and the time, so that the loop only carries them out.

use std::time::Duration;

use jiff::Timestamp;
use tokio::time::Instant;

use crate::rules::{Rule, Rules};
use crate::sale::{Place, Sale, SaleEvent, SaleState, Trace};
use crate::schedule::{self, Pace};
use crate::server_clock::{ServerClock, plus, signed};
use crate::settings::Settings;
use crate::view::CheckingReason;

/// A question under way or answered: when it was sent, and what the server's clock surely showed then.
#[derive(Clone, Copy, Debug)]
pub(super) struct Question {
    pub(super) sent: Instant,
    pub(super) surely: Timestamp,
}

/// What is known of a withdrawal beside its being wanted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Withdrawal {
    /// How often it was sent.
    pub(super) tries: usize,
    /// Whether the last try has an answer that leaves nothing open.
    pub(super) is_answered: bool,
    /// Whether an answer asked for after the last try says the tray is still there.
    pub(super) is_still_open: bool,
}

/// What is known of the search for a sale in the server's list.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Search {
    /// It is under way.
    pub(super) is_asking: bool,
    /// It was answered once, and nothing was found.
    pub(super) is_answered: bool,
    /// How often in a row it had no good answer.
    pub(super) tries: u32,
    /// When it is asked again after that.
    pub(super) retry_at: Option<Instant>,
}

/// What is kept in mind about a sale while it is followed.
#[derive(Clone, Debug)]
pub(super) struct Watch {
    /// The sale was in the journal when the program started.
    pub(super) is_taken_up: bool,
    /// Why nothing that was heard of the tray before counts any more, until something usable is heard again: the
    /// program was started or the machine has slept.
    pub(super) doubt: Option<CheckingReason>,
    /// Since when it is followed: the zero of the schedule.
    pub(super) since: Instant,
    /// The question under way.
    pub(super) asking: Option<Question>,
    /// The last question.
    pub(super) asked: Option<Question>,
    /// Ask as soon as none is under way.
    pub(super) is_urgent: bool,
    /// The last question had no usable answer; ask again then.
    pub(super) retry_at: Option<Instant>,
    /// Since the last usable answer a question has been open or lost since then.
    pub(super) unanswered_since: Option<Instant>,
    /// The change under way: making, changing or withdrawing the tray.
    pub(super) changing: Option<Instant>,
    /// When the last change ended. Only what is asked after it says what it did.
    pub(super) changed_at: Option<Instant>,
    pub(super) withdrawal: Withdrawal,
    pub(super) search: Search,
    /// A reading without result was first seen then.
    pub(super) undecided_since: Option<Instant>,
    /// Since when the outcome is uncertain on the screen.
    pub(super) covered_since: Option<Instant>,
    /// The jitter of the next gap.
    pub(super) jitter: u64,
    /// Why the server refused the last change of the amount, until something else happens to the sale.
    pub(super) amend_refused: Option<String>,
    /// The end was seen by staff, and that could not be written: it is not shown again before the next start.
    pub(super) is_seen: bool,
    /// Its write reported an error, so the journal may hold it or not.
    pub(super) unsure: Option<SaleEvent>,
    /// What happened and could not be written yet, and when to try again. Nothing else happens meanwhile.
    pub(super) storing: Option<(SaleEvent, Instant)>,
}

impl Watch {
    pub(super) fn new(now: Instant, is_taken_up: bool) -> Self {
        Self {
            is_taken_up,
            doubt: is_taken_up.then_some(CheckingReason::Restarted),
            since: now,
            asking: None,
            asked: None,
            is_urgent: is_taken_up,
            retry_at: None,
            unanswered_since: None,
            changing: None,
            changed_at: None,
            withdrawal: Withdrawal::default(),
            search: Search::default(),
            undecided_since: None,
            covered_since: None,
            jitter: u64::MAX / 2,
            amend_refused: None,
            is_seen: false,
            unsure: None,
            storing: None,
        }
    }

    /// Something usable was heard of the tray.
    pub(super) fn hear(&mut self) {
        self.doubt = None;
        self.unanswered_since = None;
        self.retry_at = None;
    }

    /// A change has ended, with whatever answer: what it did is asked for at once.
    pub(super) fn end_change(&mut self, now: Instant) {
        self.changing = None;
        self.changed_at = Some(now);
        self.is_urgent = true;
    }

    /// Whether a question was sent when no change was under way any more.
    pub(super) fn is_after_changes(&self, question: Question) -> bool {
        self.changing.is_none() && self.changed_at.is_none_or(|at| question.sent >= at)
    }

    /// Since when the oldest request about this sale is under way.
    pub(super) fn oldest_request(&self) -> Option<Instant> {
        let asking = self.asking.map(|question| question.sent);
        [asking, self.changing].into_iter().flatten().min()
    }
}

/// Everything the decisions need beside sale and watch.
pub(super) struct Circumstances<'a> {
    pub(super) now: Instant,
    pub(super) clock: &'a ServerClock,
    pub(super) settings: &'a Settings,
    pub(super) rules: Rules,
    pub(super) pace: Pace,
    /// When the next question about a sale that is not on the screen may be asked.
    pub(super) background_from: Instant,
}

/// When the server is to be asked about the tray; `None` while there is nothing to ask.
pub(super) fn next_ask(sale: &Sale, watch: &Watch, around: &Circumstances<'_>) -> Option<Instant> {
    let tray = sale.state.tray()?;
    if watch.asking.is_some() || watch.storing.is_some() {
        return None;
    }
    let is_background = sale.place != Place::Screen;
    let at = match (watch.is_urgent, watch.retry_at, watch.asked) {
        (true, _, _) => around.now,
        (false, Some(at), _) => at,
        (false, None, None) => watch.since + schedule::FIRST_ASK,
        (false, None, Some(asked)) => {
            let base =
                if is_background { around.settings.parked_gap } else { gap_on_screen(&sale.state, watch, around) };
            let regular = asked.sent + schedule::jittered(around.pace.stretch(base), watch.jitter);
            let end = tray.expires_at;
            let is_read = matches!(sale.state, SaleState::Undecided { .. });
            if is_read {
                // A busy server may have stretched the gap beyond the moment at which the last answer counts.
                after_expiry(end, asked, around).map_or(regular, |mark| regular.min(mark))
            } else if around.clock.earliest_at(regular) < end {
                regular
            } else {
                after_expiry(end, asked, around).unwrap_or_else(|| regular.max(asked.sent + schedule::MAX_GAP))
            }
        }
    };
    let at = around.pace.put_off(at);
    Some(if is_background { at.max(around.background_from) } else { at })
}

fn gap_on_screen(state: &SaleState, watch: &Watch, around: &Circumstances<'_>) -> Duration {
    let since = |start: Instant| around.now.saturating_duration_since(start);
    match (state, watch.undecided_since) {
        (SaleState::Undecided { .. }, Some(start)) if since(start) < schedule::UNDECIDED_FOR => schedule::UNDECIDED_GAP,
        _ => schedule::gap(around.settings.base_gap, since(watch.since)),
    }
}

/// The next of the last questions that has not been asked; `None` when all were.
fn after_expiry(end: Timestamp, asked: Question, around: &Circumstances<'_>) -> Option<Instant> {
    let last = [around.settings.grace];
    let marks = schedule::AFTER_EXPIRY.iter().chain(&last).map(|mark| plus(end, signed(*mark)));
    marks.into_iter().find(|mark| asked.surely < *mark).map(|mark| around.clock.when_surely(mark, around.now))
}

/// When the withdrawal is to be sent, or sent again; `None` while it is not.
pub(super) fn next_withdrawal(sale: &Sale, watch: &Watch, around: &Circumstances<'_>) -> Option<Instant> {
    if !matches!(sale.state, SaleState::Canceling { .. }) || watch.changing.is_some() || watch.storing.is_some() {
        return None;
    }
    let Withdrawal { tries, is_answered, is_still_open } = watch.withdrawal;
    let Some(before) = tries.checked_sub(1) else { return Some(around.now) };
    let ended = watch.changed_at.unwrap_or(around.now);
    let last = schedule::REPEAT_CANCEL[schedule::REPEAT_CANCEL.len() - 1];
    match schedule::REPEAT_CANCEL.get(before) {
        Some(wait) if !is_answered || is_still_open => Some(ended + *wait),
        None if is_still_open => Some(ended + last),
        Some(_) | None => None,
    }
}

/// When the server's list is to be asked about a sale; `None` while it is not.
///
/// Once when by the server's clock nothing should come any more, and at once where the tray itself never said how it
/// ended. What the list does not show then is asked for once more when surely nothing can come ([`last_search`]).
pub(super) fn next_search(sale: &Sale, watch: &Watch, around: &Circumstances<'_>) -> Option<Instant> {
    let is_used = is_used(sale) && watch.storing.is_none();
    let is_sought = sale.trace == Trace::Sought || is_used;
    if !is_sought || watch.search.is_asking || !around.rules.hold(Rule::SearchLostCreates) {
        return None;
    }
    let last = last_search(sale, watch, around.settings);
    let Settings { change_limit, grace, .. } = *around.settings;
    let tray_life = life_of(sale, around.settings);
    let at = match (watch.search.retry_at, watch.search.is_answered, &sale.state) {
        (Some(at), _, _) => at,
        (None, true, _) => last,
        (None, false, SaleState::Failed { .. } | SaleState::Undecided { .. }) => around.now,
        (None, false, _) => {
            let over = plus(sale.intent.started_at, signed(change_limit + tray_life + grace));
            around.clock.when_surely(over, around.now).min(last)
        }
    };
    Some(around.pace.put_off(at).max(around.background_from))
}

/// Whether the tray had been read before the reading that is known: the list may show what the tray does not.
pub(super) fn is_used(sale: &Sale) -> bool {
    matches!(&sale.state, SaleState::Undecided { attempt, .. } if attempt.is_of_used_tray())
}

/// What is asked from here on says for good whether there is a transaction: the request for the tray was made before
/// the sale was followed, so by then the server would neither carry it out any more nor let its tray live. Counted on
/// the monotonic clock, because the intent's own time may be that of a clock that was wrong.
pub(super) fn last_search(sale: &Sale, watch: &Watch, settings: &Settings) -> Instant {
    watch.since + settings.request_window + life_of(sale, settings) + settings.grace
}

/// The life that was asked for the sale's tray: what is set by now is another sale's. Where the journal does not say, it was
/// the one that was shipped, or longer.
pub(super) fn life_of(sale: &Sale, settings: &Settings) -> Duration {
    match sale.intent.life_seconds {
        Some(seconds) => Duration::from_secs(seconds.into()),
        None => settings.tray_life.max(Settings::default().tray_life),
    }
}

/// Why the QR must not be shown; `None` while it may. The one decision about drawing.
pub(super) fn cover(sale: &Sale, watch: &Watch, around: &Circumstances<'_>) -> Option<CheckingReason> {
    if watch.storing.is_some() {
        return Some(CheckingReason::Storing);
    }
    if watch.doubt == Some(CheckingReason::Restarted) && sale.state.tray().is_some() {
        return Some(CheckingReason::Restarted);
    }
    match &sale.state {
        SaleState::Open { tray } => {
            let silent = watch.unanswered_since.is_some_and(|at| around.now >= at + around.settings.silent_after);
            if around.now >= cover_at(tray.expires_at, around) {
                Some(CheckingReason::Expiring)
            } else if silent || watch.doubt.is_some() {
                Some(CheckingReason::Silence)
            } else {
                None
            }
        }
        SaleState::Canceling { .. } => Some(CheckingReason::Canceling),
        SaleState::Amending { .. } => around.rules.hold(Rule::CoverWhileChanging).then_some(CheckingReason::Amending),
        SaleState::Extending { .. } => Some(CheckingReason::Extending),
        SaleState::Undecided { attempt, .. } if attempt.is_of_used_tray() => Some(CheckingReason::UsedQr),
        SaleState::Undecided { .. } => Some(CheckingReason::Undecided),
        SaleState::Creating
        | SaleState::Abandoned
        | SaleState::Succeeded { .. }
        | SaleState::Failed { .. }
        | SaleState::Canceled { .. }
        | SaleState::Expired { .. }
        | SaleState::NotCreated { .. } => None,
    }
}

/// When the QR of a tray that ends then is covered.
pub(super) fn cover_at(expires_at: Timestamp, around: &Circumstances<'_>) -> Instant {
    around.clock.when(plus(expires_at, -signed(around.settings.cover_before_expiry)), around.now)
}
