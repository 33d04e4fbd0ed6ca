//! Somebody who looks at the screen all the time and remembers what it said.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use till::Till;
use till::view::{SaleStateView, SaleView, TillView};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::check::{Finding, Shown};

/// What was shown so far.
#[derive(Debug, Default)]
struct Memory {
    finals: BTreeMap<String, Shown>,
    findings: Vec<Finding>,
    left: BTreeSet<String>,
}

/// The onlooker. Looks until it is dropped.
#[derive(Debug)]
pub(super) struct Screen {
    views: watch::Receiver<Arc<TillView>>,
    memory: Arc<Mutex<Memory>>,
    task: JoinHandle<()>,
}

impl Screen {
    pub(super) fn watch(till: &Till) -> Self {
        let memory = Arc::<Mutex<Memory>>::default();
        let mut views = till.views();
        let kept = Arc::clone(&memory);
        let task = tokio::spawn(async move {
            while views.changed().await.is_ok() {
                let view = views.borrow_and_update().clone();
                lock(&kept).look(&view);
            }
        });
        Self { views: till.views(), memory, task }
    }

    pub(super) fn live(&self) -> Option<SaleView> {
        self.views.borrow().live.clone()
    }

    /// Whether it came to be so within the limit.
    pub(super) async fn until(&self, limit: Duration, is_so: impl Fn(&TillView) -> bool) -> bool {
        let mut views = self.views.clone();
        tokio::time::timeout(limit, views.wait_for(|view| is_so(view))).await.is_ok_and(|view| view.is_ok())
    }

    /// What was shown as the end of each sale.
    pub(super) fn finals(&self) -> BTreeMap<String, Shown> {
        let view = self.views.borrow().clone();
        let mut memory = lock(&self.memory);
        // The last snapshot may not have been looked at yet.
        memory.look(&view);
        memory.finals.clone()
    }

    /// Staff have left this sale before its QR: no end of it need be shown.
    pub(super) fn expect_no_end(&self, number: String) {
        lock(&self.memory).left.insert(number);
    }

    pub(super) fn left(&self) -> BTreeSet<String> {
        lock(&self.memory).left.clone()
    }

    pub(super) fn findings(&self) -> Vec<Finding> {
        lock(&self.memory).findings.clone()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Memory {
    fn look(&mut self, view: &TillView) {
        for sale in view.live.iter().chain(&view.parked) {
            self.remember(&sale.number, Shown::of_sale(sale));
        }
        for row in &view.recent {
            self.remember(&row.number, Shown::of_row(row));
        }
        if let Some(sale) = &view.live
            && sale.token.is_some()
            && !matches!(sale.state, SaleStateView::Waiting { .. })
        {
            self.findings.push(Finding::QrShownInState(format!("{:?}", sale.state)));
        }
    }

    /// A final word stands: nothing that is shown later may contradict it.
    fn remember(&mut self, number: &str, shown: Option<Shown>) {
        match (self.finals.get(number), shown) {
            (Some(before), Some(now)) if *before != now => {
                self.findings.push(Finding::TakenBack { number: number.to_owned(), before: before.clone(), now });
            }
            (None, Some(now)) => {
                self.finals.insert(number.to_owned(), now);
            }
            (Some(_) | None, _) => {}
        }
    }
}

fn lock(memory: &Mutex<Memory>) -> MutexGuard<'_, Memory> {
    memory.lock().unwrap_or_else(PoisonError::into_inner)
}
