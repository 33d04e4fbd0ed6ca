//! Who works here: log in, lock, approve, and the people themselves.

use std::sync::Arc;

use serde::Deserialize;
use staff::{Person, PersonId, Pin, PinHash, Right, Rights, Roster, StaffProblem, TypedPin};
use tauri::command;
use till::audit::{AuditAct, By};
use ts_rs::TS;

use super::TheDesk;
use crate::aside::aside;
use crate::desk::Desk;
use crate::staff::{Gated, by, lock, named, now, pass, record, words};

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
        StaffAct::LogIn { id, pin } => log_in(desk, PersonId(id), pin).await.map_err(Gated::Problem),
        StaffAct::Lock => {
            lock(desk, false).await;
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
            let add = |roster: &mut Roster| roster.add(&name, rights, pin);
            let added =
                |person: &Person| AuditAct::PersonAdded { person: named(person), rights: words(&person.rights) };
            let person = change(desk, add, added).await?;
            if is_first {
                desk.staff.log_in(&person, now());
            }
            Ok(())
        }
        StaffAct::Change { id, name, rights } => {
            let rights: Rights = rights.into_iter().collect();
            let change_one = |roster: &mut Roster| roster.change(PersonId(id), &name, rights);
            let changed =
                |person: &Person| AuditAct::PersonChanged { person: named(person), rights: words(&person.rights) };
            change(desk, change_one, changed).await.map(|_| ())
        }
        StaffAct::SetPin { id, pin } => {
            let pin = hash(pin).await.map_err(Gated::Problem)?;
            let set = |roster: &mut Roster| roster.set_pin(PersonId(id), pin);
            change(desk, set, |person| AuditAct::PinChanged { person: named(person) }).await.map(|_| ())
        }
        StaffAct::ChangeMyPin { old, pin } => change_my_pin(desk, old, pin).await.map_err(Gated::Problem),
        StaffAct::Remove { id } => {
            let remove = |roster: &mut Roster| roster.remove(PersonId(id));
            change(desk, remove, |person| AuditAct::PersonRemoved { person: named(person) }).await.map(|_| ())
        }
        StaffAct::LetNobody { rights } => {
            let rights = rights.into_iter().collect();
            let let_nobody = |roster: &mut Roster| {
                roster.let_nobody(rights);
                Ok(roster.nobody_may().clone())
            };
            change(desk, let_nobody, |rights| AuditAct::NobodyMay { rights: words(rights) }).await.map(|_| ())
        }
        StaffAct::TurnOff => {
            let turn_off = |roster: &mut Roster| {
                roster.turn_off();
                Ok(())
            };
            change(desk, turn_off, |()| AuditAct::StaffTurnedOff).await
        }
    }
}

async fn log_in(desk: &Arc<Desk>, id: PersonId, pin: TypedPin) -> Result<(), StaffProblem> {
    let person = check(desk, id, pin).await?;
    record(desk, whoever_works(desk), AuditAct::LoggedIn { person: named(&person) }).await?;
    desk.staff.log_in(&person, now());
    Ok(())
}

async fn approve(desk: &Arc<Desk>, right: Right, id: PersonId, pin: TypedPin) -> Result<(), StaffProblem> {
    if desk.staff.roster().person(id).is_some_and(|person| !person.rights.contains(&right)) {
        return Err(StaffProblem::LacksRight);
    }
    let person = check(desk, id, pin).await?;
    let act = AuditAct::Approved { person: named(&person), right: right.name().to_owned() };
    record(desk, whoever_works(desk), act).await?;
    desk.staff.approve(right, &person, now())
}

async fn change_my_pin(desk: &Arc<Desk>, old: TypedPin, pin: TypedPin) -> Result<(), StaffProblem> {
    let who = desk.staff.who().ok_or(StaffProblem::NobodyLoggedIn)?;
    let who = check(desk, who.id, old).await?;
    let pin = hash(pin).await?;
    let mut roster = desk.staff.roster();
    roster.set_pin(who.id, pin)?;
    record(desk, whoever_works(desk), AuditAct::PinChanged { person: named(&who) }).await?;
    desk.staff.adopt(roster, now())
}

/// Changes the people; needs the right to settings. What is changed is in the audit log before it is.
async fn change<T>(
    desk: &Arc<Desk>,
    change: impl FnOnce(&mut Roster) -> Result<T, StaffProblem>,
    act: impl FnOnce(&T) -> AuditAct,
) -> Result<T, Gated<StaffProblem>> {
    pass(desk, Some(Right::Settings), async |permit| {
        let mut roster = desk.staff.roster();
        let changed = change(&mut roster)?;
        record(desk, by(permit), act(&changed)).await?;
        desk.staff.adopt(roster, now())?;
        Ok(changed)
    })
    .await
}

/// Looks at a PIN where it does not hold up a window. A wrong one is in the audit log.
async fn check(desk: &Arc<Desk>, id: PersonId, pin: TypedPin) -> Result<Person, StaffProblem> {
    let checking = Arc::clone(desk);
    let checked = aside(StaffProblem::CannotWrite, move || checking.staff.check(id, &pin, now())).await;
    if matches!(checked, Err(StaffProblem::WrongPin { .. })) {
        let person = desk.staff.roster().person(id).map(named);
        record(desk, whoever_works(desk), AuditAct::WrongPin { person }).await?;
    }
    checked
}

fn whoever_works(desk: &Desk) -> By {
    By { who: desk.staff.who().as_ref().map(named), approved_by: None }
}

/// Reads a new PIN and hashes it, aside as well.
async fn hash(pin: TypedPin) -> Result<PinHash, StaffProblem> {
    let pin = Pin::read(&pin)?;
    aside(StaffProblem::CannotWrite, move || PinHash::make(&pin)).await
}
