//! Who works here: log in, lock, approve, and the people themselves.

use std::sync::Arc;

use serde::Deserialize;
use staff::{Person, PersonId, Pin, PinHash, Right, Rights, Roster, StaffProblem, TypedPin};
use tauri::command;
use ts_rs::TS;

use super::TheDesk;
use crate::desk::Desk;
use crate::staff::{Gated, now, pass};

/// What is wanted of staff. A `pin` is the digits as they were typed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum StaffAct {
    /// This person works from now on.
    LogIn {
        /// Who.
        id: u32,
        /// With which PIN.
        #[ts(type = "string")]
        pin: TypedPin,
    },
    /// Nobody works any more. The sale on the screen goes on.
    Lock,
    /// A hand is at the till: the idle minutes begin anew. Enough every ten seconds.
    Active,
    /// A PIN over the shoulder: the next act that needs this right may be done, once and within a minute. Who works
    /// stays who works.
    Approve {
        /// Which right.
        right: Right,
        /// Who approves.
        id: u32,
        /// With which PIN.
        #[ts(type = "string")]
        pin: TypedPin,
    },
    /// Somebody new. The first must have the right to settings, and works from then on.
    Add {
        /// What the others call this person.
        name: String,
        /// What this person may do.
        rights: Vec<Right>,
        /// The PIN: four to eight digits.
        #[ts(type = "string")]
        pin: TypedPin,
    },
    /// Another name or other rights.
    Change {
        /// Who.
        id: u32,
        /// The name from now on.
        name: String,
        /// The rights from now on.
        rights: Vec<Right>,
    },
    /// Another PIN for somebody, who may have forgotten the old one.
    SetPin {
        /// Who.
        id: u32,
        /// The new PIN.
        #[ts(type = "string")]
        pin: TypedPin,
    },
    /// Another PIN for whoever works now; needs no right but the old one.
    ChangeMyPin {
        /// The PIN as it is.
        #[ts(type = "string")]
        old: TypedPin,
        /// The PIN as it is to be.
        #[ts(type = "string")]
        pin: TypedPin,
    },
    /// Somebody works here no more.
    Remove {
        /// Who.
        id: u32,
    },
    /// What may be done while nobody is logged in. Settings are never among it.
    LetNobody {
        /// The rights.
        rights: Vec<Right>,
    },
    /// Nobody is set up any more, and nothing is asked of anybody.
    TurnOff,
}

type Outcome = Result<(), Gated<StaffProblem>>;

/// Carries out one act about staff. What comes of it comes with the snapshots.
#[command]
pub(crate) async fn staff_act(desk: TheDesk<'_>, act: StaffAct) -> Outcome {
    let desk = Arc::clone(&desk);
    let _one_after_the_other = desk.staff_acts.lock().await;
    let done = carry_out(&desk, act).await;
    desk.publish();
    done
}

async fn carry_out(desk: &Arc<Desk>, act: StaffAct) -> Outcome {
    match act {
        StaffAct::LogIn { id, pin } => {
            let person = check(desk, PersonId(id), pin).await.map_err(Gated::Problem)?;
            desk.staff.log_in(&person, now());
            Ok(())
        }
        StaffAct::Lock => {
            desk.staff.lock(now());
            Ok(())
        }
        StaffAct::Active => {
            desk.staff.touch(now());
            Ok(())
        }
        StaffAct::Approve { right, id, pin } => approve(desk, right, PersonId(id), pin).await.map_err(Gated::Problem),
        StaffAct::Add { name, rights, pin } => {
            let (pin, is_first) = (hash(pin).await.map_err(Gated::Problem)?, !desk.staff.is_used());
            let rights = rights.into_iter().collect();
            let person = change(desk, |roster| roster.add(&name, rights, pin)).await?;
            if is_first {
                desk.staff.log_in(&person, now());
            }
            Ok(())
        }
        StaffAct::Change { id, name, rights } => {
            let rights: Rights = rights.into_iter().collect();
            change(desk, |roster| roster.change(PersonId(id), &name, rights)).await.map(|_| ())
        }
        StaffAct::SetPin { id, pin } => {
            let pin = hash(pin).await.map_err(Gated::Problem)?;
            change(desk, |roster| roster.set_pin(PersonId(id), pin)).await.map(|_| ())
        }
        StaffAct::ChangeMyPin { old, pin } => change_my_pin(desk, old, pin).await.map_err(Gated::Problem),
        StaffAct::Remove { id } => change(desk, |roster| roster.remove(PersonId(id))).await.map(|_| ()),
        StaffAct::LetNobody { rights } => {
            let rights = rights.into_iter().collect();
            change(desk, |roster| {
                roster.let_nobody(rights);
                Ok(())
            })
            .await
        }
        StaffAct::TurnOff => {
            change(desk, |roster| {
                roster.turn_off();
                Ok(())
            })
            .await
        }
    }
}

async fn approve(desk: &Arc<Desk>, right: Right, id: PersonId, pin: TypedPin) -> Result<(), StaffProblem> {
    if desk.staff.roster().person(id).is_some_and(|person| !person.rights.contains(&right)) {
        return Err(StaffProblem::LacksRight);
    }
    let person = check(desk, id, pin).await?;
    desk.staff.approve(right, &person, now())
}

async fn change_my_pin(desk: &Arc<Desk>, old: TypedPin, pin: TypedPin) -> Result<(), StaffProblem> {
    let who = desk.staff.who().ok_or(StaffProblem::NobodyLoggedIn)?;
    let who = check(desk, who.id, old).await?;
    let pin = hash(pin).await?;
    let mut roster = desk.staff.roster();
    roster.set_pin(who.id, pin)?;
    desk.staff.adopt(roster, now())
}

/// Changes the people; needs the right to settings.
async fn change<T>(
    desk: &Arc<Desk>,
    change: impl FnOnce(&mut Roster) -> Result<T, StaffProblem>,
) -> Result<T, Gated<StaffProblem>> {
    pass(desk, Some(Right::Settings), async |_permit| {
        let mut roster = desk.staff.roster();
        let changed = change(&mut roster)?;
        desk.staff.adopt(roster, now())?;
        Ok(changed)
    })
    .await
}

/// Looks at a PIN where it does not hold up a window.
async fn check(desk: &Arc<Desk>, id: PersonId, pin: TypedPin) -> Result<Person, StaffProblem> {
    let desk = Arc::clone(desk);
    aside(move || desk.staff.check(id, &pin, now())).await
}

/// Reads a new PIN and hashes it, aside as well.
async fn hash(pin: TypedPin) -> Result<PinHash, StaffProblem> {
    let pin = Pin::read(&pin)?;
    aside(move || PinHash::make(&pin)).await
}

async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StaffProblem> + Send + 'static,
) -> Result<T, StaffProblem> {
    tauri::async_runtime::spawn_blocking(work).await.map_err(|error| {
        tracing::error!(%error, "an act about staff was not carried out to the end");
        StaffProblem::CannotWrite
    })?
}
