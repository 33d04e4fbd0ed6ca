//! Lists, page by page: one request at a time, and the next only when the caller asks for more.

use futures_util::stream::{self, Stream, TryStreamExt};

use super::Client;
use crate::schema::Page;
use crate::{Error, Paged};

/// The most pages that one stream turns. A list that goes on after them ends in an error, not in silence.
pub const PAGES_LIMIT: u32 = 1000;

impl Client {
    /// The pages of a list, from the one that the operation asks for to the last, no more than [`PAGES_LIMIT`].
    ///
    /// Ends after the page that says there is no next one, and after the first error. Rows may shift between pages while
    /// the far side goes on working: one can then come twice or not at all.
    pub fn pages<O: Paged>(&self, operation: O) -> impl Stream<Item = Result<Page<O::Row>, Error>> {
        let first = operation.page().unwrap_or(1);
        stream::try_unfold((operation, Some(first)), move |(mut operation, next)| async move {
            let Some(number) = next else { return Ok(None) };
            if number - first >= PAGES_LIMIT {
                return Err(Error::InvalidRequest { parameter: "page", problem: too_long() });
            }
            if number > first {
                operation.set_page(number);
            }
            let answer = self.send(&operation).await?;
            let page = answer.value;
            if number > first && page.pagination.current != u64::from(number) {
                let reason = format!("page {number} was asked for and page {} came", page.pagination.current);
                let server_date = answer.server_date;
                return Err(Error::Unusable { status: 200, reason, server_date, retry_after: None });
            }
            let next = page.pagination.has_next.then(|| number.saturating_add(1));
            Ok(Some((page, (operation, next))))
        })
    }

    /// The rows of a list, page by page: see [`Client::pages`].
    pub fn rows<O: Paged>(&self, operation: O) -> impl Stream<Item = Result<O::Row, Error>> {
        self.pages(operation).map_ok(|page| stream::iter(page.rows.into_iter().map(Ok))).try_flatten()
    }
}

fn too_long() -> String {
    format!("the list goes on after {PAGES_LIMIT} pages: narrow it, or ask for more rows per page")
}
