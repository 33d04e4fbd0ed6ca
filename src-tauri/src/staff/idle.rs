//! The lock that comes by itself when no hand is at the till.

use std::sync::Arc;
use std::time::Duration;

use till::audit::{AuditAct, By};

use super::{named, now, record};
use crate::desk::Desk;

/// How often it is looked at; a machine that wakes up is locked within it.
const LOOK: Duration = Duration::from_secs(5);

/// Locks the till after the idle minutes, for as long as the program runs. It never touches the sale on the screen.
pub(crate) async fn lock_when_idle(desk: Arc<Desk>) {
    let mut looks = tokio::time::interval(LOOK);
    looks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        looks.tick().await;
        let Some(after) = desk.lock_after() else { continue };
        if desk.staff.idle(now()).is_some_and(|idle| idle >= after) {
            lock(&desk, true).await;
        }
    }
}

/// Nobody works any more. A lock is never refused: what the log does not take of it is only logged.
pub(crate) async fn lock(desk: &Desk, is_idle: bool) {
    if let Some(person) = desk.staff.lock(now()) {
        let by = By { who: Some(named(&person)), approved_by: None };
        if record(desk, by, AuditAct::Locked { is_idle }).await.is_err() {
            tracing::error!("the audit log does not have that the till was locked");
        }
        desk.publish();
    }
}
