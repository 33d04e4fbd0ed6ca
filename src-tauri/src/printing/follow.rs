//! Hears of the sales and refunds that settle while the till runs.

use std::collections::BTreeSet;
use std::sync::Arc;

use till::view::{RefundStateView, SaleRowState, TillView};
use tokio::sync::watch;

/// What has settled so far, by number.
#[derive(Debug, Default)]
struct Settled {
    paid: BTreeSet<String>,
    refunded: BTreeSet<String>,
}

impl Settled {
    /// The numbers that this view is the first to show as paid or taken back.
    fn newly(&mut self, view: &TillView) -> Vec<String> {
        let mut new = Vec::new();
        for row in view.recent.iter().rev().filter(|row| row.state == SaleRowState::Succeeded) {
            if self.paid.insert(row.number.clone()) {
                new.push(row.number.clone());
            }
        }
        for refund in view.refunds.iter().filter(|it| matches!(it.state, RefundStateView::Refunded { .. })) {
            if self.refunded.insert(refund.number.clone()) {
                new.push(refund.number.clone());
            }
        }
        new
    }
}

/// Calls `settled` with the number of each sale that is paid, topped up or taken back from now on, in order, where
/// blocking is allowed. Ends with the till. What the first view shows as settled is old: its slips were printed, or
/// nobody asked for them.
pub async fn follow(mut views: watch::Receiver<Arc<TillView>>, settled: impl Fn(&str) + Send + Sync + 'static) {
    let settled = Arc::new(settled);
    let mut known = Settled::default();
    known.newly(&views.borrow_and_update());
    while views.changed().await.is_ok() {
        let new = known.newly(&views.borrow_and_update());
        if new.is_empty() {
            continue;
        }
        let settled = Arc::clone(&settled);
        let printed = tokio::task::spawn_blocking(move || new.iter().for_each(|number| settled(number))).await;
        if let Err(error) = printed {
            tracing::error!(%error, "a slip was not made");
        }
    }
}
