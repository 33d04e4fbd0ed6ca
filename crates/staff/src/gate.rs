//! The one place that says whether an act may be done, and in whose name.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde::Serialize;
use ts_rs::TS;

use crate::file::Found;
use crate::session::{APPROVAL_LASTS, Approval, Session};
use crate::{Person, PersonId, PinHash, Right, Rights, Roster, StaffFile, StaffProblem, TypedPin};

/// The time as it is given with every call.
#[derive(Clone, Copy, Debug)]
pub struct Now {
    /// By a clock that never jumps.
    pub monotonic: Instant,
    /// By the clock on the wall; only ever makes the lock come sooner.
    pub wall: Timestamp,
}

/// The shop's staff, and who of them works now.
#[derive(Debug)]
pub struct Staff {
    file: StaffFile,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    roster: Roster,
    session: Session,
    is_damaged: bool,
}

/// Why an act was not even begun. The same of every act, so that a window asks for a PIN and repeats it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
#[ts(export)]
pub enum StaffRefusal {
    /// Whoever works now lacks the right: somebody who has it approves, and the act is repeated.
    #[error("the right {} is needed", right.name())]
    ApprovalNeeded {
        /// Which.
        right: Right,
    },
    /// Nobody is logged in, and nothing may be done without: somebody logs in, and the act is repeated.
    #[error("the till is locked")]
    StaffLocked,
    /// The audit log cannot be written, so nothing was done.
    #[error("the audit log cannot be written")]
    JournalUnavailable,
}

/// That an act may be done, and in whose name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permit {
    /// Who works now; `None` when nobody is logged in, or the shop has set nobody up.
    pub who: Option<Person>,
    /// Who approved this one act over the shoulder.
    pub approved_by: Option<Person>,
    approval: Option<Approval>,
}

impl Staff {
    /// What the file says, from now on.
    pub fn open(file: StaffFile, now: Now) -> Self {
        let (roster, is_damaged) = match file.read() {
            Found::Roster(roster) => (roster.after_restart(now.monotonic), false),
            Found::Damaged => (Roster::default(), true),
        };
        let state = State { roster, session: Session::default(), is_damaged };
        Self { file, state: Mutex::new(state) }
    }

    /// Everybody, as of now.
    pub fn roster(&self) -> Roster {
        self.state().roster.clone()
    }

    /// Whether the shop uses staff at all.
    pub fn is_used(&self) -> bool {
        self.state().is_used()
    }

    /// Whether there is a file that cannot be read. Then payments go on and nothing else can be done: whoever owns the
    /// machine removes the file and sets staff up anew.
    pub fn is_damaged(&self) -> bool {
        self.state().is_damaged
    }

    /// Who works now.
    pub fn who(&self) -> Option<Person> {
        self.state().who().cloned()
    }

    /// Whether somebody has to log in before anything can be done.
    pub fn is_locked(&self) -> bool {
        self.state().is_locked()
    }

    /// What whoever works now may do without being approved.
    pub fn may(&self) -> Rights {
        self.state().may()
    }

    /// The right that waits for its approved act.
    pub fn approved(&self, now: Now) -> Option<Right> {
        self.state().session.approval.filter(|approval| approval.until > now.monotonic).map(|approval| approval.right)
    }

    /// Whether an act that needs this right may be done now. It counts as a hand at the till, and takes an approval
    /// that was given for it.
    pub fn gate(&self, right: Right, now: Now) -> Result<Permit, StaffRefusal> {
        self.ask(Some(right), now)
    }

    /// The same for an act that needs no right but somebody who works.
    pub fn present(&self, now: Now) -> Result<Permit, StaffRefusal> {
        self.ask(None, now)
    }

    fn ask(&self, right: Option<Right>, now: Now) -> Result<Permit, StaffRefusal> {
        let mut state = self.state();
        if state.is_locked() {
            return Err(StaffRefusal::StaffLocked);
        }
        state.session.touch(now.monotonic, now.wall);
        let who = state.who().cloned();
        match right {
            Some(right) if !state.may().contains(&right) => {
                let approval = state.session.take_approval(right, now.monotonic);
                let approval = approval.ok_or(StaffRefusal::ApprovalNeeded { right })?;
                let approved_by = state.roster.person(approval.by).cloned();
                Ok(Permit { who, approved_by, approval: Some(approval) })
            }
            Some(_) | None => Ok(Permit { who, approved_by: None, approval: None }),
        }
    }

