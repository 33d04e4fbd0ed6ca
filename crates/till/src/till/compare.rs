//! Compare the journal with the server's list at every start (reliability, E4 and E8).
//!
//! A journal may be older than the shop's books: it was restored from a backup, or it was damaged and begun anew. Then
//! the list has sales of this till that the journal does not know. They are adopted, with the amount, direction, time
//! and transaction that the list says, staff are told, and no number is given out twice.
//!
//! **Whose is a row?** A row whose tag the journal has is its own. Of the others with this till's code:
//! - with the journal's own mark ([`crate::tag::Mark`]): this journal's before it was restored, or a clone's. Adopted,
//!   and the notice names both possibilities.
//! - with another mark, while no sale was ever begun in this journal: this till's before its journal was begun anew.
//!   Adopted.
//! - with another mark otherwise: another till that was given the same code. Left alone, and staff are told.
//!
//! Only what was done before this program started can be adopted: whatever comes later under the code is somebody
//! else's. The list is asked once the server's time is known, from the journal's newest sale on, and again with growing
//! waits until all of it was read. The first sale waits for it a moment ([`crate::settings::Settings::compare_limit`])
//! and no longer: should the server not answer, the till sells, its tags are told apart by their random part, and a
//! row whose number has been given out meanwhile is adopted under the next free one.

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};
use partner_api::schema::{Page, Transaction};
use tokio::time::Instant;

use super::actor::{Actor, Followed};
use super::requests::Outcome;
use super::search::direction;
use super::watch::Watch;
use crate::journal::{BegunAnew, JournalError, StoredSale};
use crate::list::{Listing, Progress, Range};
use crate::money::Amount;
use crate::rules::Rule;
use crate::sale::{Intent, SaleEvent, SaleState, Success, Trace};
use crate::schedule::list_wait;
use crate::server_clock::plus;
use crate::tag::{FoundTag, Mark, SaleNumber, TillCode};

/// How far the range reaches back behind the journal's newest sale.
const OVERLAP: SignedDuration = SignedDuration::from_hours(-1);
/// How far back a journal without sales is compared: yesterday's shift.
const NEW_BACK: SignedDuration = SignedDuration::from_hours(-48);
/// How far back any journal is compared at most.
const MOST_BACK: SignedDuration = SignedDuration::from_hours(-14 * 24);
/// For so long the comparison waits for an answer that tells the server's time.
const DATE_LIMIT: std::time::Duration = std::time::Duration::from_secs(60);
/// Rows that are weighed in one turn of the loop, so that staff need not wait for a slow disk.
const AT_ONCE: usize = 10;
/// A number that is further ahead than this is nobody's count of sales.
const MOST_AHEAD: u32 = 1_000_000;

/// How far the comparison has come.
#[derive(Debug)]
pub(super) struct Comparison {
    started: Instant,
    mark: Mark,
    /// No sale was ever begun in this journal.
    is_new: bool,
    /// Until when the journal is known to be whole: its newest sale, or what was saved of it after damage.
    known_until: Option<Timestamp>,
    step: Step,
    meets_others: bool,
}

#[derive(Debug)]
enum Step {
    /// The next page is to be asked for.
    Due { at: Instant, tries: u32, listing: Option<Listing> },
    /// It was.
    Asking { tries: u32, listing: Listing },
    /// The rows are being weighed.
    Weighing { at: Instant, rows: VecDeque<(FoundTag, Transaction)> },
    /// All is compared.
    Over,
}

impl Comparison {
    /// A comparison to be made, of a journal with these newest sales, the newest first, perhaps begun `anew` after damage.
    /// `random` gives the mark where the journal has none.
    pub(super) fn new(
        now: Instant,
        recent: &[StoredSale],
        anew: Option<&BegunAnew>,
        code: &TillCode,
        random: u64,
    ) -> Self {
        let mut begun = recent.iter().map(|stored| &stored.sale).filter(|sale| sale.trace != Trace::Adopted);
        let mark = begun.next().map(|sale| code.read_tag(sale.intent.tag.as_str()).map(|tag| tag.mark));
        let newest = recent.first().map(|stored| stored.sale.intent.started_at);
        let known_until = match anew.filter(|anew| !anew.is_acknowledged) {
            Some(anew) => anew.whole_until.and_then(|until| Some(until.min(newest?))),
            None => newest,
        };
        Self {
            started: now,
            is_new: mark.is_none(),
            mark: mark.flatten().unwrap_or(Mark::of(random)),
            known_until,
            step: Step::Due { at: now, tries: 0, listing: None },
            meets_others: false,
        }
    }

    /// What all tags of this journal begin with.
    pub(super) fn mark(&self) -> Mark {
        self.mark
    }

    /// Whether another till of the shop uses this till's code.
    pub(super) fn meets_others(&self) -> bool {
        self.meets_others
    }

    /// From when on is compared.
    fn range(&self, now: Timestamp) -> Range {
        let from = match self.known_until {
            Some(until) if !self.is_new => plus(until.min(now), OVERLAP).max(plus(now, MOST_BACK)),
            Some(_) | None => plus(now, NEW_BACK),
        };
        // Nothing is done later than now, but the best guess at the server's time may be a little behind.
        Range { from, to: plus(now, SignedDuration::from_mins(10)) }
    }
}

impl Actor {
    /// When the next page of the list is to be asked for.
    pub(super) fn next_listing(&self) -> Option<Instant> {
        let Step::Due { at, .. } = &self.comparison.step else { return None };
        let known = if self.clock.ahead().is_some() { *at } else { self.comparison.started + DATE_LIMIT };
        Some(self.pace.put_off((*at).max(known)).max(self.background_from))
    }

