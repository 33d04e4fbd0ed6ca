//! What a window draws of staff. Nothing of a PIN is in it.

use serde::Serialize;
use staff::{Person, Right, Staff};
use ts_rs::TS;

use super::now;

/// Who may work here, who does, and what may be done without anybody's approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct StaffView {
    /// Whether the shop uses staff at all. While it does not, nothing is asked of anybody.
    pub is_used: bool,
    /// Everybody, in the order in which they were added.
    pub people: Vec<PersonView>,
    /// Who works now; `null` when nobody is logged in.
    pub who: Option<PersonView>,
    /// Somebody has to log in before anything can be done. The sale on the screen goes on all the same.
    pub is_locked: bool,
    /// What may be done now without an approval; without staff everything.
    pub may: Vec<Right>,
    /// What may be done while nobody is logged in.
    pub nobody_may: Vec<Right>,
    /// What a manager has just approved; it waits for its one act, not for long.
    pub approved: Option<Right>,
    /// The staff file cannot be read: payments go on, nothing else, until the machine's owner removes the file.
    pub is_damaged: bool,
}

/// Somebody who may work here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PersonView {
    /// The person's number, never used again.
    pub id: u32,
    /// What the others call this person.
    pub name: String,
    /// What this person may do, and approve.
    pub rights: Vec<Right>,
}

impl StaffView {
    /// As it stands.
    pub(crate) fn of(staff: &Staff) -> Self {
        let roster = staff.roster();
        Self {
            is_used: staff.is_used(),
            people: roster.people().iter().map(PersonView::of).collect(),
            who: staff.who().as_ref().map(PersonView::of),
            is_locked: staff.is_locked(),
            may: staff.may().into_iter().collect(),
            nobody_may: roster.nobody_may().iter().copied().collect(),
            approved: staff.approved(now()),
            is_damaged: staff.is_damaged(),
        }
    }
}

impl PersonView {
    fn of(person: &Person) -> Self {
        Self { id: person.id.0, name: person.name.clone(), rights: person.rights.iter().copied().collect() }
    }
}
