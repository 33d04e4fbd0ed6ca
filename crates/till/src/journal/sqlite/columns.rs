//! How a direction stands in a column: one place for what writes it, what reads it and what searches by it.

use rusqlite::Row;

use crate::money::Direction;

/// The word in the file; never changed.
pub(crate) fn direction_name(direction: Direction) -> &'static str {
    match direction {
        Direction::Payment => "payment",
        Direction::Topup => "topup",
    }
}

/// The direction that a column holds; `None` where it holds no word of ours.
pub(super) fn read_direction(row: &Row<'_>, column: usize) -> Result<Option<Direction>, rusqlite::Error> {
    let text = row.get_ref(column)?;
    let is_it = |direction: &Direction| text.as_str().is_ok_and(|text| text == direction_name(*direction));
    Ok([Direction::Payment, Direction::Topup].into_iter().find(is_it))
}