    /// Until when the first sale waits.
    pub(super) fn held_until(&self) -> Option<Instant> {
        let limit = self.comparison.started + self.settings().compare_limit;
        let is_over = matches!(self.comparison.step, Step::Over) || limit <= self.now();
        if is_over { (!self.held.is_empty()).then_some(self.now()) } else { Some(limit) }
    }

    pub(super) fn send_next_page(&mut self) {
        let now = self.clock.now();
        let Step::Due { tries, listing, .. } = std::mem::replace(&mut self.comparison.step, Step::Over) else { return };
        let listing = listing.unwrap_or_else(|| Listing::new(self.comparison.range(now)));
        self.background_from = self.now() + self.settings().background_gap;
        self.send_listing(listing.query());
        self.comparison.step = Step::Asking { tries, listing };
    }

    pub(super) fn page_listed(&mut self, sent: Instant, outcome: Outcome<Page<Transaction>>) {
        self.learn(sent, &outcome);
        let now = self.now();
        let Step::Asking { tries, mut listing } = std::mem::replace(&mut self.comparison.step, Step::Over) else {
            return;
        };
        self.comparison.step = match outcome.map(|answer| listing.take(answer.value)) {
            Ok(Progress::More) => Step::Due { at: now, tries: 0, listing: Some(listing) },
            Ok(Progress::Whole | Progress::Moving) => {
                let code = &self.setup.till_code;
                let tagged = |row: Transaction| code.read_tag(&row.description).map(|tag| (tag, row));
                let mut rows: Vec<_> = listing.into_rows().into_iter().filter_map(tagged).collect();
                rows.sort_by_key(|(tag, _)| tag.number);
                Step::Weighing { at: now, rows: rows.into() }
            }
            Err(_) => {
                let at = now + list_wait(tries, self.ids.make_bits());
                Step::Due { at, tries: tries + 1, listing: Some(listing) }
            }
        };
    }

    /// When the next rows are to be weighed.
    pub(super) fn next_adoption(&self) -> Option<Instant> {
        if let Step::Weighing { at, .. } = &self.comparison.step { Some(*at) } else { None }
    }

    /// Weighs some rows. What the journal does not take is tried again later.
    pub(super) fn adopt(&mut self) {
        if self.next_adoption().is_none_or(|at| at > self.now()) {
            return;
        }
        let Step::Weighing { mut rows, .. } = std::mem::replace(&mut self.comparison.step, Step::Over) else { return };
        let mut at = self.now();
        for _ in 0..AT_ONCE {
            let Some((tag, row)) = rows.front() else { return };
            if let Err(error) = self.weigh(tag, row) {
                tracing::error!(%error, "a sale of the server's list could not be compared");
                at = self.now() + self.settings().journal_retry;
                break;
            }
            rows.pop_front();
        }
        if !rows.is_empty() {
            self.comparison.step = Step::Weighing { at, rows };
        }
    }

    fn weigh(&mut self, found: &FoundTag, row: &Transaction) -> Result<(), JournalError> {
        if let Some(stored) = self.journal.tagged(&found.tag)? {
            self.weigh_known(stored, row);
            return Ok(());
        }
        let Comparison { started, mark, is_new, .. } = self.comparison;
        let is_before = row.done_at.at().is_none_or(|done_at| done_at < self.clock.at(started));
        if !(is_before && (is_new || found.mark == mark)) {
            self.comparison.meets_others = true;
            return Ok(());
        }
        let (Some(direction), Ok(amount)) = (direction(row), Amount::try_from(row.amount)) else { return Ok(()) };
        let last = self.last_number;
        let is_likely = (1..=last.0.saturating_add(MOST_AHEAD)).contains(&found.number.0);
        let is_free = is_likely && self.journal.sale(found.number)?.is_none();
        let number = if is_free { found.number } else { SaleNumber(last.0 + 1) };
        let intent = Intent {
            number,
            direction,
            amount,
            note: found.note.clone(),
            tag: found.tag.clone(),
            started_at: row.done_at.at().unwrap_or_else(|| self.clock.now()),
            bill: None,
            life_seconds: None,
        };
        // Counted even when the write fails: it may have been carried out all the same.
        self.last_number = last.max(number);
        tracing::warn!(sale = %self.label(number), tag = %found.tag, "a sale that the journal did not know is adopted");
        self.append_adopted(intent, Success::of(row, direction))
    }

    /// A sale that had ended without a transaction has one. What is still open is asked for by its tray.
    pub(super) fn weigh_known(&mut self, stored: StoredSale, row: &Transaction) {
        let StoredSale { sale, entries, ended_at } = stored;
        let watch = Watch::new(self.now(), true);
        // Its write may have reported an error and been carried out all the same.
        if sale.trace == Trace::Adopted && !sale.is_over() {
            let number = sale.intent.number;
            self.sales.entry(number).or_insert(Followed { sale, entries, ended_at, watch });
            self.is_journal_failing = false;
            self.update_row(number);
            return;
        }
        let is_ended_without = sale.state.is_final() && !matches!(sale.state, SaleState::Succeeded { .. });
        if !is_ended_without || !self.setup.rules.hold(Rule::SearchLostCreates) {
            return;
        }
        let number = sale.intent.number;
        let event = SaleEvent::FoundInList { asked: sale.asked(), success: Success::of(row, sale.intent.direction) };
        self.sales.entry(number).or_insert(Followed { sale, entries, ended_at, watch });
        self.believe_list(number, &event);
    }
}
