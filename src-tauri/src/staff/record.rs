//! The audit log, as the shell writes it: into the journal of the till that sells, before what is written is done.

use std::io;

use shop_setup::profile::Environment;
use staff::{Permit, Person, Rights, StaffProblem};
use till::audit::{AuditAct, AuditEntry, AuditPerson, By};
use till::view::{BooksProblem, CommandProblem};

use super::Line;
use crate::desk::Desk;
use crate::selling::Selling;
use crate::setup::SetupProblem;

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

/// Writes what is about to be done. Before a till sells there is no journal; it waits on the disk for the next one.
pub(crate) async fn record(desk: &Desk, by: By, act: AuditAct) -> Result<(), Unrecorded> {
    let Some(selling) = desk.selling() else {
        return desk.unwritten.keep(by, act).map_err(|error| {
            tracing::error!(%error, "what is done before a till sells was not written");
            Unrecorded
        });
    };
    selling.till.signed(by).audit(act, None).await.map_err(|problem| {
        tracing::error!(%problem, "the audit log was not written");
        Unrecorded
    })
}

/// A till sells from now on: that it does, and what was done before.
pub(crate) async fn record_opening(desk: &Desk, selling: &Selling) {
    if let Err(error) = take_over(desk, selling).await {
        // Whoever wants to sell will hear the same of the journal.
        tracing::error!(%error, "the audit log does not have what was done before the till sold");
    }
    let people = u32::try_from(desk.staff.roster().people().len()).unwrap_or(u32::MAX);
    let environment = match selling.environment() {
        Environment::Practice => "practice",
        Environment::Sandbox => "sandbox",
        Environment::Production => "production",
    };
    let act = AuditAct::Opened { environment: environment.to_owned(), people };
    if let Err(problem) = selling.till.signed(By::default()).audit(act, None).await {
        tracing::error!(%problem, "the audit log does not have that the till was opened");
    }
}

/// What waited stands in the till's journal from now on.
async fn take_over(desk: &Desk, selling: &Selling) -> io::Result<()> {
    let waiting = desk.unwritten.take_up()?;
    for Line { at, entry: AuditEntry { by, act } } in waiting.lines().to_vec() {
        let written = selling.till.signed(by).audit(act, Some(at)).await;
        written.map_err(|problem| io::Error::other(problem.to_string()))?;
    }
    waiting.clear()
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