    /// The act was not done after all: what was approved for it is good for the next try, within its time.
    pub fn give_back(&self, permit: Permit) {
        if let Some(approval) = permit.approval {
            let mut state = self.state();
            let is_theirs = state.session.who == permit.who.map(|person| person.id);
            if is_theirs && state.session.approval.is_none() {
                state.session.approval = Some(approval);
            }
        }
    }

    /// Looks at a PIN. That it is looked at is written first; takes a tenth of a second for whomever it is.
    pub fn check(&self, id: PersonId, typed: &TypedPin, now: Now) -> Result<Person, StaffProblem> {
        let person = {
            let mut state = self.state();
            let mut roster = state.roster.clone();
            roster.tries_mut(id).begin(now.monotonic)?;
            self.keep(&mut state, roster)?;
            state.roster.person(id).cloned()
        };
        let Some(person) = person else {
            PinHash::work_in_vain(typed);
            return Err(self.state().roster.tries_mut(id).wrong_pin());
        };
        if !person.pin.is_of(typed) {
            return Err(person.wrong_pins.wrong_pin());
        }
        let mut state = self.state();
        let mut roster = state.roster.clone();
        roster.tries_mut(id).right();
        self.keep(&mut state, roster)?;
        state.roster.person(id).cloned().ok_or(StaffProblem::NoSuchPerson)
    }

    /// This person works from now on.
    pub fn log_in(&self, person: &Person, now: Now) {
        self.state().session.begin(Some(person.id), now.monotonic, now.wall);
    }

    /// Nobody works any more. Answers who did.
    pub fn lock(&self, now: Now) -> Option<Person> {
        let mut state = self.state();
        let who = state.who().cloned();
        state.session.begin(None, now.monotonic, now.wall);
        who
    }

    /// The next act that needs this right may be done, if it comes soon.
    pub fn approve(&self, right: Right, by: &Person, now: Now) -> Result<(), StaffProblem> {
        if !by.rights.contains(&right) {
            return Err(StaffProblem::LacksRight);
        }
        let until = now.monotonic + APPROVAL_LASTS;
        self.state().session.approval = Some(Approval { right, by: by.id, until });
        Ok(())
    }

    /// A hand is at the till.
    pub fn touch(&self, now: Now) {
        self.state().session.touch(now.monotonic, now.wall);
    }

    /// For how long no hand was at the till, while somebody is logged in; `None` when nobody is.
    pub fn idle(&self, now: Now) -> Option<Duration> {
        let state = self.state();
        state.who().map(|_| state.session.idle(now.monotonic, now.wall))
    }

    /// From now on this is the roster: in the file, and then here. Who is no more in it works no more.
    pub fn adopt(&self, roster: Roster, now: Now) -> Result<(), StaffProblem> {
        let mut state = self.state();
        self.keep(&mut state, roster)?;
        if state.session.who.is_some() && state.who().is_none() {
            state.session.begin(None, now.monotonic, now.wall);
        }
        Ok(())
    }

    fn keep(&self, state: &mut State, roster: Roster) -> Result<(), StaffProblem> {
        // A damaged file stays as it is: nobody is in it who could try a PIN.
        if !state.is_damaged {
            self.file.write(&roster).map_err(|error| {
                tracing::error!(%error, "the staff file cannot be written");
                StaffProblem::CannotWrite
            })?;
        }
        state.roster = roster;
        Ok(())
    }

    /// What is behind the lock is replaced whole, so a panic elsewhere cannot leave it half changed.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn is_used(&self) -> bool {
        self.roster.is_used() || self.is_damaged
    }

    fn who(&self) -> Option<&Person> {
        self.session.who.and_then(|id| self.roster.person(id))
    }

    fn is_locked(&self) -> bool {
        self.is_used() && self.who().is_none() && self.may().is_empty()
    }

    fn may(&self) -> Rights {
        if self.is_damaged {
            return Rights::from([Right::Sell]);
        }
        match self.who() {
            Some(person) => person.rights.clone(),
            None if self.roster.is_used() => self.roster.nobody_may.clone(),
            None => Right::ALL.into(),
        }
    }
}
