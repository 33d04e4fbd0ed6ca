//! All transactions of a time range, although the list moves while its pages are turned (reliability, M3).
//!
//! The server answers page by page and keeps no snapshot: a transaction made meanwhile pushes others to a later page,
//! so a row can come twice, and one that arrives on a page that was read already is not seen at all. So rows are told
//! apart by their id, the newest reading of a row counts, and the pages are read again from the first as long as the
//! server counts more rows than were seen. A range that has passed by more than [`OVERLAP`] does not move any more;
//! who lists one range after the other lets them overlap by that much.
//!
//! [`Listing`] is the part that decides, for callers who send the requests themselves; [`list_transactions`] turns all
//! pages of a gateway. Neither knows sales or journals: what a row means is the caller's affair.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use partner_api::ids::TransactionId;
use partner_api::schema::{Page, Transaction};

use crate::clock::Clock;
use crate::gateway::{Gateway, TransactionQuery};

/// How far two ranges that follow each other overlap: no transaction is listed later than this after it was done.
pub const OVERLAP: SignedDuration = SignedDuration::from_mins(10);

/// Rows asked for per page. The server may answer with fewer.
pub const PER_PAGE: u32 = 50;

/// How often all pages are read at most while the list does not stand still.
const MOST_PASSES: u32 = 5;

/// More pages than this in one pass are no list of a shop's recent time, whatever the server says.
const MOST_PAGES: u32 = 10_000;

/// From when to when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// Done at this moment or later.
    pub from: Timestamp,
    /// Done before this moment.
    pub to: Timestamp,
}

/// What is to be done after a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Ask for [`Listing::query`] next.
    More,
    /// Every row has been seen.
    Whole,
    /// The list moved through all passes; what was there from the start has been seen all the same.
    Moving,
}

/// A list being read.
#[derive(Clone, Debug)]
pub struct Listing {
    range: Range,
    page: u32,
    pass: u32,
    rows: BTreeMap<TransactionId, Transaction>,
}

/// Why a list cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// A page had no good answer.
    #[error("page {page} of the transactions was not answered")]
    Page {
        /// Which page, from 1.
        page: u32,
        /// What happened instead.
        #[source]
        source: partner_api::Error,
    },
}

impl Listing {
    /// Begins to read a range.
    pub fn new(range: Range) -> Self {
        Self { range, page: 1, pass: 1, rows: BTreeMap::new() }
    }

    /// What is being read.
    pub fn range(&self) -> Range {
        self.range
    }

    /// What to ask for next.
    pub fn query(&self) -> TransactionQuery {
        let Range { from, to } = self.range;
        TransactionQuery { from: Some(from), to: Some(to), description: None, page: self.page, per_page: PER_PAGE }
    }

    /// Takes the answer to [`Listing::query`].
    pub fn take(&mut self, page: Page<Transaction>) -> Progress {
        self.rows.extend(page.rows.into_iter().map(|row| (row.id, row)));
        if page.pagination.has_next && self.page < MOST_PAGES {
            self.page += 1;
            return Progress::More;
        }
        let is_whole = u64::try_from(self.rows.len()).is_ok_and(|seen| seen >= page.count);
        if is_whole {
            Progress::Whole
        } else if self.pass < MOST_PASSES {
            (self.pass, self.page) = (self.pass + 1, 1);
            Progress::More
        } else {
            Progress::Moving
        }
    }

    /// Every row seen so far, each once, by id.
    pub fn rows(&self) -> impl Iterator<Item = &Transaction> {
        self.rows.values()
    }

    /// Every row that was seen, each once, the oldest first.
    pub fn into_rows(self) -> Vec<Transaction> {
        let mut rows: Vec<Transaction> = self.rows.into_values().collect();
        rows.sort_by_key(|row| (row.done_at.at(), row.id));
        rows
    }
}

/// Reads all transactions of this shop and money in a range, each once, the oldest first. Waits `pause` between two
/// pages, so that a long list leaves the server to those who sell. A page without a good answer ends it: the caller
/// knows when it is worth trying again.
pub async fn list_transactions(
    gateway: &dyn Gateway,
    clock: &dyn Clock,
    range: Range,
    pause: Duration,
) -> Result<Vec<Transaction>, ListError> {
    let mut listing = Listing::new(range);
    loop {
        let page = listing.page;
        let answer = gateway.list_transactions(listing.query()).await;
        let answer = answer.map_err(|source| ListError::Page { page, source })?;
        match listing.take(answer.value) {
            Progress::More => clock.sleep_until(clock.monotonic() + pause).await,
            Progress::Whole => return Ok(listing.into_rows()),
            Progress::Moving => {
                tracing::warn!("the server's list did not stand still; its newest rows may be missing");
                return Ok(listing.into_rows());
            }
        }
    }
}

#[cfg(test)]
mod tests;
