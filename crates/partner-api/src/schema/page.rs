use serde::{Deserialize, Serialize};

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<Row> {
    /// The rows of this page.
    pub rows: Vec<Row>,
    /// How many rows there are on all pages.
    pub count: u64,
    /// Where this page stands.
    pub pagination: Pagination,
}

/// Where a page stands among its sisters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pagination {
    /// This page's number, from 1.
    pub current: u64,
    /// Rows asked for per page.
    pub per_page: u64,
    /// The last page's number, at least 1.
    pub max_page: u64,
    /// Whether a page comes before.
    pub has_prev: bool,
    /// Whether a page follows.
    pub has_next: bool,
}
