//! The history, page by page, over a list that stands still.
//!
//! A window names the highest number of its list (`up_to`) and an offset. Without a filter the place is counted off a
//! narrow index. With one, the numbers that fit are found once and kept, so that every page of a search is as cheap as
//! the first was dear: a million numbers are four megabytes.

use rusqlite::{OptionalExtension, params_from_iter};

use super::filter::Condition;
use super::rows::{COLUMNS, SaleRecord};
use super::{Books, MOST_ROWS};
use crate::view::{BooksProblem, HistoryFilter, HistoryPage, HistoryQuery};

/// What a filter found, newest first.
#[derive(Debug)]
pub(super) struct Found {
    filter: HistoryFilter,
    up_to: u32,
    total: u32,
    /// The numbers; `None` when everything passes.
    numbers: Option<Vec<u32>>,
}

impl Books {
    /// A part of the history, newest first.
    pub fn history(&self, query: &HistoryQuery) -> Result<HistoryPage, BooksProblem> {
        let mut found = self.found.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let is_known = found.as_ref().is_some_and(|it| query.up_to == Some(it.up_to) && query.filter == it.filter);
        if !is_known {
            *found = Some(self.find(query)?);
        }
        let Some(found) = found.as_ref() else { return Err(BooksProblem::JournalUnavailable) };
        let limit = query.limit.min(MOST_ROWS);
        let records = match &found.numbers {
            None => self.records_from(found.up_to, query.offset, limit)?,
            Some(numbers) => {
                let places = |offset: u32| usize::try_from(offset).unwrap_or(usize::MAX);
                let wanted = numbers.iter().skip(places(query.offset)).take(places(limit));
                self.records(wanted.copied())?
            }
        };
        let rows = records.into_iter().map(|record| record.into_row(&self.code)).collect();
        Ok(HistoryPage { up_to: found.up_to, total: found.total, offset: query.offset, rows })
    }

    fn find(&self, query: &HistoryQuery) -> Result<Found, BooksProblem> {
        let mut condition = Condition::of(&query.filter, &self.code)?;
        let filter = query.filter.clone();
        let connection = self.connection();
        let newest: Option<u32> = connection.query_row("SELECT max(number) FROM sales", [], |row| row.get(0))?;
        let newest = newest.unwrap_or(0);
        let up_to = query.up_to.unwrap_or(newest).min(newest);
        if condition.is_empty() {
            // The whole index is counted much faster than a part of it.
            let counted = if up_to == newest {
                connection.query_row("SELECT count(*) FROM sales", [], |row| row.get(0))
            } else {
                connection.query_row("SELECT count(*) FROM sales WHERE number <= ?1", [up_to], |row| row.get(0))
            };
            return Ok(Found { filter, up_to, total: counted?, numbers: None });
        }
        let last = condition.value(i64::from(up_to));
        let text =
            format!("SELECT number FROM sales WHERE number <= {last} AND {} ORDER BY number DESC", condition.text());
        let mut statement = connection.prepare(&text)?;
        let rows = statement.query_map(params_from_iter(condition.values()), |row| row.get(0))?;
        let numbers: Vec<u32> = rows.collect::<rusqlite::Result<_>>()?;
        let total = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        Ok(Found { filter, up_to, total, numbers: Some(numbers) })
    }

    /// Sales from a place on the list of all.
    fn records_from(&self, up_to: u32, offset: u32, limit: u32) -> rusqlite::Result<Vec<SaleRecord>> {
        let connection = self.connection();
        let first: Option<u32> = if offset == 0 {
            Some(up_to)
        } else {
            connection
                .prepare_cached(
                    "SELECT number FROM sales INDEXED BY sales_in_order WHERE number <= ?1
                     ORDER BY number DESC LIMIT 1 OFFSET ?2",
                )?
                .query_row([up_to, offset], |row| row.get(0))
                .optional()?
        };
        let Some(first) = first else { return Ok(Vec::new()) };
        let text = format!("SELECT {COLUMNS} FROM sales WHERE number <= ?1 ORDER BY number DESC LIMIT ?2");
        let mut statement = connection.prepare_cached(&text)?;
        let rows = statement.query_map([first, limit], SaleRecord::read)?;
        rows.collect()
    }

    fn records(&self, numbers: impl Iterator<Item = u32>) -> rusqlite::Result<Vec<SaleRecord>> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM sales WHERE number = ?1"))?;
        numbers.map(|number| statement.query_row([number], SaleRecord::read)).collect()
    }
}
