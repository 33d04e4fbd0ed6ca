//! The gate: an act that moves money or changes settings is carried out inside of it, or not at all.

use serde::Serialize;
use staff::{Permit, Right, StaffRefusal};

use super::now;
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

/// Carries out an act that needs a right, or, without one, only somebody who works here. What was approved for an act
/// that is not done is good for the next try.
pub(crate) async fn pass<T, P>(
    desk: &Desk,
    right: Option<Right>,
    act: impl AsyncFnOnce(&Permit) -> Result<T, P>,
) -> Result<T, Gated<P>> {
    let permit = match right {
        Some(right) => desk.staff.gate(right, now())?,
        None => desk.staff.present(now())?,
    };
    let done = act(&permit).await;
    if done.is_err() {
        desk.staff.give_back(permit);
    }
    done.map_err(Gated::Problem)
}
