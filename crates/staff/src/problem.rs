//! Why an act about staff was not carried out.

use serde::Serialize;
use ts_rs::TS;

/// Why not. Nothing was changed, but that a wrong PIN was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
#[ts(export)]
pub enum StaffProblem {
    /// The PIN is not this person's. The same is said of a person that does not exist.
    #[error("the PIN is wrong; {tries_left} tries are left")]
    WrongPin {
        /// How many more may be tried before there is a wait; 0: the wait has begun.
        tries_left: u32,
        /// How long the wait is that has begun, in seconds; 0 while tries are left.
        wait_seconds: u32,
    },
    /// Too many wrong PINs: this one was not looked at.
    #[error("wait {seconds} seconds before the next try")]
    Wait {
        /// How much longer, rounded up.
        seconds: u32,
    },
    /// A new PIN is not made of digits, or of too few or too many.
    #[error("a PIN has {shortest} to {longest} digits")]
    PinNotDigits {
        /// How many digits it has at least.
        shortest: u32,
        /// And at most.
        longest: u32,
    },
    /// A new PIN is one of those that everybody tries first: 0000, 1234, 1212.
    #[error("the PIN is too easily guessed")]
    PinTooSimple,
    /// A person needs a name.
    #[error("the name is missing")]
    NameMissing,
    /// The name is too long.
    #[error("the name has more than {limit} characters")]
    NameTooLong {
        /// How long it may be.
        limit: u32,
    },
    /// Somebody has this name already.
    #[error("somebody has this name already")]
    NameTaken,
    /// There is no such person (any more).
    #[error("there is no such person")]
    NoSuchPerson,
    /// Nobody would be left with the right to settings.
    #[error("nobody would be left with the right to settings")]
    LastWithSettings,
    /// Nobody more can be set up.
    #[error("there may be {limit} people")]
    TooManyPeople {
        /// How many there may be.
        limit: u32,
    },
    /// Who was to approve does not have the right either.
    #[error("this person does not have the right either")]
    LacksRight,
    /// It is for somebody who is logged in, and nobody is.
    #[error("nobody is logged in")]
    NobodyLoggedIn,
    /// The staff file cannot be written.
    #[error("the staff file cannot be written")]
    CannotWrite,
    /// The audit log cannot be written, so nothing was done.
    #[error("the audit log cannot be written")]
    JournalUnavailable,
}
