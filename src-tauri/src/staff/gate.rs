//! The gate: an act that moves money or changes settings is carried out inside of it, or not at all.

use serde::Serialize;
use staff::{Permit, Right, StaffRefusal};
use till::audit::AuditAct;

use super::now;
use super::record::{Unrecorded, by, record};
use crate::desk::Desk;

/// Why an act that passes the gate was not carried out: the gate's reason, which is the same of every act, or its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum Gated<P> {
    /// Somebody has to log in or to approve; then the same call is made again.
    Refused(StaffRefusal),
    /// The act's own reason.
    Problem(P),
}

impl<P> From<StaffRefusal> for Gated<P> {
    fn from(refusal: StaffRefusal) -> Self {
        Self::Refused(refusal)
    }
}

impl<P> From<Unrecorded> for Gated<P> {
    fn from(_: Unrecorded) -> Self {
        Self::Refused(StaffRefusal::JournalUnavailable)
    }
}

/// Carries out an act that needs a right, or, without one, only somebody who works here. What was approved for an act
/// that is not done is good for the next try.
pub(crate) async fn pass<T, P>(
    desk: &Desk,
    right: Option<Right>,
    act: impl AsyncFnOnce(&Permit) -> Result<T, P>,
) -> Result<T, Gated<P>> {
    let permit = enter(desk, right)?;
    carry_out(desk, permit, act).await
}

/// The same for an act that the till does not write by itself: the audit log has it before it is done.
pub(crate) async fn pass_recorded<T, P>(
    desk: &Desk,
    right: Option<Right>,
    recorded: AuditAct,
    act: impl AsyncFnOnce(&Permit) -> Result<T, P>,
) -> Result<T, Gated<P>> {
    let permit = enter(desk, right)?;
    if let Err(unrecorded) = record(desk, by(&permit), recorded).await {
        desk.staff.give_back(permit);
        return Err(unrecorded.into());
    }
    carry_out(desk, permit, act).await
}

fn enter(desk: &Desk, right: Option<Right>) -> Result<Permit, StaffRefusal> {
    match right {
        Some(right) => desk.staff.gate(right, now()),
        None => desk.staff.present(now()),
    }
}

async fn carry_out<T, P>(
    desk: &Desk,
    permit: Permit,
    act: impl AsyncFnOnce(&Permit) -> Result<T, P>,
) -> Result<T, Gated<P>> {
    let done = act(&permit).await;
    if done.is_err() {
        desk.staff.give_back(permit);
    }
    done.map_err(Gated::Problem)
}
