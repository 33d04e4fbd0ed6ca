//! Lists in pages.

use partner_api::schema::{Page, Pagination};

use crate::parameters::{Parameters, count};

/// Rows per page when the caller does not say.
const DEFAULT_PER_PAGE: u32 = 50;
/// The same in a list of wallets.
const DEFAULT_ACCOUNTS_PER_PAGE: u32 = 30;

/// Which page was asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageWanted {
    page: u32,
    per_page: u32,
}

impl PageWanted {
    /// Reads `page` and `per_page`.
    pub(crate) fn read(parameters: &mut Parameters) -> Self {
        Self::read_or(parameters, DEFAULT_PER_PAGE)
    }

    /// The same for a list of wallets or of their parts, whose pages are shorter (documented).
    pub(crate) fn read_accounts(parameters: &mut Parameters) -> Self {
        Self::read_or(parameters, DEFAULT_ACCOUNTS_PER_PAGE)
    }

    fn read_or(parameters: &mut Parameters, per_page: u32) -> Self {
        Self {
            page: parameters.optional("page", count).unwrap_or(1),
            per_page: parameters.optional("per_page", count).unwrap_or(per_page),
        }
    }

    /// The page of these rows. A page after the last is empty.
    pub(crate) fn of<Row>(self, rows: Vec<Row>) -> Page<Row> {
        let (current, per_page) = (u64::from(self.page), u64::from(self.per_page));
        let count = rows.len() as u64;
        let max_page = count.div_ceil(per_page).max(1);
        let before = usize::try_from((current - 1).saturating_mul(per_page)).unwrap_or(usize::MAX);
        let rows = rows.into_iter().skip(before).take(self.per_page as usize).collect();
        let pagination =
            Pagination { current, per_page, max_page, has_prev: current > 1, has_next: current < max_page };
        Page { rows, count, pagination }
    }
}

#[cfg(test)]
mod tests {
    use super::PageWanted;

    #[test]
    fn an_empty_list_is_one_empty_page() {
        let page = PageWanted { page: 1, per_page: 50 }.of(Vec::<u8>::new());
        assert_eq!((page.count, page.pagination.current, page.pagination.max_page), (0, 1, 1));
        assert!(!page.pagination.has_prev && !page.pagination.has_next);
    }

    #[test]
    fn the_pages_together_are_the_list() {
        let pages: Vec<_> = (1..=3).map(|page| PageWanted { page, per_page: 3 }.of((0..7).collect())).collect();
        let rows: Vec<i32> = pages.iter().flat_map(|page| page.rows.clone()).collect();
        assert_eq!(rows, (0..7).collect::<Vec<_>>());
        let ends: Vec<_> = pages.iter().map(|page| (page.pagination.has_prev, page.pagination.has_next)).collect();
        assert_eq!(ends, [(false, true), (true, true), (true, false)]);
        assert!(PageWanted { page: 4, per_page: 3 }.of((0..7).collect::<Vec<i32>>()).rows.is_empty());
    }
}
