//! Everybody who may work at the till.

use std::time::Instant;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{PinHash, Right, Rights, StaffProblem, Tries};

/// How long a name may be, in characters; as long as the names of a shift.
pub const LONGEST_NAME: u32 = 60;
/// How many people there may be.
pub const MOST_PEOPLE: u32 = 200;

/// A person's number. It is never used again, so that an old line of the audit log means nobody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub struct PersonId(pub u32);

/// Somebody who may work at the till.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The person's number.
    pub id: PersonId,
    /// What the others call this person; nobody else's name.
    pub name: String,
    /// What this person may do without being approved.
    pub rights: Rights,
    pub(crate) pin: PinHash,
    #[serde(default)]
    pub(crate) wrong_pins: Tries,
}

/// Everybody. Empty: the shop has set nobody up, and nothing is asked of anybody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roster {
    pub(crate) last_id: u32,
    pub(crate) people: Vec<Person>,
    /// What may be done while nobody is logged in. Never the settings.
    #[serde(default)]
    pub(crate) nobody_may: Rights,
    /// The tries under numbers that nobody has, counted together.
    #[serde(default)]
    pub(crate) unknown: Tries,
}

impl Roster {
    /// Whether anybody is set up.
    pub fn is_used(&self) -> bool {
        !self.people.is_empty()
    }

    /// Everybody, in the order in which they were added.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// What may be done while nobody is logged in.
    pub fn nobody_may(&self) -> &Rights {
        &self.nobody_may
    }

    /// The person with this number.
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// Adds somebody. The first must have the right to settings.
    pub fn add(&mut self, name: &str, rights: Rights, pin: PinHash) -> Result<Person, StaffProblem> {
        if self.people.len() >= usize::try_from(MOST_PEOPLE).unwrap_or(usize::MAX) {
            return Err(StaffProblem::TooManyPeople { limit: MOST_PEOPLE });
        }
        let name = self.read_name(name, None)?;
        let id = PersonId(self.last_id + 1);
        let person = Person { id, name, rights, pin, wrong_pins: Tries::default() };
        self.people.push(person.clone());
        self.last_id = id.0;
        self.someone_keeps_settings()?;
        Ok(person)
    }

    /// Another name or other rights.
    pub fn change(&mut self, id: PersonId, name: &str, rights: Rights) -> Result<Person, StaffProblem> {
        let name = self.read_name(name, Some(id))?;
        let person = self.person_mut(id)?;
        (person.name, person.rights) = (name, rights);
        let changed = person.clone();
        self.someone_keeps_settings()?;
        Ok(changed)
    }

    /// Another PIN. What was tried before counts no more.
    pub fn set_pin(&mut self, id: PersonId, pin: PinHash) -> Result<Person, StaffProblem> {
        let person = self.person_mut(id)?;
        (person.pin, person.wrong_pins) = (pin, Tries::default());
        Ok(person.clone())
    }

    /// Removes somebody.
    pub fn remove(&mut self, id: PersonId) -> Result<Person, StaffProblem> {
        let at = self.people.iter().position(|person| person.id == id).ok_or(StaffProblem::NoSuchPerson)?;
        let person = self.people.remove(at);
        self.someone_keeps_settings()?;
        Ok(person)
    }

    /// What may be done while nobody is logged in; the settings are left out.
    pub fn let_nobody(&mut self, rights: Rights) {
        self.nobody_may = rights;
        self.nobody_may.remove(&Right::Settings);
    }

    /// Sets nobody up any more. Numbers go on from where they were.
    pub fn turn_off(&mut self) {
        *self = Self { last_id: self.last_id, ..Self::default() };
    }

    /// What was read from the file; waits begin anew.
    #[must_use]
    pub(crate) fn after_restart(mut self, now: Instant) -> Self {
        for person in &mut self.people {
            person.wrong_pins = std::mem::take(&mut person.wrong_pins).after_restart(now);
        }
        self.unknown = std::mem::take(&mut self.unknown).after_restart(now);
        self
    }

    /// The tries of a person, or those of all who do not exist.
    pub(crate) fn tries_mut(&mut self, id: PersonId) -> &mut Tries {
        match self.people.iter_mut().find(|person| person.id == id) {
            Some(person) => &mut person.wrong_pins,
            None => &mut self.unknown,
        }
    }

    fn person_mut(&mut self, id: PersonId) -> Result<&mut Person, StaffProblem> {
        self.people.iter_mut().find(|person| person.id == id).ok_or(StaffProblem::NoSuchPerson)
    }

    fn someone_keeps_settings(&self) -> Result<(), StaffProblem> {
        let is_kept = self.people.iter().any(|person| person.rights.contains(&Right::Settings));
        if is_kept { Ok(()) } else { Err(StaffProblem::LastWithSettings) }
    }

    /// A name on one line that nobody else has.
    fn read_name(&self, name: &str, of: Option<PersonId>) -> Result<String, StaffProblem> {
        let name: String = name.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(StaffProblem::NameMissing);
        }
        if name.chars().count() > usize::try_from(LONGEST_NAME).unwrap_or(usize::MAX) {
            return Err(StaffProblem::NameTooLong { limit: LONGEST_NAME });
        }
        let is_taken = self.people.iter().any(|person| Some(person.id) != of && person.name == name);
        if is_taken { Err(StaffProblem::NameTaken) } else { Ok(name) }
    }
}
