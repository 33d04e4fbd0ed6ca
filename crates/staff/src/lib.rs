#![doc = include_str!("../README.md")]

mod file;
mod gate;
mod pin;
mod problem;
mod right;
mod roster;
mod session;
mod tries;

pub use file::StaffFile;
pub use gate::{Now, Permit, Staff, StaffRefusal};
pub use pin::{Pin, PinHash, TypedPin};
pub use problem::StaffProblem;
pub use right::{Right, Rights};
pub use roster::{LONGEST_NAME, MOST_PEOPLE, Person, PersonId, Roster};
pub use session::APPROVAL_LASTS;
pub use tries::{FIRST_WAIT, LONGEST_WAIT, TRIES, Tries};
