//! The server's list of a shop's transactions, read whole although it moves while its pages are turned.
//!
//! The server keeps no snapshot: a transaction that is made meanwhile pushes others to a later page, so that a row
//! comes twice or is passed by. Rows are told apart by their id, and the pages are read again as long as the server
//! counts more rows than were seen (reliability, M3).

use std::collections::BTreeMap;
use std::pin::pin;

use futures_util::StreamExt;
use jiff::Timestamp;
use partner_api::ids::TransactionId;
use partner_api::operations::transactions::ListTransactions;
use partner_api::schema::Transaction;
use partner_api::{Client, Error};

use crate::gateway::Terms;
use crate::view::BooksProblem;

/// Rows asked for per page. The server may answer with fewer.
const PER_PAGE: u32 = 100;

/// How often all pages are read at most while the list does not stand still.
const MOST_PASSES: u32 = 5;

/// Reads every transaction of this shop and money that was done from one moment until before another, oldest first.
pub async fn read(
    client: &Client,
    terms: Terms,
    from: Timestamp,
    to: Option<Timestamp>,
) -> Result<Vec<Transaction>, BooksProblem> {
    let mut rows: BTreeMap<TransactionId, Transaction> = BTreeMap::new();
    for _ in 0..MOST_PASSES {
        let list = ListTransactions {
            from: Some(from),
            to,
            per_page: Some(PER_PAGE),
            shop_id: Some(terms.shop_id),
            private_money_id: Some(terms.private_money_id),
            ..ListTransactions::default()
        };
        let mut count = 0;
        let mut pages = pin!(client.pages(list));
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| problem(&error))?;
            count = page.count;
            rows.extend(page.rows.into_iter().map(|row| (row.id, row)));
        }
        if u64::try_from(rows.len()).is_ok_and(|seen| seen >= count) {
            break;
        }
    }
    let mut rows: Vec<Transaction> = rows.into_values().collect();
    rows.sort_by_key(|row| (row.done_at.at(), row.id));
    Ok(rows)
}

fn problem(error: &Error) -> BooksProblem {
    tracing::warn!(%error, "the server's list was not read");
    match error {
        Error::Refused(refusal) => {
            BooksProblem::ServerRefused { error_type: refusal.kind.clone(), error_message: refusal.message.clone() }
        }
        Error::InvalidRequest { .. } => BooksProblem::ListTooLong,
        Error::NotSent { .. } | Error::NoAnswer { .. } | Error::Unusable { .. } => BooksProblem::ServerUnreachable,
    }
}
