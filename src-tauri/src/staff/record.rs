//! The audit log, as the shell writes it: into the journal of the till that sells, before what is written is done.

use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use shop_setup::profile::Environment;
use staff::{Permit, Person, Rights, StaffProblem};
use till::audit::{AuditAct, AuditPerson, By};
use till::view::{BooksProblem, CommandProblem};

use super::now;
use crate::desk::Desk;
use crate::selling::Selling;
use crate::setup::SetupProblem;

/// How much is kept in mind until a till sells. Beyond it an act is refused rather than forgotten.
const MOST_UNWRITTEN: usize = 1_000;

/// What was done before a till sold, and waits for its journal.
#[derive(Debug, Default)]
pub(crate) struct Unwritten(Mutex<Vec<(Timestamp, By, AuditAct)>>);

/// Nothing was written, so nothing may be done.
#[derive(Debug)]
pub(crate) struct Unrecorded;

impl From<Unrecorded> for StaffProblem {
    fn from(_: Unrecorded) -> Self {
        Self::JournalUnavailable
    }
}

impl From<Unrecorded> for CommandProblem {
    fn from(_: Unrecorded) -> Self {
        Self::JournalUnavailable
    }
}

impl From<Unrecorded> for BooksProblem {
    fn from(_: Unrecorded) -> Self {
        Self::JournalUnavailable
    }
}

impl From<Unrecorded> for SetupProblem {
    fn from(_: Unrecorded) -> Self {
        Self::Journal
    }
}

/// Writes what is about to be done. Before a till sells there is no journal; it is written to the next one.
pub(crate) async fn record(desk: &Desk, by: By, act: AuditAct) -> Result<(), Unrecorded> {
    let Some(selling) = desk.selling() else { return desk.unwritten.keep(by, act) };
    selling.till.signed(by).audit(act, None).await.map_err(|problem| {
        tracing::error!(%problem, "the audit log was not written");
        Unrecorded
    })
}

/// A till sells from now on: that it does, and what was done before.
pub(crate) async fn record_opening(desk: &Desk, selling: &Selling) {
    let people = u32::try_from(desk.staff.roster().people().len()).unwrap_or(u32::MAX);
    let environment = match selling.environment() {
        Environment::Practice => "practice",
        Environment::Sandbox => "sandbox",
        Environment::Production => "production",
    };
    let environment = environment.to_owned();
    let opened = (now().wall, By::default(), AuditAct::Opened { environment, people });
    let mut unwritten = desk.unwritten.take();
    unwritten.push(opened);
    for (at, by, act) in unwritten {
        if let Err(problem) = selling.till.signed(by).audit(act, Some(at)).await {
            // Whoever wants to sell will hear the same of the journal.
            tracing::error!(%problem, "the audit log does not have what was done before the till sold");
        }
    }
}

/// In whose name a permitted act is done.
pub(crate) fn by(permit: &Permit) -> By {
    By { who: permit.who.as_ref().map(named), approved_by: permit.approved_by.as_ref().map(named) }
}

/// Somebody, as of now.
pub(crate) fn named(person: &Person) -> AuditPerson {
    AuditPerson { id: person.id.0, name: person.name.clone() }
}

/// The words of some rights.
pub(crate) fn words(rights: &Rights) -> Vec<String> {
    rights.iter().map(|right| right.name().to_owned()).collect()
}

impl Unwritten {
    fn keep(&self, by: By, act: AuditAct) -> Result<(), Unrecorded> {
        let mut unwritten = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if unwritten.len() >= MOST_UNWRITTEN {
            return Err(Unrecorded);
        }
        unwritten.push((now().wall, by, act));
        Ok(())
    }

    fn take(&self) -> Vec<(Timestamp, By, AuditAct)> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use till::audit::{AuditAct, By};

    use super::{MOST_UNWRITTEN, Unwritten};

    #[test]
    fn what_is_done_before_a_till_sells_waits_in_its_order_and_is_refused_rather_than_forgotten() {
        let unwritten = Unwritten::default();
        let change = |number: usize| AuditAct::KeysChanged { profile: "A".to_owned(), change: number.to_string() };
        for number in 0..MOST_UNWRITTEN {
            unwritten.keep(By::default(), change(number)).expect("there is room");
        }
        assert!(unwritten.keep(By::default(), change(MOST_UNWRITTEN)).is_err(), "nothing is pushed out");
        let waited: Vec<AuditAct> = unwritten.take().into_iter().map(|(_, _, act)| act).collect();
        assert_eq!(waited, (0..MOST_UNWRITTEN).map(change).collect::<Vec<_>>());
        assert!(unwritten.take().is_empty(), "each line is written once");
    }
}
