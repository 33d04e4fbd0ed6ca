//! The journal's records of shifts.

use jiff::Timestamp;

use super::JournalError;
use crate::shift::{Shift, ShiftEntry, ShiftNumber};

/// One entry of a shift to be written.
#[derive(Clone, Copy, Debug)]
pub struct ShiftRecord<'a> {
    /// Which entry of its shift it is, from 0.
    pub seq: u32,
    /// When it happened, by the server's clock.
    pub at: Timestamp,
    /// What happened.
    pub entry: &'a ShiftEntry,
    /// The shift after it.
    pub shift: &'a Shift,
}

/// A shift as the journal knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredShift {
    /// The shift after its last entry.
    pub shift: Shift,
    /// How many entries it has.
    pub entries: u32,
}

/// Replays the entries of one shift, each with its time, through the function that moves the live one.
pub(crate) fn replay_shift(
    number: ShiftNumber,
    entries: &[(Timestamp, ShiftEntry)],
) -> Result<StoredShift, JournalError> {
    let unreadable = |reason: String| JournalError::UnreadableShift { number: number.0, reason };
    let count = u32::try_from(entries.len()).map_err(|_| unreadable("too many entries".to_owned()))?;
    let Some(((at, first), later)) = entries.split_first() else {
        return Err(unreadable("its beginning is missing".to_owned()));
    };
    let begun = Shift::begin(number, *at, first).map_err(|illegal| unreadable(illegal.to_string()))?;
    let shift = later.iter().try_fold(begun, |shift, (at, entry)| shift.after(*at, entry));
    Ok(StoredShift { shift: shift.map_err(|illegal| unreadable(illegal.to_string()))?, entries: count })
}
